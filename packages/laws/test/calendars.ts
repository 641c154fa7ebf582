import { readFileSync } from 'node:fs';
import { type Calendar, parseCalendar } from '../src/calendar/index.ts';

/** A calendar of the profiles in this repository. */
export const profileCalendar = (profile: 'cn-national' | 'us-nyc'): Calendar =>
  parseCalendar(
    JSON.parse(readFileSync(new URL(`../../../profiles/${profile}/calendar.json`, import.meta.url), 'utf8')),
    `${profile}/calendar.json`,
  );

/** A time of the wall clock with its offset, e.g. `2026-02-13T17:00+08:00`, as an instant. */
export { parseIso } from '@liandong/words';
