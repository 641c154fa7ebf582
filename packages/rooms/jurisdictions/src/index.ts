import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

export { isDatumUsedAt, isOnEarth, toWgs84 } from './datum.ts';
export { type FunctionalArea, parseFunctionalAreas } from './functional-areas.ts';
export type { UnitGrid, UnitGridOrder, UnitGridReport } from './grids/unit-grids.ts';
export type { AskInUse, JurisdictionRow, JurisdictionsOutcome, RecordChange, TableOrder } from './import/index.ts';
export * from './jurisdictions.ts';
export { jurisdictionRefusals } from './refusals.ts';
export { answerJurisdictions } from './routes.ts';
export type { Ground, JurisdictionRecord, JurisdictionTree, TierRecord } from './tree.ts';

export const jurisdictionsMigrations: MigrationSet = {
  room: 'jurisdictions',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
