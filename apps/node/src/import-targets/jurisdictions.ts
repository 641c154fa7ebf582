import type { ImportField } from '@liandong/contract';
import type { ImportOutcome, ImportRun, ImportTarget, RowPreview } from '@liandong/imports';
import {
  type FunctionalArea,
  type Jurisdictions,
  type JurisdictionsOutcome,
  parseFunctionalAreas,
  type TableOrder,
  type TierRecord,
} from '@liandong/jurisdictions';
import { parseTiers } from '@liandong/kit';
import { refuse } from '@liandong/words';
import { readProfile } from '../profiles.ts';
import { field, words } from './fields.ts';

const fields: readonly ImportField[] = [
  field('code', 'text', words('代码', '代碼', 'Code'), ['code', 'adcode', '代码', '代碼', '编码', '区划代码']),
  // A code list names all tiers above: the nearest one is the parent.
  field('parentCode', 'text', words('上级代码', '上級代碼', 'Code of its parent'), [
    'parentCode',
    '上级代码',
    '上級代碼',
    'areaCode',
    'cityCode',
    'provinceCode',
  ]),
  field('parentName', 'text', words('上级名称', '上級名稱', 'Name of its parent'), [
    'parentName',
    'district',
    '上级名称',
    '所属区',
    '所屬區',
  ]),
  field('tier', 'text', words('层级代码', '層級代碼', 'Code of its tier'), ['tier', 'level', '层级', '層級']),
  field('name', 'text', words('名称', '名稱', 'Name'), ['name', '名称', '名稱'], true),
  field('nameHant', 'text', words('繁体名称', '繁體名稱', 'Name in traditional characters'), ['nameHant', '繁體名稱']),
  field('nameEn', 'text', words('英文名称', '英文名稱', 'English name'), ['nameEn', 'name_en', '英文名称']),
  field('aliases', 'text', words('别名', '別名', 'Other names'), ['aliases', 'alias', '别名', '別名']),
  field('functional', 'boolean', words('功能区', '功能區', 'Functional area'), ['functional', '功能区', '功能區']),
  field('geometry', 'geometry', words('范围', '範圍', 'Ground'), ['geometry', '范围', '範圍']),
];

const settings: readonly ImportField[] = [
  field('match', 'text', words('对应方式(code 或 name)', '對應方式(code 或 name)', 'Rows are found by: code or name')),
  field('within', 'text', words('只取此代码之下', '只取此代碼之下', 'Only what lies below this code')),
  field(
    'functionalAreas',
    'text',
    words('功能区取自配置', '功能區取自設定檔', 'Functional areas of this profile, e.g. cn-gd-shenzhen'),
  ),
  field(
    'tiers',
    'text',
    words('先加入的层级表', '先加入的層級表', 'Tiers to add first, e.g. cn-national/tiers-national'),
  ),
  field(
    'dissolve',
    'boolean',
    words('由下级合成上级范围', '由下級合成上級範圍', 'Outline of parents from their parts'),
  ),
];

const functionalAreasOf = async (profile: string | undefined): Promise<readonly FunctionalArea[]> => {
  if (profile === undefined || profile === '') return [];
  if (!/^[a-z0-9-]+$/.test(profile)) throw refuse('jurisdiction.no-such-profile', { profile });
  const file = await readProfile(`${profile}/functional-areas.json`).catch(() => undefined);
  if (file === undefined) throw refuse('jurisdiction.no-such-profile', { profile });
  return parseFunctionalAreas(file);
};

const tiersOf = async (list: string | undefined): Promise<readonly TierRecord[] | undefined> => {
  if (list === undefined || list === '') return undefined;
  if (!/^[a-z0-9-]+\/tiers[a-z0-9-]*$/.test(list)) throw refuse('jurisdiction.no-such-profile', { profile: list });
  const file = await readProfile(`${list}.json`).catch(() => undefined);
  if (file === undefined) throw refuse('jurisdiction.no-such-profile', { profile: list });
  return parseTiers(file);
};

const matchOf = (match = 'code'): 'code' | 'name' => {
  if (match !== 'code' && match !== 'name') throw refuse('jurisdiction.row-malformed', { field: 'match' });
  return match;
};

const previewOf = (order: ImportRun, { rows }: JurisdictionsOutcome): readonly RowPreview[] => {
  const drawn = new Set(order.rows.filter(({ geometry }) => geometry !== undefined).map(({ row }) => row));
  return rows.flatMap(({ row, outcome, record: { name, ground } }) =>
    ground === undefined || !drawn.has(row)
      ? []
      : [{ row, label: name['zh-Hans'], outcome, geometry: { type: 'MultiPolygon', coordinates: ground.shape } }],
  );
};

const tableOrderOf = async (order: ImportRun): Promise<TableOrder> => {
  const { match, within, functionalAreas, tiers, dissolve } = order.settings;
  return {
    rows: order.rows,
    datum: order.datum ?? 'WGS-84',
    match: matchOf(match),
    within: within === '' ? undefined : within,
    functionalAreas: await functionalAreasOf(functionalAreas),
    tiers: await tiersOf(tiers),
    dissolve: dissolve === 'true',
    dryRun: order.dryRun,
    may: order.may,
  };
};

/** Jurisdictions out of code lists and GeoJSON. */
export const jurisdictionsTarget = (room: Jurisdictions): ImportTarget => ({
  id: 'jurisdictions',
  name: words('行政区划', '行政區劃', 'Jurisdictions'),
  right: 'jurisdiction.manage',
  formats: ['csv', 'xlsx', 'geojson', 'json'],
  needsDatum: true,
  fields,
  settings,
  run: async (order) => {
    const outcomeOf = (outcome: JurisdictionsOutcome): ImportOutcome => ({
      taken: outcome.taken,
      changed: outcome.changed,
      unchanged: outcome.unchanged,
      passedOver: outcome.passedOver,
      refused: outcome.refused,
      preview: previewOf(order, outcome),
      changes: outcome.changes,
    });
    return outcomeOf(
      await room.importTable(order.context, {
        ...(await tableOrderOf(order)),
        keep: (work, outcome) => order.keep(work, outcomeOf(outcome)),
      }),
    );
  },
  undo: ({ context, changes, may, keep }) => room.undoImport(context, { changes, may, keep }),
});
