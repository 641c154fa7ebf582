import type { GroundSource } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { indexFile } from './index-file.ts';
import { readFeatures } from './read-features.ts';
import { readWays } from './read-ways.ts';
import type { OsmStatistics } from './statistics.ts';

export type OsmOptions = {
  /** kebab-case id of the ground. */
  readonly id: string;
  readonly name: Words;
  /** Nodes and members of areas that may be kept in memory, 24 bytes each. */
  readonly maxKept?: number;
  readonly signal?: AbortSignal;
};

/** A map of the size of a large province; about 2.4 GB while it is read. */
const usualMaxKept = 100_000_000;

/** Ground of an OpenStreetMap extract (开放街道地图摘录). */
export type OsmGround = GroundSource & { readonly statistics: OsmStatistics };

/**
 * Reads an OpenStreetMap PBF from end to end and keeps where its nodes lie; features and ways are then read from the
 * file, which must stay until they have been. Refuses with a code of `osmRefusals`, at any time.
 */
export const openOsmExtract = async (file: string, options: OsmOptions): Promise<OsmGround> => {
  const { id, name, maxKept = usualMaxKept, signal } = options;
  const index = await indexFile(file, maxKept, signal);
  return {
    id,
    name,
    generated: false,
    attribution: '© OpenStreetMap contributors',
    bounds: index.bounds,
    statistics: index.counts,
    features: () => readFeatures(file, index, index.counts, signal),
    ways: () => readWays(file, index, signal),
  };
};
