import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

/** The tables of this room. */
export const peopleMigrations: MigrationSet = {
  room: 'people',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
