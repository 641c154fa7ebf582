export * from './define-pack.ts';
export * from './pack-services.ts';
export * from './parse-profiles.ts';
