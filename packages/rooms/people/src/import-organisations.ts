import type { Organisation } from '@liandong/contract';
import type { Work } from '@liandong/platform';
import {
  type ActContext,
  brandId,
  canonicalJson,
  type OrganisationId,
  Refusal,
  refuse,
  type Words,
} from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { organisationView } from './directory.ts';
import { organisationIdOf } from './ids.ts';
import { knownPath, manage } from './manage.ts';
import { insertOrganisation, recordOrganisation } from './manage-organisations.ts';
import type { OrganisationKind, PeopleTables } from './tables.ts';

/** One organisation of a list. */
export type OrganisationOfList = {
  /** The same at all nodes; the id is made from it. */
  readonly key: string;
  readonly name: Words;
  readonly jurisdictionCode: string;
  readonly kind: OrganisationKind;
  /** The node that owns it; this one when absent. */
  readonly node?: string | undefined;
  readonly parentKey?: string | undefined;
};

export type OrganisationsReport = {
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly index: number; readonly refusal: Refusal }[];
  readonly changes: readonly {
    readonly index: number;
    readonly before: Organisation | null;
    readonly after: Organisation;
  }[];
};

export type ImportOrganisationsOptions = {
  /** Judge only. */
  readonly dryRun: boolean;
  may(path: readonly string[]): boolean;
  /** Runs inside the transaction that writes the organisations. */
  keep(work: Work, report: OrganisationsReport): Promise<void>;
};

type Known = ReadonlyMap<string, Organisation>;
type Planned = { readonly index: number; readonly before: Organisation | null; readonly after: Organisation };

const readAll = async (source: Pick<Work, 'tables'>): Promise<Known> => {
  const rows = await source.tables<PeopleTables>().selectFrom('people.organisation as o').selectAll().execute();
  return new Map(rows.map((row) => [row.id, organisationView(row)]));
};

const isSame = (a: Organisation, b: Organisation): boolean => canonicalJson(a) === canonicalJson(b);

const textOf = (text: string, field: string): string => {
  const plain = text.trim().normalize('NFC');
  if (plain === '' || plain.length > 200 || /\p{Cc}/u.test(plain)) throw refuse('people.bad-text', { field });
  return plain;
};

const planOne = (order: OrganisationOfList, known: Known, deps: PeopleDeps): Organisation => {
  const before = known.get(organisationIdOf(textOf(order.key, 'key')));
  const node = order.node ?? before?.node ?? deps.node;
  if (before !== undefined && before.node !== node) throw refuse('people.other-node', { node: before.node });
  const { name } = order;
  return {
    id: organisationIdOf(textOf(order.key, 'key')),
    ...(order.parentKey === undefined ? {} : { parentId: organisationIdOf(textOf(order.parentKey, 'parentKey')) }),
    name: {
      'zh-Hans': textOf(name['zh-Hans'], 'name'),
      'zh-Hant': textOf(name['zh-Hant'], 'nameHant'),
      en: textOf(name.en, 'nameEn'),
    },
    jurisdictionCode: order.jurisdictionCode,
    node,
    kind: order.kind,
    active: before?.active ?? true,
  };
};

const demandPlace = (one: Organisation | undefined, deps: PeopleDeps, may: ImportOrganisationsOptions['may']): void => {
  if (one === undefined) return;
  const { jurisdictionCode } = one;
  if (!may(knownPath(deps, jurisdictionCode))) throw refuse('people.not-your-jurisdiction', { jurisdictionCode });
};

/** Takes out what hangs on a parent that nobody knows, and on nothing but itself; again until nothing falls. */
const dropOrphans = (planned: readonly Planned[], known: Known) => {
  const refused: { index: number; refusal: Refusal }[] = [];
  let left = planned;
  for (;;) {
    const here = new Map([...known, ...left.map((one) => [one.after.id, one.after] as const)]);
    const isHeld = ({ after }: Planned): boolean => {
      const seen = new Set([after.id]);
      for (let up = after.parentId; up !== undefined; up = here.get(up)?.parentId) {
        if (seen.has(up) || !here.has(up)) return false;
        seen.add(up);
      }
      return true;
    };
    const next = left.filter(isHeld);
    const fallen = left.filter((one) => !isHeld(one));
    refused.push(...fallen.map(({ index }) => ({ index, refusal: refuse('people.unknown-parent') })));
    if (next.length === left.length) return { left, refused };
    left = next;
  }
};

const planAll = (
  orders: readonly OrganisationOfList[],
  known: Known,
  { may }: ImportOrganisationsOptions,
  deps: PeopleDeps,
) => {
  const planned: Planned[] = [];
  const refused: { index: number; refusal: Refusal }[] = [];
  const ids = new Set<string>();
  for (const [index, order] of orders.entries()) {
    try {
      const after = planOne(order, known, deps);
      const before = known.get(after.id);
      demandPlace(after, deps, may);
      demandPlace(before, deps, may);
      if (ids.has(after.id)) throw refuse('people.key-twice', { key: order.key });
      ids.add(after.id);
      planned.push({ index, before: before ?? null, after });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ index, refusal: cause });
    }
  }
  const orphans = dropOrphans(planned, known);
  return { planned: orphans.left, refused: [...refused, ...orphans.refused].sort((a, b) => a.index - b.index) };
};

const reportOf = ({ planned, refused }: ReturnType<typeof planAll>): OrganisationsReport => {
  const changes = planned.filter(({ before, after }) => before === null || !isSame(before, after));
  const taken = changes.filter((one) => one.before === null).length;
  return {
    taken,
    changed: changes.length - taken,
    unchanged: planned.length - changes.length,
    refused,
    changes,
  };
};

/** Overwrites what may change of an organisation. */
export const updateOrganisation = async (work: Work, told: Organisation): Promise<void> => {
  await work
    .tables<PeopleTables>()
    .updateTable('people.organisation')
    .set({
      parent_id: told.parentId ?? null,
      name: JSON.stringify(told.name),
      jurisdiction_code: told.jurisdictionCode,
      kind: told.kind,
      active: told.active,
    })
    .where('id', '=', brandId<OrganisationId>(told.id))
    .execute();
};

/**
 * Takes a list of organisations (组织机构): an order that cannot be taken is refused by itself, all others are written
 * in one transaction; a known key is brought up to date.
 */
export const importOrganisations = async (
  deps: PeopleDeps,
  context: ActContext,
  orders: readonly OrganisationOfList[],
  options: ImportOrganisationsOptions,
): Promise<OrganisationsReport> => {
  if (options.dryRun) return reportOf(planAll(orders, await readAll(deps.database), options, deps));
  return manage(deps, context, async (work) => {
    const report = reportOf(planAll(orders, await readAll(work), options, deps));
    if (report.changes.length === 0) return report;
    for (const { before, after } of report.changes) {
      const path = knownPath(deps, after.jurisdictionCode);
      if (before === null) await insertOrganisation(work, after, path);
      else {
        await updateOrganisation(work, after);
        recordOrganisation(work, 'OrganisationChanged', after, path);
      }
    }
    await options.keep(work, report);
    return report;
  });
};
