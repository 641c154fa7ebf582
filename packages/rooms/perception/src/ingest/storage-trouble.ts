/**
 * Lost connections (08, 57P), serialisation and deadlock (40), and errors of the socket: the next attempt may succeed.
 * See PostgreSQL's list of error codes.
 */
export const isPassing = (cause: unknown): boolean =>
  /^(08|40|57P|ECONN|EPIPE)/.test(field(cause, 'code') ?? '') ||
  (cause instanceof Error && cause.message.startsWith('Connection terminated'));

const field = (cause: unknown, key: 'code' | 'schema'): string | undefined => {
  const value = cause instanceof Error && key in cause ? (cause as unknown as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** A row of ours met the same row of another writer. */
export const isReadingTwice = (cause: unknown): boolean =>
  field(cause, 'code') === '23505' && field(cause, 'schema') === 'perception';

/** PostgreSQL's own word for it, e.g. 53100 disk full; never its text, which may hold values. */
export const reasonOf = (cause: unknown): string => {
  const code = field(cause, 'code');
  return code === '53100' ? 'disk full' : (code ?? 'storage error');
};
