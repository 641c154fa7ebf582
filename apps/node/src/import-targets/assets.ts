import { type Assets, type AssetUndo, assetCodeOf } from '@liandong/assets';
import type { AssetOrder, ImportField } from '@liandong/contract';
import type { ImportRow, ImportRun, ImportTarget, RowPreview } from '@liandong/imports';
import { type Datum, type LonLat, refuse } from '@liandong/words';
import { field, placeFields, words } from './fields.ts';
import { makeOrders, outcomeOf, pointsOf, type RowOrder, undoOutcomeOf } from './outcome.ts';
import { given, neededText, numberIn, placeIn, textIn } from './row-values.ts';

type Deps = { readonly assets: Assets; toWgs84(lon: number, lat: number, datum: Datum): LonLat };

const fields: readonly ImportField[] = [
  field(
    'name',
    'text',
    words('名称', '名稱', 'Name'),
    ['设施名称', '资产名称', '公园名称', '学校名称', '医院名称', '场所名称', '单位名称', '站点名称', 'title'],
    true,
  ),
  field('code', 'text', words('编号', '編號', 'Code'), [
    '编码',
    '設施編號',
    '设施编号',
    '资产编号',
    '部件编码',
    '标识码',
    'id',
    'no',
  ]),
  field('kind', 'text', words('类别', '類別', 'Kind'), [
    '类型',
    '設施類別',
    '设施类型',
    '资产类别',
    '大类',
    '公园大类',
    'type',
    'category',
  ]),
  ...placeFields,
  field('address', 'text', words('地址', '地址', 'Address'), ['详细地址', '公园地址', '位置', '地点', 'addr']),
  field('nameEn', 'text', words('英文名称', '英文名稱', 'English name'), ['英文名', 'name_en']),
  field('jurisdictionCode', 'text', words('区划代码', '區劃代碼', 'Jurisdiction code'), [
    '行政区划代码',
    'adcode',
    '街道代码',
  ]),
  field('manager', 'text', words('管理单位', '管理單位', 'Managing unit'), [
    '管养单位',
    '养护单位',
    '权属单位',
    '运营单位',
    'management',
    'manager',
    'operator',
  ]),
  field('department', 'text', words('管理部门', '管理部門', 'Department'), [
    '主管部门',
    '责任部门',
    '责任单位',
    '主管單位',
  ]),
  field('phone', 'text', words('单位电话', '單位電話', 'Phone of the unit'), [
    '联系方式',
    '聯繫方式',
    '联系电话',
    '电话',
    '電話',
    'tel',
    'phone',
  ]),
  field('capacity', 'number', words('容量', '容量', 'Capacity'), [
    '容纳人数',
    '床位数',
    '车位数',
    '泊位数',
    '设计容量',
  ]),
  field('areaM2', 'number', words('面积（平方米）', '面積（平方米）', 'Area in m²'), [
    '面积',
    '占地面积',
    '建筑面积',
    'area',
    'area_m2',
    '面积_平方米',
  ]),
  field('areaHa', 'number', words('面积（公顷）', '面積（公頃）', 'Area in hectares'), ['面积_公顷', 'area_ha']),
];

const squareMetresPerHectare = 10_000;

/** What the row says of its kind counts when the house knows it; else what was told for the whole file. */
const kindOf = (row: ImportRow, told: string | undefined, { assets }: Deps): string => {
  const said = textIn(row, 'kind');
  if (said !== undefined && (told === undefined || told === '' || assets.findKind(said) !== undefined)) return said;
  if (told === undefined || told === '') throw refuse('import.value-missing', { field: 'kind' });
  return told;
};

const moreOf = (row: ImportRow, kind: string): Readonly<Record<string, string>> => {
  const said = textIn(row, 'kind');
  return { ...row.rest, ...(said === undefined || said === kind ? {} : { kind: said }) };
};

const orderOf = (row: ImportRow, datum: Datum, kindTold: string | undefined, deps: Deps) => {
  const name = neededText(row, 'name');
  const kind = deps.assets.findKind(kindOf(row, kindTold, deps))?.code ?? kindOf(row, kindTold, deps);
  const address = textIn(row, 'address');
  const { lon, lat } = placeIn(row);
  const code = textIn(row, 'code') ?? assetCodeOf({ kind, name, address, lon, lat });
  const hectares = numberIn(row, 'areaHa');
  const more = moreOf(row, kind);
  const order: AssetOrder = {
    ...{ code, kind, name, lon, lat, datum },
    ...given({
      address,
      nameEn: textIn(row, 'nameEn'),
      jurisdictionCode: textIn(row, 'jurisdictionCode'),
      manager: textIn(row, 'manager'),
      department: textIn(row, 'department'),
      phone: textIn(row, 'phone'),
      capacity: numberIn(row, 'capacity'),
      areaM2:
        numberIn(row, 'areaM2') ??
        (hectares === undefined ? undefined : Math.round(hectares * squareMetresPerHectare * 100) / 100),
      geometry: row.geometry ?? undefined,
    }),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  };
  return { key: code, order };
};

type Report = Awaited<ReturnType<Assets['ensureAssets']>>;

const previewOf = (
  report: Report,
  orders: readonly RowOrder<AssetOrder>[],
  datum: Datum,
  { toWgs84 }: Deps,
): readonly RowPreview[] => {
  const shapes = new Map(report.states.map(({ index, state }) => [orders[index]?.row.row, state.geometry]));
  const judged = report.states.map(({ index, outcome, state }) => ({
    row: orders[index]?.row.row ?? 0,
    label: state.name,
    outcome,
    lon: state.lon,
    lat: state.lat,
  }));
  const refused = report.refused.flatMap(({ index }) => {
    const one = orders[index];
    return one === undefined ? [] : [{ row: one.row, at: one.order }];
  });
  return pointsOf(judged, refused, datum, toWgs84).map((point) => ({
    ...point,
    geometry: shapes.get(point.row) ?? point.geometry,
  }));
};

const run = async ({ context, rows, datum, settings, dryRun, may, keep }: ImportRun, deps: Deps) => {
  if (datum === undefined) throw refuse('import.datum-needed');
  const { orders, refused } = makeOrders(rows, (row) => orderOf(row, datum, settings.kind, deps));
  const tell = (report: Report) => outcomeOf(report, orders, refused, previewOf(report, orders, datum, deps));
  const list = orders.map((one) => one.order);
  const report = await deps.assets.ensureAssets(context, list, {
    dryRun,
    may,
    keep: (work, done) => keep(work, tell(done)),
  });
  return tell(report);
};

/** Assets from a table or GeoJSON: parks, schools, hospitals, shelters, … */
export const assetsTarget = (deps: Deps): ImportTarget => ({
  id: 'assets',
  name: words('资产设施', '資產設施', 'Assets'),
  right: 'asset.manage',
  formats: ['csv', 'xlsx', 'geojson', 'json'],
  needsDatum: true,
  keepsRest: true,
  fields,
  settings: [
    field(
      'kind',
      'text',
      words('类别（整份文件）', '類別（整份檔案）', 'Kind of all rows'),
      deps.assets.kinds.map((one) => one.code),
    ),
  ],
  run: (order) => run(order, deps),
  undo: async ({ context, changes, may, keep }) => {
    // As this target kept them.
    const list = changes.map(({ key, before, after }) => ({
      code: key,
      before,
      after,
    })) as unknown as readonly AssetUndo[];
    const report = await deps.assets.undoAssets(context, list, {
      may,
      keep: (work, done) => keep(work, undoOutcomeOf(done, changes)),
    });
    return undoOutcomeOf(report, changes);
  },
});
