import type { RoadClass } from '@liandong/laws';

/** Width from kerb to kerb in metres. */
export const roadWidthM = {
  motorway: 28,
  trunk: 36,
  primary: 30,
  secondary: 22,
  tertiary: 15,
  residential: 9,
  service: 6,
  path: 3,
} as const satisfies Record<RoadClass, number>;
