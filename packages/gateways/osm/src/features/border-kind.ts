import type { GroundFeature } from '@liandong/laws';
import type { Tags } from '../tags.ts';

const kinds: readonly (readonly [maxLevel: number, kind: string, minZoom: number])[] = [
  [2, 'country', 0],
  [4, 'region', 4],
  [5, 'county', 6],
  [6, 'county', 8],
  [8, 'locality', 11],
  [10, 'locality', 13],
];

/** `admin_level` of an administrative border: 2 country, 4 province, 5 prefecture, 6 district or county, 8 street. */
export const borderLevelOf = (tags: Tags): number | undefined => {
  const level = tags.get('admin_level') ?? '';
  return tags.get('boundary') === 'administrative' && /^(\d|10)$/.test(level) ? Number(level) : undefined;
};

/** A stretch of border has the level of the highest unit that it bounds. */
export const borderFeature = (level: number, geometry: GroundFeature['geometry']): GroundFeature | undefined => {
  const found = kinds.find(([maxLevel]) => level <= maxLevel);
  if (found === undefined) return undefined;
  const [, kind, minZoom] = found;
  return { layer: 'boundaries', geometry, properties: { kind, kind_detail: level }, minZoom };
};
