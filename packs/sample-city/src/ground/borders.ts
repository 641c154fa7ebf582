import type { GroundFeature } from '@liandong/laws';
import type { CityPlan, StreetPlan, XY } from '../city/types.ts';
import { line } from './draw.ts';

/** Levels of a border as the basemap schema counts them: the fewer, the higher. */
const levels = {
  city: { kind: 'region', kind_detail: 4, minZoom: 5 },
  district: { kind: 'county', kind_detail: 6, minZoom: 9 },
  street: { kind: 'locality', kind_detail: 8, minZoom: 11 },
} as const;
type Level = keyof typeof levels;

type Edge = { readonly from: XY; readonly to: XY; readonly left: StreetPlan; right: StreetPlan | undefined };

/** Borders (界线) of the city, its districts and streets, each stretch once and at its highest level. */
export const borders = function* (plan: CityPlan): Generator<GroundFeature> {
  const edges = new Map<string, Edge>();
  for (const street of plan.streets) collect(edges, street);
  let [run, runs]: [Edge[], string] = [[], ''];
  for (const edge of edges.values()) {
    // No map draws the end of the city along its shore.
    if (edge.right === undefined && isShore(plan, edge)) continue;
    const key = `${edge.left.code}|${edge.right?.code}`;
    const last = run.at(-1);
    if (last !== undefined && (key !== runs || last.to !== edge.from)) {
      yield draw(run);
      run = [];
    }
    run.push(edge);
    runs = key;
  }
  if (run.length > 0) yield draw(run);
};

/** Neighbours walk their common border in opposite directions: the second one only adds itself on the right. */
const collect = (edges: Map<string, Edge>, street: StreetPlan): void => {
  const { ring } = street;
  for (let index = 1; index < ring.length; index += 1) {
    const [from, to] = [ring[index - 1], ring[index]];
    if (from === undefined || to === undefined) continue;
    const known = edges.get(keyOf(to, from));
    if (known === undefined) edges.set(keyOf(from, to), { from, to, left: street, right: undefined });
    else known.right = street;
  }
};

/** Whether there is water a little outside of a stretch of the city's border. */
const isShore = ({ terrain }: CityPlan, { from, to }: Edge): boolean => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const off = 60 / (Math.hypot(dx, dy) || 1);
  return terrain.isWater((from[0] + to[0]) / 2 + dy * off, (from[1] + to[1]) / 2 - dx * off);
};

const keyOf = (from: XY, to: XY): string =>
  `${from[0].toFixed(2)},${from[1].toFixed(2)}>${to[0].toFixed(2)},${to[1].toFixed(2)}`;

const draw = (run: readonly Edge[]): GroundFeature => {
  const [first] = run;
  const level = levels[levelOf(first)];
  const points = [...(first === undefined ? [] : [first.from]), ...run.map(({ to }) => to)];
  return line('boundaries', level.minZoom, { kind: level.kind, kind_detail: level.kind_detail }, points);
};

const levelOf = (edge: Edge | undefined): Level => {
  if (edge?.right === undefined) return 'city';
  return edge.left.districtCode === edge.right.districtCode ? 'street' : 'district';
};
