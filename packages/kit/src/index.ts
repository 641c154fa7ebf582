export * from './define-pack.ts';
export * from './pack-services.ts';
