import { readFileSync } from 'node:fs';
import { type Calendar, parseCalendar } from '../src/calendar/index.ts';

/** A calendar of the profiles in this repository. */
export const profileCalendar = (profile: 'cn-national' | 'us-nyc'): Calendar =>
  parseCalendar(
    JSON.parse(readFileSync(new URL(`../../../profiles/${profile}/calendar.json`, import.meta.url), 'utf8')),
    `${profile}/calendar.json`,
  );
