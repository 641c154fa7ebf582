import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

export { createImports, type Imports } from './imports.ts';
export { placeHints } from './place-warnings.ts';
export { importRefusals } from './refusals.ts';
export { answerImports } from './routes.ts';
export * from './target.ts';

export const importsMigrations: MigrationSet = {
  room: 'imports',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
