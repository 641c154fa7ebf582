import type { ImportField } from '@liandong/contract';
import type { ImportRow, ImportTarget } from '@liandong/imports';
import type { OrganisationKind, OrganisationOfList, OrganisationUndo, People } from '@liandong/people';
import { refuse, type Words } from '@liandong/words';
import { type Choice, choose, field, words } from './fields.ts';
import { makeOrders, outcomeOf, undoOutcomeOf } from './outcome.ts';
import { given, neededText, textIn } from './row-values.ts';

type Named = { readonly code: string; readonly name: Words; readonly aliases: readonly string[] };

type Deps = {
  readonly people: Pick<People, 'importOrganisations' | 'undoOrganisations'>;
  /** All jurisdictions with the names that people use. */
  jurisdictions(): readonly Named[];
};

const fields: readonly ImportField[] = [
  field(
    'key',
    'text',
    words('机构标识', '機構識別', 'Key'),
    ['标识', '机构编码', '机构代码', '单位编码', '部门编码', 'code', 'id'],
    true,
  ),
  field(
    'name',
    'text',
    words('机构名称', '機構名稱', 'Name'),
    ['名称', '单位名称', '部门名称', '單位名稱', 'organisation'],
    true,
  ),
  field('nameHant', 'text', words('繁体名称', '繁體名稱', 'Name in traditional Chinese')),
  field('nameEn', 'text', words('英文名称', '英文名稱', 'English name'), ['英文名', 'name_en']),
  field('kind', 'text', words('机构种类', '機構種類', 'Kind'), ['种类', '类型', '机构类型', '单位性质', 'type'], true),
  field('parentKey', 'text', words('上级机构标识', '上級機構識別', 'Key of the one above'), [
    '上级机构',
    '上级单位',
    '上级编码',
    '父级编码',
    '主管机构',
    'parent',
  ]),
  field(
    'jurisdiction',
    'text',
    words('辖区（代码或名称）', '轄區（代碼或名稱）', 'Jurisdiction (code or name)'),
    ['辖区', '所属辖区', '区划代码', '所属区', '所属街道', '行政区划', 'jurisdictionCode'],
    true,
  ),
  field('node', 'text', words('所属节点', '所屬節點', 'Node'), ['节点']),
];

const kinds: readonly Choice<OrganisationKind>[] = [
  { code: 'government', said: ['政府', '人民政府', '街道办事处', '街道辦事處', '街道办'] },
  { code: 'department', said: ['部门', '部門', '委办局', '局', '职能部门', '专业部门'] },
  { code: 'centre', said: ['中心', '指挥中心', '监督中心', '受理中心', 'center'] },
  { code: 'company', said: ['企业', '企業', '公司', '运营企业', '权属单位'] },
  { code: 'team', said: ['队伍', '隊伍', '班组', '处置队伍', '大队', '中队', 'crew'] },
];

/** The code of a jurisdiction that a list calls by its code, its name or an alias. */
const createPlaceFinder = (all: readonly Named[]) => {
  const codes = new Set(all.map((one) => one.code));
  const byName = Map.groupBy(
    all.flatMap(({ code, name, aliases }) =>
      [...new Set([...Object.values(name), ...aliases])].map((text) => ({ code, text })),
    ),
    (one) => one.text,
  );
  return (text: string): string => {
    if (codes.has(text)) return text;
    const found = [...new Set((byName.get(text) ?? []).map((one) => one.code))];
    const [code] = found;
    if (code === undefined) throw refuse('import.unknown-jurisdiction', { jurisdiction: text });
    if (found.length > 1)
      throw refuse('import.not-one-of', { field: 'jurisdiction', value: text, known: found.join(', ') });
    return code;
  };
};

const orderOf = (row: ImportRow, placeOf: (text: string) => string) => {
  const key = neededText(row, 'key');
  const name = neededText(row, 'name');
  const said = neededText(row, 'kind');
  const kind = choose(kinds, said);
  if (kind === undefined)
    throw refuse('import.not-one-of', { field: 'kind', value: said, known: kinds.map((one) => one.code).join(', ') });
  const order: OrganisationOfList = {
    key,
    kind,
    name: { 'zh-Hans': name, 'zh-Hant': textIn(row, 'nameHant') ?? name, en: textIn(row, 'nameEn') ?? name },
    jurisdictionCode: placeOf(neededText(row, 'jurisdiction')),
    ...given({ parentKey: textIn(row, 'parentKey'), node: textIn(row, 'node') }),
  };
  return { key, order };
};

/** Organisations from a table, parents and children in any order. */
export const organisationsTarget = ({ people, jurisdictions }: Deps): ImportTarget => ({
  id: 'organisations',
  name: words('组织机构', '組織機構', 'Organisations'),
  right: 'people.manage',
  formats: ['csv', 'xlsx', 'json'],
  needsDatum: false,
  fields,
  settings: [],
  run: async ({ context, rows, dryRun, may, keep }) => {
    const placeOf = createPlaceFinder(jurisdictions());
    const { orders, refused } = makeOrders(rows, (row) => orderOf(row, placeOf));
    const list = orders.map((one) => one.order);
    const report = await people.importOrganisations(context, list, {
      dryRun,
      may,
      keep: (work, done) => keep(work, outcomeOf(done, orders, refused, [])),
    });
    return outcomeOf(report, orders, refused, []);
  },
  undo: async ({ context, changes, may, keep }) => {
    // As this target kept them.
    const list = changes as unknown as readonly OrganisationUndo[];
    const tell = (report: Parameters<typeof undoOutcomeOf>[0]) =>
      undoOutcomeOf(report, changes, '岗位、下级机构 / posts, organisations below');
    const report = await people.undoOrganisations(context, list, { may, keep: (work, done) => keep(work, tell(done)) });
    return tell(report);
  },
});
