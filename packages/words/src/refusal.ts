import type { Words } from './languages.ts';

/** What a room says no with: a code, an HTTP status and a text in three languages. */
export type RefusalEntry = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503 | 507;
  readonly text: Words;
};
export type RefusalList = Readonly<Record<string, RefusalEntry>>;

/** A clear no to a request; loses nothing and is not a defect. */
export class Refusal extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  constructor(code: string, data: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }
}

/** Makes a refusal to throw: `throw refuse('case.not-yours', { caseId })`. */
export const refuse = (code: string, data: Readonly<Record<string, unknown>> = {}): Refusal => new Refusal(code, data);
