import { cityCode, cityName } from '../names.ts';
import { capesOf, cellM } from './bend.ts';
import { type Crossing, dipM, railCrossings } from './crossings.ts';
import { type District, formDistricts } from './districts.ts';
import { createFlat, createLattice, type Flat } from './lattice.ts';
import { layMainRoads } from './main-roads.ts';
import { makeName } from './name-maker.ts';
import { layOuterRoads } from './outer-roads.ts';
import { outlineOfCells, outlineOfGroup } from './outline.ts';
import { middleOf } from './plane.ts';
import { beyond, layRails } from './railways.ts';
import { type Shape, shapeCity } from './shape.ts';
import { createTerrain, type Dip, islandShore, type Knoll, type LandLines } from './terrain.ts';
import type { CityPlan, DistrictPlan, Lattice, MainEdge, Ring, StreetPlan, XY } from './types.ts';

/** The plan of a city that does not exist: the same seed and size (about as many terminals) give the same plan. */
export const createCityPlan = ({ seed, size }: { readonly seed: number; readonly size: number }): CityPlan => {
  const shape = shapeCity(seed, size);
  const flat = createFlat(shape);
  const lattice = createLattice(shape, flat);
  const lines = landLines(shape, flat, lattice);
  const bare = createTerrain(shape, flat, lines, []);
  const laid = layMainRoads(shape, lattice, bare);
  const crossings = railCrossings(shape, lattice, bare, laid);
  const mainEdges = withBridges(laid, crossings);
  const terrain = createTerrain(shape, flat, lines, dipsOf(lattice, crossings));
  const { districts, streets } = jurisdictionsOf(formDistricts(shape), lattice);
  const cells = shape.sites.map((site) => site.cells);
  const ring = outlineOfGroup(lattice, cells) ?? [];
  const bounds = boundsOf(ring);
  const rails = layRails(shape, lattice);
  return {
    seed,
    size,
    name: cityName,
    code: cityCode,
    ring,
    districts,
    streets,
    terrain,
    bounds,
    ...watersOf(flat, lines, shape),
    ...rails,
    outerRoads: layOuterRoads(shape, lattice, terrain, mainEdges),
    lattice,
    mainEdges,
    underpassSites: crossings.filter(({ isUnderpass }) => isUnderpass).map(({ column, row }) => ({ column, row })),
    parkHill: { at: flat.toWorld(lines.knolls[0]?.at ?? [0, 0]), radiusM: 430, name: makeName(seed, 'hill', 0) },
    railRow: shape.rowMiddle(shape.railRow),
  };
};

const jurisdictionsOf = (
  districts: readonly District[],
  lattice: Lattice,
): { readonly districts: readonly DistrictPlan[]; readonly streets: readonly StreetPlan[] } => ({
  districts: districts.map(({ code, name, functional, streets }) => ({
    code,
    name,
    functional,
    ring:
      outlineOfGroup(
        lattice,
        streets.map(({ site }) => site.cells),
      ) ?? [],
  })),
  streets: districts.flatMap((district) =>
    district.streets.map(({ code, name, site }): StreetPlan => {
      const ring = outlineOfCells(lattice, site.cells);
      const { character, cells } = site;
      return { code, name, districtCode: district.code, ring, middle: middleOf(ring), character, cells };
    }),
  ),
});

/** Coast and river far beyond the city, so that they leave the map. */
const landLines = (shape: Shape, flat: Flat, lattice: Lattice): LandLines => {
  const { sites, north } = shape;
  const west = Math.min(...sites.map(({ cells }) => cells.west)) - beyond;
  const east = Math.max(...sites.map(({ cells }) => cells.east)) + beyond;
  const walk = (from: number, to: number, towards: 'east' | 'north', line: number): readonly XY[] => {
    const points: XY[] = [];
    for (let at = from; at <= to; at += 1) {
      const [i, j] = towards === 'east' ? [at, line] : [line, at];
      points.push(flat.flat(i, j));
      for (const [x, y] of at === to ? [] : lattice.between(i, j, towards)) points.push(flat.toFlat(x, y));
    }
    return points;
  };
  const bank = (line: -1 | 1): readonly XY[] => walk(-2, north + beyond, 'north', line);
  return { coast: walk(west, east, 'east', 0), westBank: bank(-1), eastBank: bank(1), knolls: knollsOf(shape, flat) };
};

