import { createHash } from 'node:crypto';
import { createCityPlan } from '../src/city/create-plan.ts';
import { detailOf } from '../src/city/detail-of.ts';
import type { CityPlan, Ring, StreetDetail } from '../src/city/types.ts';

/** The demonstration's own city, and all of its streets. */
export const city = createCityPlan({ seed: 7, size: 600 });
export const details: readonly StreetDetail[] = city.streets.map((street) => detailOf(city, street));

/** A fingerprint of everything that can be written down; heights are sampled. */
export const fingerprint = (plan: CityPlan, streets: readonly StreetDetail[]): Readonly<Record<string, string>> => {
  const hash = (layer: unknown): string => createHash('sha256').update(JSON.stringify(layer)).digest('hex');
  const [west, south, east, north] = plan.bounds;
  const heights = Array.from({ length: 400 }, (_, index) =>
    plan.terrain.heightM(
      west + ((index % 20) / 20) * (east - west),
      south + (Math.floor(index / 20) / 20) * (north - south),
    ),
  );
  const inOrder = streets.toSorted((a, b) => (a.street.code < b.street.code ? -1 : 1));
  return {
    districts: hash(plan.districts),
    streets: hash(plan.streets),
    water: hash([plan.sea, plan.river, plan.coast, plan.islands]),
    rails: hash([plan.railways, plan.stations]),
    outerRoads: hash(plan.outerRoads),
    heights: hash(heights),
    communities: hash(inOrder.map(({ communities }) => communities)),
    blocks: hash(inOrder.map(({ blocks }) => blocks)),
    roads: hash(inOrder.map(({ roads }) => roads)),
    underpasses: hash(inOrder.map(({ underpasses }) => underpasses)),
  };
};

/**
 * What is wrong with a tiling: every piece of edge of the parts and of the whole must occur exactly twice, once as a
 * part's and once as its neighbour's or the whole's.
 */
export const gapsOf = (whole: Ring, parts: readonly Ring[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const ring of [whole, ...parts]) {
    for (const [index, point] of ring.entries()) {
      const next = ring[index + 1];
      if (next === undefined) continue;
      const key = [point, next]
        .map(([x, y]) => `${x},${y}`)
        .toSorted()
        .join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, count]) => count !== 2).map(([key, count]) => `${key}: ${count}`);
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
