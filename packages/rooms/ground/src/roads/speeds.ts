import { type RoadClass, roadClasses } from '@liandong/laws';

/**
 * Usual speeds of cars in km/h without traffic, signals included. From the design speeds of JTG D20-2017 (motorway
 * 80–120) and CJJ 37-2012, table 3.2.1 (快速路 60–100, 主干路 40–60, 次干路 30–50, 支路 20–40): the lower end within the
 * city, where signals and turns are met; service roads at the usual limit of courtyards. A path carries no car.
 */
const speedsKmh: Readonly<Record<RoadClass, number>> = {
  motorway: 90,
  trunk: 65,
  primary: 45,
  secondary: 38,
  tertiary: 30,
  residential: 22,
  service: 12,
  path: 0,
};

/** Speeds in m/s by place in `roadClasses`; 0 where no car goes. */
export const classSpeeds: readonly number[] = roadClasses.map((one) => speedsKmh[one] / 3.6);
export const fastestMs = Math.max(...classSpeeds);
