/** Red, green, blue, 0 … 255, one after the other. */
export type Palette = Uint8Array;

/** The distinct colours of a picture, how much each weighs, and which box it is in. */
type Colours = { readonly codes: Uint32Array; readonly weights: Float64Array; readonly boxes: Uint16Array };

const channels = [16, 8, 0] as const;

const coloursOf = (pixels: Uint32Array): Colours => {
  const counts = new Map<number, number>();
  for (const code of pixels) counts.set(code, (counts.get(code) ?? 0) + 1);
  return {
    codes: Uint32Array.from(counts.keys()),
    // A small red mark must not drown in a large sea.
    weights: Float64Array.from(counts.values(), Math.sqrt),
    boxes: new Uint16Array(counts.size),
  };
};

type Spread = { readonly shift: number; readonly mean: number; readonly variance: number };

/** The channel in which the colours of a box differ most; variance by weight. */
const spreadOf = ({ codes, weights, boxes }: Colours, box: number): Spread => {
  let worst: Spread = { shift: 0, mean: 0, variance: 0 };
  for (const shift of channels) {
    let [weight, sum, squares] = [0, 0, 0];
    for (let i = 0; i < codes.length; i += 1) {
      if (boxes[i] !== box) continue;
      const [value, own] = [((codes[i] ?? 0) >> shift) & 255, weights[i] ?? 0];
      weight += own;
      sum += own * value;
      squares += own * value * value;
    }
    const variance = squares - (sum * sum) / weight;
    if (variance > worst.variance) worst = { shift, mean: sum / weight, variance };
  }
  return worst;
};

/** So many colours of the largest plain areas stay exactly what they are, none of them near another. */
const keptColours = 12;
const nearPlain = 6;

const isNear = (a: number, b: number): boolean =>
  channels.every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) < nearPlain);

const plainest = (pixels: Uint32Array): readonly number[] => {
  const counts = new Map<number, number>();
  for (const code of pixels) counts.set(code, (counts.get(code) ?? 0) + 1);
  const kept: number[] = [];
  for (const [code] of [...counts].sort(([, a], [, b]) => b - a)) {
    if (kept.length === keptColours) break;
    if (!kept.some((one) => isNear(one, code))) kept.push(code);
  }
  return kept;
};

/** Cuts the box of the widest spread at its mean until there are enough boxes. */
const cut = (colours: Colours, most: number): number => {
  const { codes, boxes } = colours;
  const spreads = [spreadOf(colours, 0)];
  while (spreads.length < most) {
    const widest = spreads.reduce((best, one, box) => (one.variance > (spreads[best]?.variance ?? 0) ? box : best), 0);
    const { shift, mean, variance } = spreads[widest] ?? { shift: 0, mean: 0, variance: 0 };
    if (variance <= 0) break;
    const next = spreads.length;
    for (let i = 0; i < codes.length; i += 1)
      if (boxes[i] === widest && (((codes[i] ?? 0) >> shift) & 255) > mean) boxes[i] = next;
    spreads[widest] = spreadOf(colours, widest);
    spreads.push(spreadOf(colours, next));
  }
  return spreads.length;
};

/** The mean colour of every box. */
const meansOf = ({ codes, weights, boxes }: Colours, count: number): Palette => {
  const sums = new Float64Array(count * 3);
  const totals = new Float64Array(count);
  for (let i = 0; i < codes.length; i += 1) {
    const [box, code, weight] = [boxes[i] ?? 0, codes[i] ?? 0, weights[i] ?? 0];
    totals[box] = (totals[box] ?? 0) + weight;
    for (const [channel, shift] of channels.entries()) {
      const at = box * 3 + channel;
      sums[at] = (sums[at] ?? 0) + weight * ((code >> shift) & 255);
    }
  }
  return Uint8Array.from(sums, (sum, at) => Math.round(sum / Math.max(1e-9, totals[Math.floor(at / 3)] ?? 0)));
};

const nearestIn = (palette: Palette, code: number): number => {
  const [red, green, blue] = [(code >> 16) & 255, (code >> 8) & 255, code & 255];
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let at = 0; at < palette.length; at += 3) {
    const [dr, dg, db] = [red - (palette[at] ?? 0), green - (palette[at + 1] ?? 0), blue - (palette[at + 2] ?? 0)];
    // The eye sees differences in green best.
    const distance = 3 * dr * dr + 6 * dg * dg + db * db;
    if (distance < least) [best, least] = [at / 3, distance];
  }
  return best;
};

const roundsOfBetterment = 3;

const withKept = (palette: Palette, kept: readonly number[]): Palette =>
  Uint8Array.from([...kept.flatMap((code) => channels.map((shift) => (code >> shift) & 255)), ...palette]);

/** Paints a picture (0xRRGGBB for each pixel) with few colours: the palette, and which of it each pixel has. */
export const fewColours = (
  pixels: Uint32Array,
  most: number,
): { readonly palette: Palette; readonly indices: Uint8Array } => {
  const kept = plainest(pixels);
  const plain = new Set(kept);
  const colours = coloursOf(pixels.filter((code) => !plain.has(code)));
  const { codes, boxes } = colours;
  const count = cut(colours, most - kept.length);
  let palette = meansOf(colours, count);
  for (let round = 0; round < roundsOfBetterment; round += 1) {
    for (let i = 0; i < codes.length; i += 1) boxes[i] = nearestIn(palette, codes[i] ?? 0);
    palette = meansOf(colours, count);
  }
  const whole = withKept(palette, kept);
  const indexOf = new Map(kept.map((code, index) => [code, index]));
  for (const code of codes) indexOf.set(code, nearestIn(whole, code));
  return { palette: whole, indices: Uint8Array.from(pixels, (code) => indexOf.get(code) ?? 0) };
};
