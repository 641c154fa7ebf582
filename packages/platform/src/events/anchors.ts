import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Instant, toIso } from '@liandong/words';

/** A head of the chain, kept outside the database. */
export type Anchor = { readonly seq: number; readonly hash: string; readonly at: string };

export type AnchorFile = {
  /** Appends the head, at most once a second; the last one is kept for `close`. */
  add(head: { readonly seq: number; readonly hash: string }, now: Instant): Promise<void>;
  read(): Promise<readonly Anchor[]>;
  close(): Promise<void>;
};

const minGapMs = 1_000;

/** Keeps anchors as JSON lines beside the database, so that a cut tail of the log shows. */
export const createAnchorFile = (file: string): AnchorFile => {
  let lastAt = 0;
  let waiting: Anchor | undefined;
  const flush = async (): Promise<void> => {
    if (waiting === undefined) return;
    const line = `${JSON.stringify(waiting)}\n`;
    waiting = undefined;
    await mkdir(path.dirname(file), { recursive: true });
    await appendFile(file, line, { mode: 0o600 });
  };
  return {
    add: async (head, now) => {
      waiting = { ...head, at: toIso(now) };
      if (now - lastAt < minGapMs) return;
      lastAt = now;
      await flush();
    },
    read: async () => {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      // A crash may cut the last line short; what is whole counts.
      return text.split('\n').flatMap((line) => {
        try {
          return [JSON.parse(line) as Anchor];
        } catch {
          return [];
        }
      });
    },
    close: flush,
  };
};
