import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

/** The schema `alerting`. */
export const alertingMigrations: MigrationSet = {
  room: 'alerting',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
