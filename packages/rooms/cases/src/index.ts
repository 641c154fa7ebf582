import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

export type { CasesOptions } from './case-desk.ts';
export { type Cases, createCases } from './cases.ts';
export type { Responsibility } from './class-table.ts';
export type { AlertFacts, CaseNeighbours, RulePolicy, Unit } from './neighbours.ts';
export { caseRefusals } from './refusals.ts';
export { answerCases } from './routes.ts';

export const casesMigrations: MigrationSet = {
  room: 'cases',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
