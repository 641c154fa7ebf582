import { fileURLToPath } from 'node:url';
import type { MigrationSet } from './database/index.ts';

export type { Logger } from 'pino';
export * from './clock/index.ts';
export * from './database/index.ts';
export * from './events/index.ts';
export * from './http/index.ts';
export * from './postgres/index.ts';
export * from './settings/index.ts';

/** Event log, cursors, anchors, settings. */
export const platformMigrations: MigrationSet = {
  room: 'platform',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
