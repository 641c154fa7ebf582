import type { Tags } from '../tags.ts';
import { addNames } from './names.ts';

type Place = {
  readonly kind: 'country' | 'region' | 'locality' | 'macrohood' | 'neighbourhood';
  readonly minZoom: number;
  /** Stands in for the number of people where nobody wrote it: it only orders names on the map, and is not shown. */
  readonly usualPopulation: number;
};

/** Values of `place`. In China `county` is 县, `town` 镇 and 乡, `suburb` 街道. */
const places: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['country', { kind: 'country', minZoom: 3, usualPopulation: 50_000_000 }],
  ['state', { kind: 'region', minZoom: 5, usualPopulation: 20_000_000 }],
  ['province', { kind: 'region', minZoom: 5, usualPopulation: 20_000_000 }],
  ['city', { kind: 'locality', minZoom: 6, usualPopulation: 500_000 }],
  ['county', { kind: 'locality', minZoom: 9, usualPopulation: 200_000 }],
  ['district', { kind: 'locality', minZoom: 9, usualPopulation: 200_000 }],
  ['town', { kind: 'locality', minZoom: 9, usualPopulation: 20_000 }],
  ['borough', { kind: 'macrohood', minZoom: 10, usualPopulation: 100_000 }],
  ['quarter', { kind: 'macrohood', minZoom: 11, usualPopulation: 50_000 }],
  ['suburb', { kind: 'neighbourhood', minZoom: 11, usualPopulation: 50_000 }],
  ['village', { kind: 'locality', minZoom: 12, usualPopulation: 2_000 }],
  ['neighbourhood', { kind: 'neighbourhood', minZoom: 13, usualPopulation: 2_000 }],
  ['hamlet', { kind: 'locality', minZoom: 13, usualPopulation: 200 }],
  ['isolated_dwelling', { kind: 'locality', minZoom: 14, usualPopulation: 50 }],
  ['farm', { kind: 'locality', minZoom: 14, usualPopulation: 50 }],
  ['locality', { kind: 'locality', minZoom: 14, usualPopulation: 50 }],
]);

/** Upper ends of the ranks of the Protomaps schema, in people; a place has the rank of how many it exceeds. */
const populationBreaks = [
  0, 200, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 5_000_000, 10_000_000,
  20_000_000, 50_000_000, 100_000_000, 1_000_000_000,
];

const populationRank = (population: number): number => populationBreaks.filter((least) => population >= least).length;

/** How the basemap names a place; undefined for what is no place or has no name. */
export const placeKindOf = (
  tags: Tags,
): { minZoom: number; properties: Readonly<Record<string, string | number | boolean>> } | undefined => {
  const value = tags.get('place');
  const place = value === undefined ? undefined : places.get(value);
  if (value === undefined || place === undefined || !tags.has('name')) return undefined;
  const { kind, minZoom } = place;
  const rank = populationRank(populationOf(tags) ?? place.usualPopulation);
  const properties: Record<string, string | number | boolean> = {
    kind,
    kind_detail: value,
    min_zoom: minZoom,
    population_rank: rank,
    // The smaller one wins where two names do not fit.
    sort_key: minZoom * 100 - rank,
  };
  if (tags.get('capital') === 'yes') properties.capital = 'yes';
  addNames(properties, tags);
  return { minZoom, properties };
};

const populationOf = (tags: Tags): number | undefined => {
  const text = tags.get('population')?.replaceAll(/[\s,]/g, '') ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
};
