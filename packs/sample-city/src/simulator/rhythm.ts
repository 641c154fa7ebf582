import { dayMs, hourMs } from '@liandong/words';

// What people do by the hour; shapes as any traffic or water engineer would draw them, made up for the sample.

/** The sample keeps China's time, which knows no summer time. */
const zoneMs = 8 * hourMs;

/** Hours since midnight, 0 … 24. */
export const hourOfDay = (at: number): number => ((at + zoneMs) % dayMs) / hourMs;

/** Days since 1970 in the sample's zone; day 0 was a Thursday. */
export const dayNumber = (at: number): number => Math.floor((at + zoneMs) / dayMs);

const isWeekend = (at: number): boolean => (dayNumber(at) + 3) % 7 >= 5;

/** Share of the year, 0 at the turn. */
export const timeOfYear = (at: number): number => ((at + zoneMs) / dayMs / 365.2425) % 1;

const peak = (hour: number, middle: number, width: number): number => {
  // The clock is round: 23 o'clock is near 1 o'clock.
  const away = Math.min(Math.abs(hour - middle), 24 - Math.abs(hour - middle));
  return Math.exp(-((away / width) ** 2));
};

/** Use of water against its mean of the day: little at night, peaks before work and in the evening; later at weekends. */
export const waterDemand = (at: number): number => {
  const hour = hourOfDay(at) - (isWeekend(at) ? 1.2 : 0);
  return 0.42 + 0.95 * peak(hour, 7.6, 1.8) + 0.5 * peak(hour, 12.3, 1.6) + 1.05 * peak(hour, 19.6, 2.4);
};

/** How busy the streets are, 0 … 1. */
export const traffic = (at: number): number => {
  const hour = hourOfDay(at);
  const commute = isWeekend(at) ? 0.35 : 1;
  return Math.min(
    1,
    0.06 + commute * (0.75 * peak(hour, 8.2, 1.3) + 0.7 * peak(hour, 18.1, 1.6)) + 0.42 * peak(hour, 13.5, 4.4),
  );
};

/** How full public places are, 0 … 1. */
export const outdoors = (at: number): number => {
  const hour = hourOfDay(at);
  const free = isWeekend(at) ? 1 : 0.62;
  return Math.min(1, 0.02 + free * (0.55 * peak(hour, 15, 3.6) + 0.75 * peak(hour, 20, 2.2)));
};

/** How many are at home, 0 … 1: where cars are parked and charged. */
export const atHome = (at: number): number => 0.9 - 0.55 * peak(hourOfDay(at), 13, 4.8) * (isWeekend(at) ? 0.5 : 1);

const latitudeRad = (28 * Math.PI) / 180;

/** Sine of the sun's height at the sample's latitude; below 0 it is night. */
export const sunHeight = (at: number): number => {
  const declination = -0.409 * Math.cos(2 * Math.PI * (timeOfYear(at) + 10 / 365));
  const turn = (2 * Math.PI * (hourOfDay(at) - 12)) / 24;
  return Math.sin(latitudeRad) * Math.sin(declination) + Math.cos(latitudeRad) * Math.cos(declination) * Math.cos(turn);
};

/** Lamps burn from a little after sunset until a little before sunrise; −0.05 is about three degrees below. */
export const lampsBurn = (at: number): boolean => sunHeight(at) < -0.05;
