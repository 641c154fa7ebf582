import { dayMs, type Instant, instant } from '@liandong/words';
import { type Day, day } from './day.ts';

type Zone = {
  readonly format: Intl.DateTimeFormat;
  /** Offset in ms by UTC day; undefined where it changes within the day. */
  readonly offsets: Map<number, number | undefined>;
};

const zones = new Map<string, Zone>();

/**
 * How far the wall clock of a zone is ahead of UTC, in milliseconds.
 * @param zone IANA name, e.g. `Asia/Shanghai`
 * @throws RangeError when the runtime knows no such zone
 */
export const offsetMs = (zone: string, at: Instant): number => {
  const known = zoneOf(zone);
  const utcDay = Math.floor(at / dayMs);
  if (!known.offsets.has(utcDay)) {
    const atStart = readOffsetMs(known, utcDay * dayMs);
    const atEnd = readOffsetMs(known, (utcDay + 1) * dayMs - 1_000);
    known.offsets.set(utcDay, atStart === atEnd ? atStart : undefined);
  }
  return known.offsets.get(utcDay) ?? readOffsetMs(known, at);
};

/** The date and the milliseconds since the wall clock's midnight that people in the zone read at an instant. */
export const wallTime = (zone: string, at: Instant): { readonly day: Day; readonly msOfDay: number } => {
  const wallMs = at + offsetMs(zone, at);
  const date = Math.floor(wallMs / dayMs);
  return { day: day(date), msOfDay: wallMs - date * dayMs };
};

/**
 * The instant at which the wall clock of a zone shows a time of day.
 * A time that occurs twice means its first occurrence; a time that is skipped is moved forward by the gap.
 */
export const instantAt = (zone: string, date: Day, msOfDay: number): Instant => {
  const wallMs = date * dayMs + msOfDay;
  const before = offsetMs(zone, instant(wallMs - dayMs));
  const after = offsetMs(zone, instant(wallMs + dayMs));
  const early = instant(wallMs - Math.max(before, after));
  const late = instant(wallMs - Math.min(before, after));
  if (early + offsetMs(zone, early) === wallMs) return early;
  if (late + offsetMs(zone, late) === wallMs) return late;
  return instant(wallMs - before);
};

const zoneOf = (name: string): Zone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const made: Zone = { format: new Intl.DateTimeFormat('en-US', { ...fields, timeZone: name }), offsets: new Map() };
  zones.set(name, made);
  return made;
};

const fields = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

const readOffsetMs = (zone: Zone, epochMs: number): number => {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of zone.format.formatToParts(epochMs)) part[type] = Number(value);
  const { year = 1970, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, date, hour, minute, second) - Math.floor(epochMs / 1_000) * 1_000;
};
