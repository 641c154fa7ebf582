import type { Jurisdiction } from '@liandong/contract';
import { featuresOf, metresToEdge, shapeOf } from './shenzhen-data.ts';
import { overlapOf } from './shenzhen-overlap.ts';
import { groundOf, type ParkAnswer, type Shenzhen } from './shenzhen-run.ts';

/** Why a park lies elsewhere than its own list says. */
type Reason =
  /** The source says itself that the position is rough. */
  | 'roughPosition'
  /** Within so many metres of the district that the list names. */
  | 'nearBorder'
  /** Outside of the city: the source took the outline of a place of like name beyond its border. */
  | 'outsideCity'
  /** The outline is of another place of like name (`osm_name` differs). */
  | 'otherName'
  /** The point was found by a search for its name or address, which found another place. */
  | 'geocoded'
  | 'other';

const nearBorderM = 300;
const isRough = (accuracy: string | undefined): boolean => accuracy === 'district_only' || accuracy === 'very_low';

const namesOf = ({ name, aliases }: Jurisdiction): readonly string[] => [name['zh-Hans'], ...aliases];

type Verdict =
  | { readonly is: 'unanswered' | 'blank' | 'agree' | 'agreeByAlias' }
  | { readonly is: 'disagree'; readonly reason: Reason; readonly metres: number };

/** Metres to the district that the list names; both in the file's datum, where shifts are alike. */
const metresToStated = ({ park, place }: ParkAnswer, districts: readonly Jurisdiction[]): number => {
  const stated = districts.find((one) => namesOf(one).includes(park.properties.district ?? ''));
  const streets = featuresOf('streets').filter(
    ({ properties }) => stated !== undefined && namesOf(stated).includes(properties.district ?? ''),
  );
  return Math.round(Math.min(...streets.map((street) => metresToEdge(shapeOf(street), place))));
};

const reasonOf = ({ park, outsideByM }: ParkAnswer, metres: number): Reason => {
  const { accuracy, osm_name: osmName, name, geocode_method: method } = park.properties;
  if (isRough(accuracy)) return 'roughPosition';
  if ((outsideByM ?? 0) > nearBorderM) return 'outsideCity';
  if (metres <= nearBorderM) return 'nearBorder';
  if (osmName !== undefined && osmName !== name) return 'otherName';
  return method === undefined && osmName === undefined ? 'other' : 'geocoded';
};

const judge = (answer: ParkAnswer, districts: readonly Jurisdiction[]): Verdict => {
  const stated = answer.park.properties.district ?? '';
  if (answer.district === undefined) return { is: 'unanswered' };
  if (stated === '') return { is: 'blank' };
  const isBeyond = (answer.outsideByM ?? 0) > nearBorderM;
  if (!isBeyond && answer.district.name['zh-Hans'] === stated) return { is: 'agree' };
  if (!isBeyond && answer.district.aliases.includes(stated)) return { is: 'agreeByAlias' };
  const metres = metresToStated(answer, districts);
  return { is: 'disagree', reason: reasonOf(answer, metres), metres };
};

export type ShenzhenFigures = {
  readonly streets: number;
  readonly districts: number;
  readonly functionalAreas: number;
  readonly parks: number;
  readonly unanswered: number;
  readonly agree: number;
  readonly agreeByAlias: number;
  readonly disagree: number;
  readonly disagreeReasons: Readonly<Record<Reason, number>>;
  readonly blank: number;
  /** Places in no ground of the city: answered with the nearest. */
  readonly outside: number;
  readonly assetsTaken: number;
  readonly assetsRefused: number;
  /** Intersection over union with the zones, as the streets came and as the node has them. */
  readonly overlapBefore: number;
  readonly overlapAfter: number;
  readonly misfitMetres: number;
};

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

const overlaps = (tree: readonly Jurisdiction[]) => {
  const zones = featuresOf('zones').map(shapeOf);
  const streets = tree.filter(({ tier, geometry }) => tier === 'street' && geometry !== undefined);
  return {
    overlapBefore: rounded(overlapOf(featuresOf('streets').map(shapeOf), zones)),
    overlapAfter: rounded(overlapOf(streets.map(groundOf), zones)),
  };
};

const misfitMetresOf = ({ misfit }: Shenzhen): number =>
  Number(/reaches (\d+) m/.exec(misfit.failure?.text.en ?? '')?.[1] ?? Number.NaN);

/** Counts, and one line for every park that its list puts elsewhere or that lies outside. */
export const shenzhenFigures = (
  done: Shenzhen,
): { readonly figures: ShenzhenFigures; readonly differences: readonly string[] } => {
  const withGround = done.tree.filter(({ geometry }) => geometry !== undefined);
  const districts = withGround.filter(({ tier }) => tier === 'district');
  const reasons = { roughPosition: 0, nearBorder: 0, outsideCity: 0, otherName: 0, geocoded: 0, other: 0 };
  const counts = { unanswered: 0, agree: 0, agreeByAlias: 0, disagree: 0, blank: 0 };
  const differences: string[] = [];
  for (const answer of done.parks) {
    const verdict = judge(answer, districts);
    counts[verdict.is] += 1;
    const { name = '', district = '', accuracy = '', osm_name: osmName = '–' } = answer.park.properties;
    const found = answer.district?.name['zh-Hans'] ?? '–';
    const away = answer.outsideByM === undefined ? '' : `, ${answer.outsideByM} m outside the city`;
    if (verdict.is === 'disagree') reasons[verdict.reason] += 1;
    if (verdict.is !== 'disagree' && answer.outsideByM === undefined) continue;
    const why = verdict.is === 'disagree' ? `${verdict.reason}, ${verdict.metres} m from it` : verdict.is;
    differences.push(`${name}: list ${district}, place ${found} (${why}${away}; ${accuracy}, osm ${osmName})`);
  }
  const figures = {
    streets: withGround.filter(({ tier }) => tier === 'street').length,
    districts: districts.length,
    functionalAreas: districts.filter(({ functional }) => functional).length,
    parks: done.parks.length,
    ...counts,
    disagreeReasons: reasons,
    outside: done.parks.filter(({ outsideByM }) => outsideByM !== undefined).length,
    assetsTaken: done.assets.taken,
    assetsRefused: done.assets.refusedCount,
    ...overlaps(done.tree),
    misfitMetres: misfitMetresOf(done),
  };
  return { figures, differences };
};
