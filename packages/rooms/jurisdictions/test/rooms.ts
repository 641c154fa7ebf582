import type { TestContext } from 'node:test';
import { testDatabase } from '@liandong/platform/testing';
import type { Datum } from '@liandong/words';
import {
  createJurisdictions,
  type JurisdictionRow,
  type JurisdictionsOptions,
  jurisdictionRefusals,
  jurisdictionsMigrations,
  type TableOrder,
} from '../src/index.ts';
import { context, tiers } from './fixtures.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Features of a GeoJSON text as rows, judged by nobody yet. */
export const rowsOf = (text: string, columns: Readonly<Record<string, string>> = {}): readonly JurisdictionRow[] => {
  const { features }: { features: readonly unknown[] } = JSON.parse(text);
  return features.map((feature, index) => {
    const { properties, geometry = undefined } = isObject(feature) ? feature : {};
    const values: Record<string, unknown> = isObject(properties) ? { ...properties } : {};
    for (const [field, column] of Object.entries(columns)) values[field] = values[column];
    return { row: index + 1, values, geometry: geometry ?? undefined };
  });
};

type More = Partial<Omit<TableOrder, 'rows'>> & { readonly datum?: Datum };

/** A room on an empty database, and a short way to import GeoJSON into it. */
export const newRoom = async (t: TestContext, options: Partial<JurisdictionsOptions> = {}) => {
  const database = await testDatabase(t, [jurisdictionsMigrations]);
  const room = createJurisdictions({ database, serves: { codes: ['c'] }, ...options });
  await room.start();
  await room.defineTiers(context, tiers);
  const take = (text: string, more: More = {}) =>
    room.importTable(context, { datum: 'WGS-84', ...more, rows: rowsOf(text) });
  return { room, take, database };
};

type Refused = { readonly refused: readonly { readonly row: number; readonly refusal: { readonly code: string } }[] };

/** Row and code of everything that was refused. */
export const codesOf = ({ refused }: Refused) => refused.map(({ row, refusal }) => [row, refusal.code]);

/** What a refusal says in English, as the list has it. */
export const textOf = (code: string): string =>
  Object.entries(jurisdictionRefusals).find(([known]) => known === code)?.[1].text.en ?? code;
