export * from './feature.ts';
export * from './road.ts';
export * from './source.ts';
