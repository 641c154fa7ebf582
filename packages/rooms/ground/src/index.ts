export { type BuildOptions, buildGround } from './build-ground.ts';
export { createGround, type Ground } from './ground.ts';
export type { GroundManifest } from './ground-manifest.ts';
export { groundRefusals } from './refusals.ts';
export { answerGround } from './routes.ts';
