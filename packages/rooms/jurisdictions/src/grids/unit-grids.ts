import type { Database, Work } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import { isOnEarth } from '../datum.ts';
import { contains, type Position } from '../geometry/index.ts';

/** 单元网格: some 10 000 m² of a community; WGS-84 degrees, the ring closed or not. */
export type UnitGridOrder = {
  readonly code: string;
  readonly communityCode: string;
  readonly ring: readonly Position[];
};

export type UnitGrid = UnitGridOrder;

export type UnitGridReport = { readonly taken: number; readonly changed: number; readonly unchanged: number };

/** Unit grids are too many for the tree in memory: a metropolis has hundreds of thousands. They live in an index. */
export type UnitGrids = {
  /**
   * Takes grids in one transaction, however many; what is there already and equal stays.
   * @throws Refusal `jurisdiction.grid-malformed`, `jurisdiction.unknown`
   */
  defineUnitGrids(context: ActContext, grids: Iterable<UnitGridOrder>): Promise<UnitGridReport>;
  /** The grid around a point; a ring owns its western and southern edges only, so neighbours never both answer. */
  unitGridAt(lon: number, lat: number): Promise<UnitGrid | undefined>;
  unitGridsOf(communityCode: string): Promise<readonly UnitGrid[]>;
};

const rowsPerStatement = 5_000;

export const createUnitGrids = (database: Database, isKnown: (code: string) => boolean): UnitGrids => ({
  defineUnitGrids: (context, grids) =>
    database.write(context, async (work) => {
      const report = { taken: 0, changed: 0, unchanged: 0 };
      for (const some of inBatches(grids)) {
        const stranger = some.find(({ communityCode }) => !isKnown(communityCode));
        if (stranger !== undefined) throw refuse('jurisdiction.unknown', { code: stranger.communityCode });
        const { taken, changed } = await saveGrids(work, some);
        report.taken += taken;
        report.changed += changed;
        report.unchanged += some.length - taken - changed;
      }
      if (report.taken + report.changed > 0) work.record(definedFact(report));
      return report;
    }),

  unitGridAt: async (lon, lat) => {
    const { rows } = await database.pool.query<GridRow>(
      `select g.code, g.community_code, g.ring::text from jurisdictions.unit_grid g
       where box(g.ring) @> box(point($1, $2), point($1, $2)) order by g.code`,
      [lon, lat],
    );
    return rows.map(gridOf).find(({ ring }) => contains([[ring]], lon, lat));
  },

  unitGridsOf: async (communityCode) => {
    const { rows } = await database.pool.query<GridRow>(
      'select g.code, g.community_code, g.ring::text from jurisdictions.unit_grid g where g.community_code = $1 order by g.code',
      [communityCode],
    );
    return rows.map(gridOf);
  },
});

function* inBatches(grids: Iterable<UnitGridOrder>): Iterable<readonly UnitGridOrder[]> {
  let some: UnitGridOrder[] = [];
  for (const grid of grids) {
    some.push(grid);
    if (some.length < rowsPerStatement) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

type GridRow = { code: string; community_code: string; ring: string };

/** PostgreSQL writes a polygon as ((x,y),(x,y)…). */
const gridOf = ({ code, community_code, ring }: GridRow): UnitGrid => {
  const numbers = ring.replaceAll(/[()]/g, '').split(',').map(Number);
  const open: Position[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) open.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  return { code, communityCode: community_code, ring: [...open, ...open.slice(0, 1)] };
};

const polygonText = ({ code, ring }: UnitGridOrder): string => {
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
  const open = isClosed ? ring.slice(0, -1) : ring;
  if (open.length < 3 || !open.every(([lon, lat]) => isOnEarth(lon, lat))) {
    throw refuse('jurisdiction.grid-malformed', { code });
  }
  return `(${open.map(([lon, lat]) => `(${lon},${lat})`).join(',')})`;
};

// Polygons know no exact equality in PostgreSQL; their texts do.
const upsert = `
  insert into jurisdictions.unit_grid as g (code, community_code, ring)
  select r.code, r.community_code, r.ring::polygon
  from unnest($1::text[], $2::text[], $3::text[]) as r (code, community_code, ring)
  on conflict on constraint unit_grid_pk do update set community_code = excluded.community_code, ring = excluded.ring
  where g.community_code <> excluded.community_code or g.ring::text <> excluded.ring::text
  returning (xmax = 0) as taken`;

const saveGrids = async (
  work: Work,
  grids: readonly UnitGridOrder[],
): Promise<{ readonly taken: number; readonly changed: number }> => {
  const { rows } = await work.client.query<{ taken: boolean }>(upsert, [
    grids.map(({ code }) => code),
    grids.map(({ communityCode }) => communityCode),
    grids.map(polygonText),
  ]);
  const taken = rows.filter((row) => row.taken).length;
  return { taken, changed: rows.length - taken };
};

const definedFact = (report: UnitGridReport) => ({
  type: 'UnitGridsDefined',
  objectKind: 'jurisdiction',
  objectId: '',
  jurisdictionPath: [],
  body: report,
});

/** Those of these communities that have grids. */
export const communitiesWithGrids = async (work: Work, codes: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await work.client.query<{ code: string }>(
    'select distinct g.community_code as code from jurisdictions.unit_grid g where g.community_code = any($1::text[])',
    [codes],
  );
  return rows.map(({ code }) => code);
};
