import type { OsmBlock, Things } from './format/primitive-block.ts';

/** Keys whose use is counted, over nodes, ways and relations together. */
const countedKeys = [
  'highway',
  'building',
  'building:levels',
  'railway',
  'waterway',
  'landuse',
  'natural',
  'name',
  'name:en',
] as const;
type CountedKey = (typeof countedKeys)[number];

/** What an extract holds, and what it lacks at its edges. */
export type OsmStatistics = {
  readonly nodes: number;
  readonly ways: number;
  readonly relations: number;
  readonly tagged: Readonly<Record<CountedKey, number>>;
  /** Corners of ways that are not in the file; known when `features()` has run to its end, like the next two. */
  readonly missingNodes: number;
  /** Areas left out because their outline is not whole in the file. */
  readonly incompleteAreas: number;
  /** Stretches of sea shore. */
  readonly coastlines: number;
};

/** The same while it is counted. */
export type Counts = {
  -readonly [Key in Exclude<keyof OsmStatistics, 'tagged'>]: number;
} & { readonly tagged: Record<CountedKey, number> };

export const noCounts = (): Counts => ({
  nodes: 0,
  ways: 0,
  relations: 0,
  tagged: {
    highway: 0,
    building: 0,
    'building:levels': 0,
    railway: 0,
    waterway: 0,
    landuse: 0,
    natural: 0,
    name: 0,
    'name:en': 0,
  },
  missingNodes: 0,
  incompleteAreas: 0,
  coastlines: 0,
});

export const countBlock = (counts: Counts, { strings, nodes, ways, relations }: OsmBlock): void => {
  counts.nodes += nodes.ids.length;
  counts.ways += ways.ids.length;
  counts.relations += relations.ids.length;
  const kinds = new Map<number, CountedKey | undefined>();
  for (const things of [nodes, ways, relations]) countKeys(counts, things, strings.text, kinds);
};

const isCounted = (key: string): key is CountedKey => countedKeys.some((counted) => counted === key);

const countKeys = (
  { tagged }: Counts,
  { tags }: Things,
  text: (index: number) => string,
  kinds: Map<number, CountedKey | undefined>,
): void => {
  for (let at = 0; at < tags.length; at += 2) {
    const key = tags[at] ?? 0;
    if (!kinds.has(key)) {
      const name = text(key);
      kinds.set(key, isCounted(name) ? name : undefined);
    }
    const counted = kinds.get(key);
    if (counted !== undefined) tagged[counted] += 1;
  }
};
