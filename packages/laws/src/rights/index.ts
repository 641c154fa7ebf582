export * from './rights.ts';
export * from './three-administrators.ts';
