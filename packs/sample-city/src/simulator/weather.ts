import { dayMs, hourMs, minuteMs } from '@liandong/words';
import { drift } from '../chance.ts';
import type { XY } from '../city/types.ts';
import { hourOfDay, sunHeight, timeOfYear } from './rhythm.ts';

export type Weather = {
  readonly temperatureCel: number;
  readonly humidityPct: number;
  readonly pressureHPa: number;
  readonly windMPerS: number;
  readonly gustMPerS: number;
  readonly windFromDeg: number;
};

/** Rain of an ordinary day in mm/h: now and then some drizzle; more over the hills, never enough to flood anything. */
export const drizzleMmPerH = (seed: number, at: number, [x, y]: XY, groundM: number): number => {
  // Fronts come in from the west and reach the east later.
  const front = drift(seed, 'drizzle', at - x * 60, 3 * hourMs);
  const cell = drift(seed, 'shower', at - x * 45 - y * 20, 25 * minuteMs);
  return Math.max(0, front - 0.62) * 7 * (0.8 + 0.5 * cell) * (1 + groundM / 900);
};

/** The air at a place: season, hour, passing fronts, 6.5 K less for each kilometre upward. */
export const weatherAt = (seed: number, at: number, groundM: number): Weather => {
  const front = drift(seed, 'front', at, 2 * dayMs);
  const season = 18.5 - 10 * Math.cos(2 * Math.PI * (timeOfYear(at) - 0.055));
  // Warmest two hours after the sun stood highest.
  const hourly = 3.6 * sunHeight(at - 2 * hourMs);
  const temperatureCel = season + hourly + 3 * front - 0.0065 * groundM;
  const sea = Math.max(0, Math.sin(((hourOfDay(at) - 9) * Math.PI) / 12));
  const windMPerS = Math.max(0.2, 2.2 + 1.8 * sea + 1.6 * drift(seed, 'wind', at, 40 * minuteMs));
  return {
    temperatureCel,
    humidityPct: Math.min(99, Math.max(25, 74 - 2.1 * hourly + 9 * front)),
    pressureHPa: 1013 - 6 * front - groundM / 8.4,
    windMPerS,
    gustMPerS: windMPerS * (1.35 + 0.2 * drift(seed, 'gust', at, 5 * minuteMs)),
    // Sea breeze from the south by day, land breeze by night.
    windFromDeg: (160 + 150 * (1 - sea) + 30 * drift(seed, 'turn', at, hourMs) + 360) % 360,
  };
};

/** Height of the tide against mean sea level in metres: main lunar and solar parts, springs and neaps. */
export const tideM = (at: number): number =>
  0.72 * Math.sin((2 * Math.PI * at) / (12.4206 * hourMs)) +
  0.27 * Math.sin((2 * Math.PI * at) / (12 * hourMs) + 1.1) +
  0.16 * Math.sin((2 * Math.PI * at) / (25.8193 * hourMs) + 0.4);
