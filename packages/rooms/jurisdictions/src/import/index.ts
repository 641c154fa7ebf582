export * from './plan-import.ts';
export * from './read-rows.ts';
