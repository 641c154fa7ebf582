import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

/** The schema `perception`. */
export const perceptionMigrations: MigrationSet = {
  room: 'perception',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
