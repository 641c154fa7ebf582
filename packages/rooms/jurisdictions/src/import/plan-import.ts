import { Refusal, refuse } from '@liandong/words';
import type { JurisdictionRecord } from '../tree.ts';
import { checkDatum } from './check-datum.ts';
import { checkGrounds, checkPlaces } from './check-grounds.ts';
import { checkOverlaps } from './check-overlaps.ts';
import { checkParents, checkRights, checkTiers } from './check-tree.ts';
import { saysTheSame } from './fingerprint.ts';
import type { Check, Judged, PlanOptions } from './judged.ts';
import { type Candidate, keyOf } from './read-candidate.ts';
import type { JurisdictionRow } from './rows.ts';

export type RefusedRow = { readonly row: number; readonly key: string | undefined; readonly refusal: Refusal };

/** What a row would make of a jurisdiction. */
export type PlannedRow = {
  readonly row: number;
  readonly outcome: 'taken' | 'changed' | 'unchanged';
  readonly record: JurisdictionRecord;
  /** As it is now; undefined when it would be new. */
  readonly before: JurisdictionRecord | undefined;
};

/** What an import would do, row by row. */
export type RowPlan = { readonly rows: readonly PlannedRow[]; readonly refused: readonly RefusedRow[] };

const checks: readonly Check[] = [checkParents, checkRights, checkTiers, checkGrounds, checkOverlaps, checkPlaces];

/**
 * Judges every row against the rows before it and the tree as it is. A refused row never spoils another one, except
 * those that need it as their parent.
 * @param read tells what a row is, or refuses it
 * @throws Refusal `jurisdiction.datum-misfit` when the file as a whole lies beside its place
 */
export const planImport = (
  rows: Iterable<JurisdictionRow>,
  read: (row: JurisdictionRow) => Candidate,
  options: PlanOptions,
): RowPlan => {
  const { judged, unreadable } = readAll(rows, read);
  const live = new Map<string, Judged>(judged.map((one) => [one.candidate.code, one]));
  // A refusal changes what the others meet: its old shape stays, its children lose their parent. So begin again
  // until a whole round refuses nobody; every round shortens the list, so this ends.
  while (checks.some((check) => check(live, options))) {
    for (const one of judged) if (one.refusal !== undefined) live.delete(one.candidate.code);
  }
  checkDatum(live, options);
  const refusedLater = judged.flatMap(({ candidate, refusal }) =>
    refusal === undefined ? [] : [{ row: candidate.row, key: candidate.code, refusal }],
  );
  const planned = live.values().map((one) => plannedRow(one, options));
  return { rows: [...planned], refused: [...unreadable, ...refusedLater].sort((a, b) => a.row - b.row) };
};

const readAll = (
  rows: Iterable<JurisdictionRow>,
  read: (row: JurisdictionRow) => Candidate,
): { judged: Judged[]; unreadable: RefusedRow[] } => {
  const judged: Judged[] = [];
  const unreadable: RefusedRow[] = [];
  const firstRow = new Map<string, number>();
  for (const raw of rows) {
    try {
      const candidate = read(raw);
      const first = firstRow.get(candidate.code);
      if (first !== undefined) {
        throw refuse('jurisdiction.duplicate-code', { code: candidate.code, firstRow: first });
      }
      firstRow.set(candidate.code, raw.row);
      judged.push({ candidate, ground: undefined, refusal: undefined });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      unreadable.push({ row: raw.row, key: keyOf(raw), refusal: cause });
    }
  }
  return { judged, unreadable };
};

const plannedRow = ({ candidate, ground }: Judged, { existing }: PlanOptions): PlannedRow => {
  const { row, code, parentCode, tier, name, functional } = candidate;
  const before = existing.get(code);
  // A row without geometry says nothing about the ground, so what is known of it stays; the same for aliases.
  const record = {
    code,
    parentCode,
    tier,
    name,
    aliases: candidate.aliases ?? before?.aliases ?? [],
    functional,
    ground: ground ?? before?.ground,
  };
  if (before === undefined) return { row, outcome: 'taken', record, before };
  return { row, outcome: saysTheSame(before, record) ? 'unchanged' : 'changed', record, before };
};
