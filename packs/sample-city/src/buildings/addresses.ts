import type { Block, BlockUse, CityPlan, StreetDetail, XY } from '../city/types.ts';
import type { Frontage, Surroundings } from './surroundings.ts';

/** Gives the buildings of a street their house numbers, block by block. */
export type Addresses = {
  /** One address per building of the block, in their order. */
  of(block: Block, middles: readonly XY[]): readonly string[];
};

/** Blocks with one gate, whose buildings are counted from it; in all others each house has its own number. */
const gated: ReadonlySet<BlockUse> = new Set([
  'residential',
  'industrial',
  'port',
  'government',
  'school',
  'university',
  'hospital',
  'park',
  'square',
  'sports',
  'store',
  'waterworks',
]);

/** House numbers rise along a road from the west or the south of the city: odd on the left, even on the right. */
export const addressesOf = (plan: CityPlan, detail: StreetDetail, { frontagesOf }: Surroundings): Addresses => {
  const runsEast = directions(detail);
  const taken = new Set<string>();
  const nameless = detail.street.name['zh-Hans'].replace(/街道$/, '');

  const numberAt = (frontages: readonly Frontage[], at: XY): string => {
    const frontage = nearest(frontages, at);
    if (frontage === undefined) return unused(taken, `${nameless}里`, 1);
    const { name, from, to } = frontage;
    const east = runsEast.get(name) ?? true;
    const alongM = east ? at[0] - plan.bounds[0] : at[1] - plan.bounds[1];
    const rises = east ? to[0] >= from[0] : to[1] >= from[1];
    const side = (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0]);
    const isLeft = side > 0 === rises;
    return unused(taken, name, 2 * Math.max(0, Math.floor(alongM / plotM)) + (isLeft ? 1 : 2));
  };

  return {
    of: (block, middles) => {
      const frontages = frontagesOf(block);
      if (!gated.has(block.use)) return middles.map((middle) => numberAt(frontages, middle));
      const gate = numberAt(frontages, block.middle);
      return middles.map((_, index) => (middles.length === 1 ? gate : `${gate}${index + 1}栋`));
    },
  };
};

/** Metres of road that two opposite numbers stand for. */
const plotM = 15;

const unused = (taken: Set<string>, road: string, number: number): string => {
  let [free, address] = [number, `${road}${number}号`];
  while (taken.has(address)) {
    free += 2;
    address = `${road}${free}号`;
  }
  taken.add(address);
  return address;
};

/** Whether the roads of a name run rather from west to east than from south to north. */
const directions = ({ roads }: StreetDetail): ReadonlyMap<string, boolean> => {
  const sums = new Map<string, number>();
  for (const { name, line } of roads) {
    const [first, last] = [line[0], line.at(-1)];
    if (name === undefined || first === undefined || last === undefined) continue;
    const sum = sums.get(name['zh-Hans']) ?? 0;
    sums.set(name['zh-Hans'], sum + Math.abs(last[0] - first[0]) - Math.abs(last[1] - first[1]));
  }
  return new Map([...sums].map(([name, sum]) => [name, sum >= 0]));
};

const nearest = (frontages: readonly Frontage[], [x, y]: XY): Frontage | undefined => {
  let [best, least]: [Frontage | undefined, number] = [undefined, Infinity];
  for (const frontage of frontages) {
    const { from, to } = frontage;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const share = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.max(0, Math.min(1, share));
    const [offX, offY] = [from[0] + t * dx - x, from[1] + t * dy - y];
    const squared = offX * offX + offY * offY;
    if (squared < least) [best, least] = [frontage, squared];
  }
  return best;
};
