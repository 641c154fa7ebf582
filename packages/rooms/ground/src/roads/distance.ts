/** Positions in files and in memory: degrees · 10⁷, 1 cm of the ground. */
export const perDegree = 1e7;
const metresPerDegree = (6_371_008.8 * Math.PI) / 180;
export const metresPerStep = metresPerDegree / perDegree;
const radiansPerStep = Math.PI / 180 / perDegree;

/** How much shorter a step of longitude is than one of latitude, at a latitude in steps. */
export const narrowing = (latSteps: number): number => Math.cos(latSteps * radiansPerStep);

/** Metres between two near positions on the sphere of the mean Earth radius; exact to 10⁻⁵ within a city. */
export const metresBetween = (lonA: number, latA: number, lonB: number, latB: number): number => {
  const dx = (lonB - lonA) * narrowing((latA + latB) / 2);
  const dy = latB - latA;
  return Math.sqrt(dx * dx + dy * dy) * metresPerStep;
};
