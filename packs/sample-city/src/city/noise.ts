import { chanceAt } from '../chance.ts';

const ease = (share: number): number => share * share * share * (share * (share * 6 - 15) + 10);

/** Smooth noise in [-1, 1]; its features are about one unit wide. */
export const noise = (seed: number, x: number, y: number): number => {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [a, b] = [ease(x - i), ease(y - j)];
  const south = chanceAt(seed, i, j) * (1 - a) + chanceAt(seed, i + 1, j) * a;
  const north = chanceAt(seed, i, j + 1) * (1 - a) + chanceAt(seed, i + 1, j + 1) * a;
  return 2 * (south * (1 - b) + north * b) - 1;
};

/** Noise with finer and finer, weaker and weaker features, in [-1, 1]. */
export const layered = (seed: number, x: number, y: number, layers: number): number => {
  let [sum, weight, scale, whole] = [0, 1, 1, 0];
  for (let layer = 0; layer < layers; layer += 1) {
    sum += weight * noise(seed + layer, x * scale, y * scale);
    whole += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / whole;
};

/** 0 up to `from`, 1 beyond `to`, smooth between them. */
export const rise = (from: number, to: number, value: number): number => {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
};
