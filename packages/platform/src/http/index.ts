export * from './answer.ts';
export { httpRefusals } from './refusals.ts';
export * from './server.ts';
export * from './session.ts';
