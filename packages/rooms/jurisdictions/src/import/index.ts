export * from './record-image.ts';
export * from './rows.ts';
export * from './run-import.ts';
export * from './run-undo.ts';
