import { ApiRefusal, createClient } from '@liandong/contract';
import type { Words } from '@liandong/words';
import { QueryCache, QueryClient } from '@tanstack/react-query';

/** Asks the node that served this page. */
export const api = createClient('');

/** The text of a refusal in three languages, or undefined for a defect or a lost connection. */
export const refusalWords = (error: unknown): Words | undefined =>
  error instanceof ApiRefusal ? error.problem.texts : undefined;

export const refusalCode = (error: unknown): string | undefined =>
  error instanceof ApiRefusal ? error.problem.code : undefined;

const refusalStatus = (error: unknown): number | undefined =>
  error instanceof ApiRefusal ? error.problem.status : undefined;

/** The session is over or was never there. */
export const isSignedOut = (error: unknown): boolean => refusalStatus(error) === 401;

const retry = (failures: number, error: unknown): boolean => !(error instanceof ApiRefusal) && failures < 3;

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended: asking for it again brings the log-in page.
      if (isSignedOut(error) && query.queryKey[0] !== 'session')
        void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry,
      retryDelay: (tries) => Math.min(8000, 500 * 2 ** tries),
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
