import type { TestContext } from 'node:test';
import { testDatabase } from '@liandong/platform/testing';
import type { Datum } from '@liandong/words';
import { createJurisdictions, jurisdictionsMigrations } from '../src/index.ts';
import { context, tiers } from './fixtures.ts';

/** A room on an empty database, and a short way to import GeoJSON into it. */
export const newRoom = async (t: TestContext) => {
  const database = await testDatabase(t, [jurisdictionsMigrations]);
  const room = createJurisdictions({ database, serves: { codes: ['c'] } });
  await room.start();
  await room.defineTiers(context, tiers);
  const take = (text: string, more: { datum?: Datum; dryRun?: boolean; columns?: Record<string, string> } = {}) =>
    room.importFile(context, { format: 'geojson', datum: 'WGS-84', text, ...more });
  return { room, take, database };
};

/** Row and code of everything that was refused. */
export const codesOf = (report: { refused: readonly { row: number; code: string }[] }) =>
  report.refused.map(({ row, code }) => [row, code]);
