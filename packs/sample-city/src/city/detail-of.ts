import type { Words } from '@liandong/words';
import { words } from '../names.ts';
import { blockPieces } from './block-pieces.ts';
import { cutStreet, type Leaf } from './cuts.ts';
import { edgeNumber, nodeNumber, withMemory } from './lattice.ts';
import { makeName } from './name-maker.ts';
import { outlineOfCells } from './outline.ts';
import { areaOf, middleOf } from './plane.ts';
import { type GridGroup, groupParts } from './service-grids.ts';
import { roadsOf, type StreetEdges, type Surroundings, streetEdges } from './street-roads.ts';
import type {
  Block,
  BlockUse,
  Cells,
  CityPlan,
  Community,
  Road,
  ServiceGrid,
  StreetDetail,
  StreetPlan,
  Underpass,
  UnitGrid,
} from './types.ts';
import { type Used, useBlocks } from './uses.ts';

/** People in a household, on average. */
const personsPerHousehold = 2.7;

/** Everything in one street, from the plan and the street alone: whoever asks, in whatever order, gets the same. */
export const detailOf = (whole: CityPlan, street: StreetPlan): StreetDetail => {
  const plan = { ...whole, lattice: withMemory(whole.lattice) };
  const cuts = cutStreet(plan, street);
  const used = useBlocks(plan, street, cuts.leaves);
  const edges = streetEdges(plan, street, cuts, surroundings(used));
  const communities: Community[] = [];
  const blocks: Block[] = [];
  for (const [index, cells] of cuts.communities.entries()) {
    const own = used.filter(({ leaf }) => leaf.community === index);
    const made = toCommunity(plan, street, index, cells, own);
    communities.push(made.community);
    blocks.push(...toBlocks(plan, edges, made, own));
  }
  const roads = roadsOf(plan, street, edges);
  return { street, communities, blocks, roads, underpasses: underpassesOf(plan, street, roads) };
};

/** What lies on both sides of an edge, where that is the same and changes the road between. */
const surroundings = (used: readonly Used[]): ((edge: number) => Surroundings | undefined) => {
  const sides = new Map<number, (Surroundings | undefined)[]>();
  for (const { leaf, use } of used) {
    const kind = kindOf(leaf, use);
    const { west, south, east, north } = leaf.cells;
    const touch = (number: number): void => {
      sides.set(number, [...(sides.get(number) ?? []), kind]);
    };
    for (let i = west; i < east; i += 1) for (const j of [south, north]) touch(edgeNumber(i, j, 0));
    for (let j = south; j < north; j += 1) for (const i of [west, east]) touch(edgeNumber(i, j, 1));
  }
  return (edge) => {
    const [first, second] = sides.get(edge) ?? [];
    return first === second ? first : undefined;
  };
};

const kindOf = ({ ground }: Leaf, use: BlockUse | undefined): Surroundings | undefined => {
  if (ground === 'park-hill') return 'park';
  if (use === 'university') return 'campus';
  return use === undefined || use === 'forest' || use === 'farmland' || use === 'beach' ? 'country' : undefined;
};

type Made = {
  readonly community: Community;
  readonly groups: readonly GridGroup[];
  readonly unitCode: (column: number, row: number) => string;
};

const toCommunity = (plan: CityPlan, street: StreetPlan, index: number, cells: Cells, own: readonly Used[]): Made => {
  const code = `${street.code}${String(index + 1).padStart(3, '0')}`;
  const isVillage =
    own.filter(({ use }) => use === 'village' || use === 'farmland' || use === 'forest').length * 2 > own.length;
  const name = makeName(plan.seed, isVillage ? 'village' : 'community', plan.streets.indexOf(street) * 16 + index);
  const groups = groupParts(
    plan.lattice,
    own.map(({ leaf, households }) => ({ cells: leaf.cells, households })),
  );
  const width = cells.east - cells.west;
  const unitCode = (column: number, row: number): string =>
    `${code}${String((row - cells.south) * width + column - cells.west + 1).padStart(4, '0')}`;
  const ring = outlineOfCells(plan.lattice, cells);
  const serviceGrids = groups.map((group, order) => toServiceGrid(code, name, group, order + 1));
  const community = {
    code,
    name,
    ring,
    middle: middleOf(ring),
    households: serviceGrids.reduce((sum, { households }) => sum + households, 0),
    population: serviceGrids.reduce((sum, { population }) => sum + population, 0),
    unitGrids: unitGridsOf(plan, cells, unitCode),
    serviceGrids,
  };
  return { community, groups, unitCode };
};