/** A hill with a park in the town, a cape with a lighthouse, islands before the bay. */
const knollsOf = ({ sites, columnLine, rowLine }: Shape, { bend }: Flat): readonly Knoll[] => {
  const park: XY = sites.length === 1 ? [1560, 1450] : [(columnLine(1) + 6.5) * cellM, (rowLine(1) + 13.5) * cellM];
  const { west, east } = capesOf(sites);
  return [
    { at: bend(...park), heightM: 84, wideM: 400 },
    { at: bend(west.atM, 450), heightM: 150, wideM: 1000 },
    { at: bend(east.atM, 600), heightM: 190, wideM: 1200 },
    { at: bend(1300, -2300), heightM: -46, wideM: 420 },
    { at: bend(2500, -2900), heightM: -24, wideM: 190 },
    { at: bend(-2700, -3600), heightM: -60, wideM: 560 },
  ];
};

const watersOf = (
  flat: Flat,
  lines: LandLines,
  { north }: Shape,
): Pick<CityPlan, 'sea' | 'river' | 'riverLine' | 'coast' | 'islands'> => {
  const { coast, knolls } = lines;
  const shore = coast.map(flat.toWorld);
  const [first, last] = [coast[0] ?? [0, 0], coast.at(-1) ?? [0, 0]];
  const deep = [flat.toWorld([first[0], first[1] - 60_000]), flat.toWorld([last[0], last[1] - 60_000])];
  const sea: Ring = [...deep, ...shore.toReversed(), ...deep.slice(0, 1)];
  return { sea: [sea], coast: shore, islands: islandsOf(flat, knolls), ...riverOf(flat, lines, north) };
};

const islandsOf = ({ toWorld }: Flat, knolls: readonly Knoll[]): readonly Ring[] =>
  knolls.filter(({ heightM }) => heightM < 0).map((knoll) => islandShore(knoll).map(toWorld));

/** Both banks, from a little out at sea to beyond the hills. */
const riverOf = (
  { flat, toWorld }: Flat,
  { westBank, eastBank }: LandLines,
  north: number,
): Pick<CityPlan, 'river' | 'riverLine'> => {
  const ring = [...eastBank, ...westBank.toReversed()].map(toWorld);
  const line = Array.from({ length: north + beyond + 2 }, (_, index) => toWorld(flat(0, index - 1)));
  return { river: [[...ring, ...ring.slice(0, 1)]], riverLine: line.toReversed() };
};

const boundsOf = (ring: Ring): CityPlan['bounds'] => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const margin = Math.min(11_000, Math.max(5000, 0.6 * Math.max(east - west, north - south)));
  return [west - margin, south - margin, east + margin, north + margin];
};

const dipsOf = (lattice: Lattice, crossings: readonly Crossing[]): readonly Dip[] =>
  crossings
    .filter(({ isUnderpass }) => isUnderpass)
    .map(({ column, row, depthM }) => ({ at: lattice.point(column, row), depthM, wideM: dipM }));

const withBridges = (
  mainEdges: ReadonlyMap<number, MainEdge>,
  crossings: readonly Crossing[],
): ReadonlyMap<number, MainEdge> => {
  const edges = new Map(mainEdges);
  for (const number of crossings.flatMap((crossing) => (crossing.isUnderpass ? [] : crossing.edges))) {
    const edge = edges.get(number);
    if (edge !== undefined) edges.set(number, { ...edge, bridge: true });
  }
  return edges;
};
