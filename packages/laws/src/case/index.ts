export * from './case-policy.ts';
export * from './guard.ts';
export * from './lifecycle.ts';
export * from './link-acts.ts';
