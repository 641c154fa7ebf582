/** Chance without chance: the same seed, name and number give the same value in [0, 1) for ever, on every machine. */
export const chance = (seed: number, name: string, number = 0): number => {
  let hash = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(number | 0, 0xc2b2_ae35);
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x0100_0193);
  return toShare(hash);
};

const toShare = (mixed: number): number => {
  let hash = mixed ^ (mixed >>> 16);
  hash = Math.imul(hash, 0x7feb_352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846c_a68b);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 2 ** 32;
};

/** The same for a place in a plane of whole numbers; no name to hash, for the hot path of noise. */
export const chanceAt = (seed: number, x: number, y: number): number =>
  toShare(
    Math.imul(Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ x, 0xc2b2_ae35) ^ Math.imul(y ^ 0x27d4_eb2f, 0x0165_667b),
  );

/** Between two bounds. */
export const chanceBetween = (seed: number, name: string, from: number, to: number, number = 0): number =>
  from + (to - from) * chance(seed, name, number);

/** Smooth in time: values at whole steps of `stepMs`, eased between them, in [-1, 1]. */
export const drift = (seed: number, name: string, atMs: number, stepMs: number): number => {
  const step = Math.floor(atMs / stepMs);
  const share = atMs / stepMs - step;
  const eased = share * share * (3 - 2 * share);
  const [from, to] = [chance(seed, name, step), chance(seed, name, step + 1)];
  return 2 * (from + (to - from) * eased) - 1;
};
