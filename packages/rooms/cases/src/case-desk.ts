import { type Calendar, type CasePolicy, dayText, wallTime } from '@liandong/laws';
import type { Clock, Database, Logger, Work } from '@liandong/platform';
import type { NodeId } from '@liandong/words';
import type { Kysely } from 'kysely';
import type { CaseNeighbours } from './neighbours.ts';
import { nextCode } from './store.ts';
import type { CasesTables } from './tables.ts';

export type CasesOptions = {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly node: NodeId;
  readonly calendar: Calendar;
  readonly policy: CasePolicy;
  readonly neighbours: CaseNeighbours;
};

/** What every order of the desk needs at hand. */
export type CaseDesk = CasesOptions & {
  tables(): Kysely<CasesTables>;
  newCode(work: Work): Promise<string>;
};

export const openDesk = (options: CasesOptions): CaseDesk => ({
  ...options,
  tables: () => options.database.tables<CasesTables>(),
  newCode: (work) => nextCode(work, options.node, dayText(wallTime(options.calendar.zone, work.at).day)),
});
