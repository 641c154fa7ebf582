import { type TerminalDetails, TerminalDetailsShape, type TerminalType } from '@liandong/contract';
import type { ImportRow, ImportRun, ImportTarget } from '@liandong/imports';
import type { Perception, Registration, TerminalUndo } from '@liandong/perception';
import { type Datum, type LonLat, refuse, type Words } from '@liandong/words';
import { Compile } from 'typebox/compile';
import { type Choice, choose, field, words } from './fields.ts';
import { makeOrders, outcomeOf, pointsOf, type RowOrder, undoOutcomeOf } from './outcome.ts';
import { given, neededText, placeIn, textIn } from './row-values.ts';
import { carrierChoices, dataGradeChoices, detailFields, lifeStateChoices, mainFields } from './terminal-fields.ts';

type Owner = { readonly id: string; readonly name: Words };

type Deps = {
  readonly perception: Perception;
  organisations(): Promise<readonly Owner[]>;
  toWgs84(lon: number, lat: number, datum: Datum): LonLat;
};

const detailsCheck = Compile(TerminalDetailsShape);

const chosen = <Code extends string>(
  row: ImportRow,
  key: string,
  choices: readonly Choice<Code>[],
): Code | undefined => {
  const said = textIn(row, key);
  if (said === undefined) return undefined;
  const code = choose(choices, said);
  if (code !== undefined) return code;
  throw refuse('import.not-one-of', { field: key, value: said, known: choices.map((one) => one.code).join(', ') });
};

/** @throws Refusal `import.bad-value` for a member that a registration cannot have */
const detailsOf = (row: ImportRow): TerminalDetails | undefined => {
  const told: Record<string, unknown> = {};
  for (const { key } of detailFields) if (row.values[key] !== undefined) told[key] = row.values[key];
  const details = {
    ...told,
    ...given({
      carrierKind: chosen(row, 'carrierKind', carrierChoices),
      dataGrade: chosen(row, 'dataGrade', dataGradeChoices),
    }),
  };
  if (Object.keys(details).length === 0) return undefined;
  if (detailsCheck.Check(details)) return details;
  const [wrong] = detailsCheck.Errors(details);
  const key = wrong?.instancePath.slice(1) ?? '';
  throw refuse('import.bad-value', { field: key, value: textIn(row, key) ?? '' });
};

const typeFinder = (types: readonly TerminalType[]) => {
  const choices = types.map(({ code, name }) => ({ code, said: Object.values(name) }));
  return (said: string): string => choose(choices, said) ?? said;
};

const ownerFinder = (owners: readonly Owner[]) => {
  const choices = owners.map(({ id, name }) => ({ code: id, said: Object.values(name) }));
  return (said: string): string => {
    const id = choose(choices, said);
    if (id === undefined) throw refuse('import.unknown-organisation', { organisation: said });
    return id;
  };
};

type Finders = { typeOf(said: string): string; ownerOf(said: string): string };

const orderOf = (row: ImportRow, datum: Datum, typeTold: string | undefined, { typeOf, ownerOf }: Finders) => {
  const code = neededText(row, 'code');
  const owner = textIn(row, 'owner');
  if (code.length > 80) throw refuse('import.text-too-long', { field: 'code', limit: 80 });
  const order: Registration = {
    code,
    name: neededText(row, 'name').slice(0, 200),
    typeCode: typeOf(
      typeTold === undefined || typeTold === '' ? neededText(row, 'typeCode') : (textIn(row, 'typeCode') ?? typeTold),
    ),
    ...placeIn(row),
    datum,
    ...given({
      address: textIn(row, 'address')?.slice(0, 400),
      jurisdictionCode: textIn(row, 'jurisdictionCode'),
      ownerOrganisationId: owner === undefined ? undefined : ownerOf(owner),
      lifeState: chosen(row, 'lifeState', lifeStateChoices),
      details: detailsOf(row),
    }),
  };
  return { key: code, order };
};

type Report = Awaited<ReturnType<Perception['importTerminals']>>;

const previewOf = (report: Report, orders: readonly RowOrder<Registration>[], datum: Datum, { toWgs84 }: Deps) =>
  pointsOf(
    report.states.map(({ index, outcome, state }) => ({
      row: orders[index]?.row.row ?? 0,
      label: state.name,
      outcome,
      lon: state.lon,
      lat: state.lat,
    })),
    report.refused.flatMap(({ index }) => {
      const one = orders[index];
      return one === undefined ? [] : [{ row: one.row, at: one.order }];
    }),
    datum,
    toWgs84,
  );

const run = async ({ context, rows, datum, settings, dryRun, may, keep }: ImportRun, deps: Deps) => {
  if (datum === undefined) throw refuse('import.datum-needed');
  const finders = {
    typeOf: typeFinder(deps.perception.questions.types()),
    ownerOf: ownerFinder(await deps.organisations()),
  };
  const { orders, refused } = makeOrders(rows, (row) => orderOf(row, datum, settings.typeCode, finders));
  const tell = (report: Report) => outcomeOf(report, orders, refused, previewOf(report, orders, datum, deps));
  const list = orders.map((one) => one.order);
  const report = await deps.perception.importTerminals(list, context, {
    dryRun,
    may,
    keep: (work, done) => keep(work, tell(done)),
  });
  return tell(report);
};

/** Terminals from a table; their credentials are nobody's until they are replaced one by one. */
export const terminalsTarget = (deps: Deps): ImportTarget => ({
  id: 'terminals',
  name: words('感知终端', '感知終端', 'Terminals'),
  right: 'terminal.manage',
  formats: ['csv', 'xlsx', 'geojson', 'json'],
  needsDatum: true,
  fields: [...mainFields, ...detailFields],
  settings: [field('typeCode', 'text', words('终端类型（整份文件）', '終端類型（整份檔案）', 'Type of all rows'))],
  run: (order) => run(order, deps),
  undo: async ({ context, changes, may, keep }) => {
    // As this target kept them.
    const list = changes.map(({ key, before, after }) => ({
      code: key,
      before,
      after,
    })) as unknown as readonly TerminalUndo[];
    const tell = (report: Parameters<typeof undoOutcomeOf>[0]) => undoOutcomeOf(report, changes, '已有读数 / readings');
    const report = await deps.perception.undoTerminals(list, context, {
      may,
      keep: (work, done) => keep(work, tell(done)),
    });
    return tell(report);
  },
});
