import type { ActOrder, CaseClass, CaseRow, CaseView, ReportOrder } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import type { Follower, RecordedFact, Session } from '@liandong/platform';
import type { ActContext } from '@liandong/words';
import { actByPerson } from './act-on-case.ts';
import { type CasesOptions, openDesk } from './case-desk.ts';
import { ensureResponsibility, loadClassTable, type Responsibility, readClassTable } from './class-table.ts';
import { alertFollower } from './follow-alerts.ts';
import { hearLetters } from './hear-letters.ts';
import { casesByAlert, figuresOf, oneCase, type QueueQuery, queueOf, rowsWithPaths } from './read-cases.ts';
import { reportByPerson } from './report-case.ts';

export type Cases = {
  report(context: ActContext, session: Session, order: ReportOrder): Promise<CaseView>;
  act(context: ActContext, session: Session, id: string, act: CaseAct, order: ActOrder): Promise<CaseView>;
  queue(roots: readonly string[], query: QueueQuery): Promise<readonly CaseRow[]>;
  one(session: Session, id: string): Promise<CaseView>;
  figures(roots: readonly string[]): ReturnType<typeof figuresOf>;
  /** Which case an alert belongs to. */
  byAlert(alertIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Rows that these facts changed, with their jurisdiction paths. */
  changedBy(
    facts: readonly Pick<RecordedFact, 'objectKind' | 'objectId'>[],
  ): Promise<readonly { row: CaseRow; path: readonly string[] }[]>;
  classes(): Promise<readonly CaseClass[]>;
  loadClassTable(context: ActContext, classes: readonly CaseClass[]): Promise<void>;
  ensureResponsibilities(context: ActContext, lines: readonly Responsibility[]): Promise<void>;
  ensureResponsibility(context: ActContext, line: Responsibility): Promise<void>;
  /** To be given to the followers of the event log. */
  readonly follower: Follower;
};

/** 案件: report, file, dispatch, sign for, handle, check, close; across nodes by letters. */
export const createCases = (options: CasesOptions): Cases => {
  const desk = openDesk(options);
  const { database } = options;
  hearLetters(desk);
  return {
    report: async (context, session, order) => {
      const row = await database.write(context, (work) => reportByPerson(desk, work, session, order));
      return oneCase(desk, session, row.id);
    },
    act: async (context, session, id, act, order) => {
      const row = await database.write(context, (work) => actByPerson(desk, work, session, id, act, order));
      return oneCase(desk, session, row.id);
    },
    queue: (roots, query) => queueOf(desk, roots, query),
    one: (session, id) => oneCase(desk, session, id),
    figures: (roots) => figuresOf(desk, roots),
    byAlert: (alertIds) => casesByAlert(desk, alertIds),
    changedBy: (facts) => {
      const ids = facts.filter((fact) => fact.objectKind === 'case').map((fact) => fact.objectId);
      return rowsWithPaths(desk, [...new Set(ids)]);
    },
    classes: () => readClassTable(desk),
    loadClassTable: (context, classes) => database.write(context, (work) => loadClassTable(work, classes)),
    ensureResponsibilities: (context, lines) =>
      database.write(context, async (work) => {
        for (const line of lines) await ensureResponsibility(work, line);
      }),
    ensureResponsibility: (context, line) => database.write(context, (work) => ensureResponsibility(work, line)),
    follower: alertFollower(desk),
  };
};
