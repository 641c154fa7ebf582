import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

export { assetCodeOf } from './asset-code.ts';
export { type Assets, createAssets } from './assets.ts';
export type { AssetUndo } from './change-assets.ts';
export { pointOf, readGeometry } from './geometry.ts';
export { parseAssetKinds } from './kinds.ts';
export { assetRefusals } from './refusals.ts';
export { answerAssets } from './routes.ts';

export const assetsMigrations: MigrationSet = {
  room: 'assets',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
