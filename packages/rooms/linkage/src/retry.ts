import { Refusal, refuse } from '@liandong/words';
import { pause } from './pause.ts';

/** SQLSTATE classes: connection, out of resources (disk full), operator intervention, system error. */
const unavailableClasses = ['08', '53', '57', '58'];
const unavailableCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOSPC'];

/** Whether the ground is missing (database gone, disk full): nobody's fault, to be tried again later, as it is. */
const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (/Connection terminated|Cannot use a pool after|not queryable/.test(error.message)) return true;
  if (!('code' in error) || typeof error.code !== 'string') return false;
  const { code } = error;
  return unavailableCodes.includes(code) || (code.length === 5 && unavailableClasses.includes(code.slice(0, 2)));
};

export type RetryOptions = { readonly tries: number; readonly firstWaitMs: number; readonly signal: AbortSignal };

/**
 * Does a piece of work, again after a defect, with growing waits.
 * @throws the Refusal that the work threw; link.unavailable when the ground is missing or we are stopping; the last
 * defect when every try failed
 */
export const withRetries = async <Result>(
  { tries, firstWaitMs, signal }: RetryOptions,
  run: () => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (isUnavailable(error) || signal.aborted) throw refuse('link.unavailable');
      if (attempt >= tries) throw error;
      await pause(firstWaitMs * 2 ** (attempt - 1), signal);
    }
  }
};
