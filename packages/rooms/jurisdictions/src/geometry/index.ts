export * from './box-index.ts';
export * from './crossing.ts';
export * from './dissolve.ts';
export * from './metres.ts';
export * from './outside.ts';
export * from './overlap.ts';
export * from './polygon.ts';
