import { peopleRoutes } from '@liandong/contract';
import { api, queryClient } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useTellRefusal } from '../api/orders.ts';

/** Ends the session at the node and forgets everything that was on screen. */
export const useLogOut = (): (() => void) => {
  const tellRefusal = useTellRefusal();
  return () => {
    api(peopleRoutes.logout).then(async () => {
      queryClient.removeQueries({ predicate: ({ queryKey }) => !['node', 'session'].includes(String(queryKey[0])) });
      await queryClient.resetQueries({ queryKey: keys.session });
    }, tellRefusal);
  };
};
