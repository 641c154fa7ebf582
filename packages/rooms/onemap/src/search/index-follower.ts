import type { SearchKind } from '@liandong/contract';
import type { Follower, RecordedFact } from '@liandong/platform';
import type { SearchEntry } from './entry.ts';
import { removeEntries, replaceKind, saveEntries } from './search-store.ts';

/** How one kind of thing gets into the index: which facts tell of it, and what it is like now. */
export type SearchSource = {
  readonly kind: SearchKind;
  readonly factTypes: readonly string[];
  /** Ids of the things that a fact is about. */
  idsOf(fact: RecordedFact): readonly string[] | 'all';
  /** The things as they are now; one that is missing is gone. */
  read(ids: readonly string[]): Promise<readonly SearchEntry[]>;
  /** All of them, where a fact may be about more than it lists. */
  readAll?(): Promise<readonly SearchEntry[]>;
};

/** Keeps the index as the event log tells: nothing is lost over a crash, and a new node of an old log fills it again. */
export const searchFollower = (sources: readonly SearchSource[]): Follower => ({
  name: 'onemap.search',
  types: [...new Set(sources.flatMap(({ factTypes }) => factTypes))],
  handle: async (fact, work) => {
    for (const source of sources) {
      if (!source.factTypes.includes(fact.type)) continue;
      const ids = source.idsOf(fact);
      if (ids === 'all') {
        await replaceKind(work, source.kind, (await source.readAll?.()) ?? []);
        continue;
      }
      const entries = await source.read(ids);
      const there = new Set(entries.map(({ id }) => id));
      await saveEntries(work, entries);
      await removeEntries(
        work,
        source.kind,
        ids.filter((id) => !there.has(id)),
      );
    }
  },
});
