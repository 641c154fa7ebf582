/** What of a client outlives its connection: QoS 2 messages that it has not released yet, and when each is durable. */
export type Session = { readonly unreleased: Map<number, Promise<void>> };

/** Sessions of clients that asked for one, in memory; the longest unused go first when there are too many. */
export type Sessions = {
  /** @returns the kept session, or a new one */
  open(key: string, keep: boolean, clean: boolean): { readonly session: Session; readonly present: boolean };
};

export const createSessions = (maxSessions: number): Sessions => {
  const kept = new Map<string, Session>();
  return {
    open: (key, keep, clean) => {
      const found = clean ? undefined : kept.get(key);
      kept.delete(key);
      const session = found ?? { unreleased: new Map<number, Promise<void>>() };
      if (keep) kept.set(key, session);
      const [oldest] = kept.keys();
      if (kept.size > maxSessions && oldest !== undefined) kept.delete(oldest);
      return { session, present: found !== undefined };
    },
  };
};
