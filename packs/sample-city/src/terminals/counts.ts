import type { CityPlan } from '../city/types.ts';
import { nodeDistrictCode, nodeStreetCode } from '../names.ts';
import { crowdingShares, kindSpecs, type TerminalKind, terminalKinds } from './kinds.ts';
import { type WaterSite, waterSites } from './water-sites.ts';

/** How many terminals of each kind stand in each street, and with which number their codes begin. */
export type Counts = {
  readonly streets: readonly StreetCounts[];
};

export type StreetCounts = {
  readonly streetIndex: number;
  readonly quota: Readonly<Record<TerminalKind, number>>;
  /** The number of a street's first terminal of a kind, counted from 1 over the whole city. */
  readonly first: Readonly<Record<TerminalKind, number>>;
  readonly sites: readonly WaterSite[];
};

/** The number of terminals by kind; their sum is the size. */
const kindCounts = (size: number): Readonly<Record<TerminalKind, number>> => {
  const wished = ({ base, growth }: { readonly base: number; readonly growth: number }): number =>
    size < 600 ? (base * size) / 600 : base * (size / 600) ** growth;
  const counts = byKind(() => 0);
  let left = Math.max(0, Math.round(size));
  for (const kind of terminalKinds.filter((one) => !kindSpecs[one].mass)) {
    counts[kind] = Math.min(left, Math.max(1, Math.round(wished(kindSpecs[kind]))));
    left -= counts[kind];
  }
  const mass = terminalKinds.filter((one) => kindSpecs[one].mass);
  const parts = apportion(
    left,
    mass.map((kind) => wished(kindSpecs[kind])),
  );
  mass.forEach((kind, index) => {
    counts[kind] = parts[index] ?? 0;
  });
  return counts;
};

const byKind = <T>(value: () => T): Record<TerminalKind, T> => ({
  ponding: value(),
  river: value(),
  tide: value(),
  rain: value(),
  weather: value(),
  air: value(),
  noise: value(),
  pressure: value(),
  flow: value(),
  quality: value(),
  pump: value(),
  camera: value(),
  counter: value(),
  pole: value(),
  charger: value(),
  vehicle: value(),
  tilt: value(),
  manhole: value(),
  lamp: value(),
  meter: value(),
  parking: value(),
  bin: value(),
  gas: value(),
});

/** Whole numbers by weight that add up to the total: the largest remainders take what is left. */
const apportion = (total: number, weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = total - parts.reduce((all, part) => all + part, 0);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
};

/** Shares the terminals out among the streets; those with a node of their own come first, so that their codes stay. */
export const shareOut = (plan: CityPlan): Counts => {
  const totals = kindCounts(plan.size);
  const sites = waterSites(plan, totals.river, totals.tide);
  const quotas = plan.streets.map(() => byKind(() => 0));
  for (const kind of terminalKinds) {
    const parts = partsOf(plan, kind, totals[kind], sites);
    parts.forEach((part, index) => {
      const quota = quotas[index];
      if (quota !== undefined) quota[kind] = part;
    });
  }
  const next = byKind(() => 1);
  const streets = inOrder(plan).map((streetIndex): StreetCounts => {
    const quota = quotas[streetIndex] ?? byKind(() => 0);
    const first = { ...next };
    for (const kind of terminalKinds) next[kind] += quota[kind];
    return { streetIndex, quota, first, sites: sites.filter((site) => site.streetIndex === streetIndex) };
  });
  return { streets };
};

const inOrder = ({ streets }: CityPlan): readonly number[] => {
  const rank = (index: number): number => {
    const street = streets[index];
    return street?.code === nodeStreetCode ? 0 : street?.districtCode === nodeDistrictCode ? 1 : 2;
  };
  return streets.map((_, index) => index).sort((a, b) => rank(a) - rank(b) || a - b);
};

const partsOf = (plan: CityPlan, kind: TerminalKind, total: number, sites: readonly WaterSite[]): readonly number[] => {
  const { crowding } = kindSpecs[kind];
  if (crowding === 'water') {
    const own = sites.filter((site) => site.kind === kind);
    // Without any water they stand like everything else.
    if (own.length === total)
      return plan.streets.map((_, index) => own.filter(({ streetIndex }) => streetIndex === index).length);
  }
  const shares = crowdingShares[crowding === 'water' ? 'even' : crowding];
  // Cases of the demonstration begin at gauges of one street, however small the city is.
  const reserved = kind === 'ponding' ? Math.min(total, demonstrationGauges) : 0;
  const parts = apportion(
    total - reserved,
    plan.streets.map(({ character, cells: { west, south, east, north } }, index) => {
      // A little more or less, so that streets of one character are not all alike and remainders don't all fall together.
      const own = 1 + 0.02 * (((index * 7 + kind.length * 3) % 11) - 5);
      return shares[character] * (east - west) * (north - south) * own;
    }),
  );
  const home = plan.streets.findIndex(({ code }) => code === nodeStreetCode);
  return parts.map((part, index) => part + (index === Math.max(0, home) ? reserved : 0));
};

/** Ponding gauges that the street with a node of its own has in any city that has so many. */
const demonstrationGauges = 4;
