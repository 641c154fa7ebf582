export * from './case/index.ts';
export * from './envelope/index.ts';
export * from './rights/index.ts';
export * from './security/index.ts';
