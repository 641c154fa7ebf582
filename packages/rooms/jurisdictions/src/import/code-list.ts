import type { FunctionalArea } from '../functional-areas.ts';
import type { JurisdictionRecord } from '../tree.ts';
import type { JurisdictionRow } from './rows.ts';

export type CodeListOptions = {
  /** Only what lies below this code, by the beginning of codes, as in the national list. */
  readonly within?: string | undefined;
  readonly functionalAreas: readonly FunctionalArea[];
  readonly existing: ReadonlyMap<string, JurisdictionRecord>;
};

export type PreparedRows = {
  readonly rows: readonly JurisdictionRow[];
  /** How many rows lie elsewhere: nobody asked for them. */
  readonly passedOver: number;
};

/** GB/T 2260 fills codes with zeros (440300), the statistical list cuts them (4403): one and the same place. */
const withoutZeros = (code: string): string => (/^\d+$/.test(code) ? code.replace(/(00)+$/, '') : code);

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');

/** Fits the rows of a national code list into this city: its part of them, with its functional areas as parents. */
export const prepareRows = (rows: Iterable<JurisdictionRow>, options: CodeListOptions): PreparedRows => {
  const { within, existing } = options;
  const areaOf = new Map(options.functionalAreas.flatMap((area) => area.parts.map((part) => [part, area.code])));
  const beginning = within === undefined ? '' : withoutZeros(within);
  const ours = (code: string): string => (within !== undefined && code === beginning ? within : code);
  let passedOver = 0;
  const known = new Set<string>();
  const taken: JurisdictionRow[] = [];
  for (const row of rows) {
    const found = textOf(row.values.code).trim();
    if (!found.startsWith(beginning)) {
      passedOver += 1;
      continue;
    }
    const code = ours(found);
    const isRoot = code === within;
    const parentCode = isRoot
      ? existing.get(code)?.parentCode
      : (areaOf.get(code) ?? ours(textOf(row.values.parentCode).trim()));
    known.add(code);
    taken.push({ ...row, values: { ...row.values, code, parentCode } });
  }
  const areas = options.functionalAreas.filter(
    ({ code, parentCode }) =>
      code.startsWith(beginning) && (existing.has(ours(parentCode)) || known.has(ours(parentCode))),
  );
  return { rows: [...areas.map((area) => rowOf(area, ours(area.parentCode))), ...taken], passedOver };
};

/** Stands in no line of the file. */
const rowOf = ({ code, tier, name, aliases }: FunctionalArea, parentCode: string): JurisdictionRow => ({
  row: 0,
  values: {
    code,
    parentCode,
    tier,
    name: name['zh-Hans'],
    nameHant: name['zh-Hant'],
    nameEn: name.en,
    aliases,
    functional: true,
  },
});
