export * from './alert/index.ts';
export * from './calendar/index.ts';
export * from './case/index.ts';
export * from './envelope/index.ts';
export * from './ground/index.ts';
export * from './rights/index.ts';
export * from './security/index.ts';
