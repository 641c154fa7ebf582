import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { packPng } from '../../../tools/pack-png.ts';

const folder = path.resolve(import.meta.dirname, '../golden');
const fileOf = (name: string): string => path.join(folder, `${name}.png`);

/** Keeps this picture as the one to compare with. */
export const keepGolden = async (name: string, picture: Buffer): Promise<void> =>
  await writeFile(fileOf(name), packPng(picture));

/** Differences that an eye doesn't see, such as those between a picture and its packed form, don't count. */
const eyeThreshold = 0.1;

export type GoldenVerdict = {
  /** Pixels that look different, 0 … 1. */
  readonly share: number;
  /** Both pictures over each other with the differences marked, PNG. */
  readonly difference: Buffer;
};

/** Compares a picture with the kept one of that name. */
export const compareGolden = async (name: string, picture: Buffer): Promise<GoldenVerdict> => {
  const kept = PNG.sync.read(await readFile(fileOf(name)));
  const now = PNG.sync.read(picture);
  const { width, height } = kept;
  if (now.width !== width || now.height !== height) return { share: 1, difference: picture };
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(kept.data, now.data, difference.data, width, height, { threshold: eyeThreshold });
  return { share: pixels / (width * height), difference: PNG.sync.write(difference) };
};
