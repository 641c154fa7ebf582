export * from './anchors.ts';
export type { RecordedFact } from './chain.ts';
export * from './event-log.ts';
export * from './event-page.ts';
export * from './followers.ts';
export * from './verify.ts';