const unitGridsOf = ({ lattice }: CityPlan, cells: Cells, unitCode: Made['unitCode']): readonly UnitGrid[] => {
  const unitGrids: UnitGrid[] = [];
  for (let row = cells.south; row < cells.north; row += 1) {
    for (let column = cells.west; column < cells.east; column += 1) {
      const cell = { west: column, south: row, east: column + 1, north: row + 1 };
      unitGrids.push({ code: unitCode(column, row), ring: outlineOfCells(lattice, cell) });
    }
  }
  return unitGrids;
};

const toServiceGrid = (code: string, of: Words, { ring, households }: GridGroup, number: number): ServiceGrid => ({
  code: `${code}${String(number).padStart(3, '0')}`,
  name: words(`${of['zh-Hans']}第${number}网格`, `${of['zh-Hant']}第${number}網格`, `${of.en} Grid ${number}`),
  ring,
  middle: middleOf(ring),
  households,
  population: Math.round(households * personsPerHousehold),
});

const toBlocks = (
  plan: CityPlan,
  edges: StreetEdges,
  { community, groups, unitCode }: Made,
  own: readonly Used[],
): readonly Block[] =>
  own.flatMap(({ leaf, use, name, households }, index): readonly Block[] => {
    if (use === undefined) return [];
    const { west, south } = leaf.cells;
    const group = groups.findIndex(({ parts }) => parts.includes(index));
    const whole = {
      use,
      communityCode: community.code,
      serviceGridCode: community.serviceGrids[group]?.code ?? '',
    };
    const pieces = blockPieces(plan, edges, leaf.cells);
    const areas = pieces.map(({ ring }) => areaOf(ring));
    const first = Math.round((households * (areas[0] ?? 0)) / areas.reduce((sum, area) => sum + area, 0));
    return pieces.map(({ ring, setbacksM, cells }, piece) => ({
      ...whole,
      id: nodeNumber(west, south, piece),
      ring,
      setbacksM,
      middle: middleOf(ring),
      // One thing, one label: where an avenue cuts it, the larger part bears the name.
      name: pieces.length === 1 || areas[piece] === Math.max(...areas) ? name : undefined,
      unitGridCodes: cells.map(([column, row]) => unitCode(column, row)),
      households: piece === 0 ? first : households - first,
    }));
  });

const underpassesOf = (plan: CityPlan, street: StreetPlan, roads: readonly Road[]): readonly Underpass[] => {
  const { west, south, east, north } = street.cells;
  return plan.underpassSites
    .filter(({ column, row }) => column >= west && column < east && row >= south && row < north)
    .flatMap(({ column, row }, index): readonly Underpass[] => {
      const node = nodeNumber(column, row);
      const road = roads.find(({ nodes }) => nodes.includes(node));
      if (road === undefined) return [];
      const middle = plan.lattice.point(column, row);
      const groundM = plan.terrain.heightM(...middle);
      const name = road.name ?? street.name;
      return [
        {
          code: `${street.code}U${String(index + 1).padStart(2, '0')}`,
          name: words(`${name['zh-Hans']}下穿通道`, `${name['zh-Hant']}下穿通道`, `${name.en} Underpass`),
          middle,
          roadId: road.id,
          floorM: Math.round((groundM - 5.2) * 10) / 10,
          groundM: Math.round(groundM * 10) / 10,
        },
      ];
    });
};
