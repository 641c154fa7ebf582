import type { Brand } from './brand.ts';

/** A point in time: milliseconds since 1970-01-01T00:00Z. */
export type Instant = Brand<number, 'Instant'>;

/** Brands epoch milliseconds as an Instant. */
export const instant = (epochMs: number): Instant => epochMs as Instant;

/** Adds a duration in milliseconds. */
export const plusMs = (at: Instant, durationMs: number): Instant => instant(at + durationMs);

/** ISO 8601 in UTC with milliseconds. */
export const toIso = (at: Instant): string => new Date(at).toISOString();

/** Parses an ISO 8601 instant that names its zone; undefined when it is none. */
export const parseIso = (text: string): Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : instant(epochMs);
};

/** Second, minute, hour and day in milliseconds. */
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
