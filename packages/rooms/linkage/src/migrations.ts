import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

/** Peers, outbox, inbox, held envelopes. */
export const linkageMigrations: MigrationSet = {
  room: 'linkage',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
