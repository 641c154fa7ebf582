import type { Page } from 'playwright-core';

/** Lets a WebGL canvas be read after it was drawn; runs in the page before the console does. */
export const keepDrawing = `{
  const plain = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return plain.call(this, kind, kind.startsWith('webgl') ? { ...options, preserveDrawingBuffer: true } : options);
  };
}`;

export type MapPixels = {
  readonly pixels: number;
  readonly colours: number;
  /** Share of the commonest colour, 0…1. */
  readonly commonest: number;
  /** Share of strong orange and red, the colours of grave warnings, 0…1. */
  readonly alarming: number;
};

const readPixels = `(() => {
  const canvas = document.querySelector('canvas[role=region]');
  if (canvas === null || canvas.width === 0) return { pixels: 0, colours: 0, commonest: 1, alarming: 0 };
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  const counts = new Map();
  let alarming = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
    const colour = (red << 16) | (green << 8) | blue;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    if (red > 190 && green < 150 && blue < 90) alarming += 1;
  }
  const pixels = data.length / 4;
  return { pixels, colours: counts.size, commonest: Math.max(...counts.values()) / pixels, alarming: alarming / pixels };
})()`;

/** Counts the colours on the map's own canvas. */
export const mapPixels = async (page: Page): Promise<MapPixels> => (await page.evaluate(readPixels)) as MapPixels;

const readShares = `((classes, near) => {
  const canvas = document.querySelector('canvas[role=region]');
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  const counts = classes.map(() => 0);
  for (let at = 0; at < data.length; at += 4) {
    const found = classes.findIndex((colours) => colours.some(([red, green, blue]) =>
      Math.abs(data[at] - red) <= near && Math.abs(data[at + 1] - green) <= near && Math.abs(data[at + 2] - blue) <= near));
    if (found >= 0) counts[found] += 1;
  }
  return counts.map((count) => count / (data.length / 4));
})`;

/** Edges are smoothed and areas slightly transparent; this near (each channel, of 255) a pixel counts as of the colour. */
const near = 3;

const channelsOf = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** Share of the map's pixels, 0…1, in each class of colours (`#rrggbb`); the first class that fits counts. */
export const colourShares = async <Name extends string>(
  page: Page,
  classes: Readonly<Record<Name, readonly string[]>>,
): Promise<Readonly<Record<Name, number>>> => {
  const names = Object.keys(classes) as Name[];
  const colours = names.map((name) => classes[name].map(channelsOf));
  const shares = (await page.evaluate(`${readShares}(${JSON.stringify(colours)}, ${near})`)) as number[];
  return Object.fromEntries(names.map((name, index) => [name, shares[index] ?? 0])) as Record<Name, number>;
};
