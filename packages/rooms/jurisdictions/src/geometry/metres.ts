/** Metres in a degree of latitude; good to half a percent everywhere. */
export const metresPerDegree = 111_320;

/** Metres in a degree of longitude at a latitude. */
export const metresPerDegreeLon = (lat: number): number => metresPerDegree * Math.cos((lat * Math.PI) / 180);
