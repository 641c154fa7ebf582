export * from './parse-security-policy.ts';
export * from './password-policy.ts';
export * from './security-policy.ts';
