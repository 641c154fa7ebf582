import type { Grid } from './grid.ts';
import { refuseTerrain } from './refusals.ts';

/** 256 MB of heights. */
const maxSamples = 64_000_000;
/** As text, with all the blanks that somebody may have put between. */
const maxBytes = 2 ** 31;
/** Coarser than this is no ground of a city, and a sign that the numbers are metres. */
const maxStepDegrees = 0.1;
const unknown = -9999;
/** No point of the Earth is beyond. */
const [lowestM, highestM] = [-12_000, 9_000];

type Header = {
  readonly columns: number;
  readonly rows: number;
  readonly west: number;
  readonly south: number;
  readonly step: number;
  readonly noData: number;
};

/**
 * ESRI ASCII grid in degrees of WGS-84: lines `ncols`, `nrows`, `xllcorner` or `xllcenter`, `yllcorner` or `yllcenter`,
 * `cellsize`, `NODATA_value`, then heights in metres, row by row from the north.
 */
export const readAsciiGrid = async (chunks: AsyncIterable<Uint8Array>, name: string): Promise<Grid> => {
  const builder = createBuilder();
  const splitter = createSplitter(builder.take);
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw refuseTerrain('terrain.too-large', { most: maxSamples });
    splitter.take(chunk);
  }
  splitter.finish();
  return builder.finish(name);
};

/** Gets each word and the line that it stands in. */
type OnWord = (word: string, line: number) => void;

/** Cuts bytes into words, wherever the pieces of the file end. */
const createSplitter = (onWord: OnWord): { take(chunk: Uint8Array): void; finish(): void } => {
  const word = Buffer.alloc(maxLetters);
  let letters = 0;
  let line = 1;
  const finish = (): void => {
    if (letters > 0) onWord(word.toString('latin1', 0, letters), line);
    letters = 0;
  };
  return {
    finish,
    // Hot path: one round for each byte of the file.
    take: (chunk) => {
      for (const byte of chunk) {
        if (!isSpace(byte)) {
          if (letters === maxLetters) throw badGrid(line, word.toString('latin1'));
          word[letters] = byte;
          letters += 1;
          continue;
        }
        finish();
        if (byte === newLine) line += 1;
      }
    },
  };
};

const maxLetters = 64;
const newLine = 10;
const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

const badGrid = (line: number, what: string): Error => refuseTerrain('terrain.bad-grid', { line, what });

/** Takes the words in their order: those of the header in pairs, then one height after the other. */
const createBuilder = (): { readonly take: OnWord; finish(name: string): Grid } => {
  const fields = new Map<string, number>();
  let key: string | undefined;
  let header: Header | undefined;
  let heights = new Float32Array(0);
  let count = 0;
  let known = 0;
  let last = 1;

  const takeField = (word: string, line: number): void => {
    if (key === undefined) key = word.toLowerCase();
    else {
      fields.set(key, numberOf(word, line));
      key = undefined;
    }
    if (fields.size > maxFields) throw badGrid(line, word);
  };

  const takeHeight = (place: Header, word: string, line: number): void => {
    const height = numberOf(word, line);
    if (count === heights.length) throw badGrid(line, `> ${heights.length}`);
    const isKnown = height !== place.noData && height >= lowestM && height <= highestM;
    heights[count] = isKnown ? height : unknown;
    count += 1;
    if (isKnown) known += 1;
  };

  return {
    take: (word, line) => {
      last = line;
      if (header === undefined) {
        if (key !== undefined || startsWithLetter.test(word)) return takeField(word, line);
        header = headerOf(fields, (what) => badGrid(line, what));
        heights = new Float32Array(header.columns * header.rows);
      }
      takeHeight(header, word, line);
    },
    finish: (name) => {
      if (header === undefined || count !== heights.length) throw badGrid(last, `${count} / ${heights.length}`);
      if (known === 0) throw refuseTerrain('terrain.nothing-known', { file: name });
      return gridOf(header, heights);
    },
  };
};

const startsWithLetter = /^[a-z]/i;
const maxFields = 20;

const numberOf = (word: string, line: number): number => {
  const value = Number(word);
  if (!Number.isFinite(value)) throw badGrid(line, word);
  return value;
};

const headerOf = (fields: ReadonlyMap<string, number>, bad: (what: string) => Error): Header => {
  const need = (key: string): number => {
    const value = fields.get(key);
    if (value === undefined) throw bad(key);
    return value;
  };
  const [columns, rows, step] = [need('ncols'), need('nrows'), need('cellsize')];
  if (!(Number.isSafeInteger(columns) && columns > 0)) throw bad(`ncols ${columns}`);
  if (!(Number.isSafeInteger(rows) && rows > 0)) throw bad(`nrows ${rows}`);
  if (!(step > 0)) throw bad(`cellsize ${step}`);
  // A corner is half a cell away from the middle of the first cell.
  const side = (axis: string): number => {
    const centre = fields.get(`${axis}llcenter`);
    return centre === undefined ? need(`${axis}llcorner`) : centre - step / 2;
  };
  const [west, south] = [side('x'), side('y')];
  const tolerance = step;
  const isDegrees =
    step <= maxStepDegrees &&
    west >= -180 - tolerance &&
    west + columns * step <= 180 + tolerance &&
    south >= -90 - tolerance &&
    south + rows * step <= 90 + tolerance;
  if (!isDegrees) throw refuseTerrain('terrain.projected', { x: west, y: south, cell: step });
  if (columns * rows > maxSamples) throw refuseTerrain('terrain.too-large', { most: maxSamples });
  return { columns, rows, west, south, step, noData: fields.get('nodata_value') ?? unknown };
};

const gridOf = ({ columns, rows, west, south, step }: Header, heights: Float32Array): Grid => {
  const north = south + rows * step;
  return {
    columns,
    rows,
    west: west + step / 2,
    north: north - step / 2,
    step,
    bounds: [west, south, west + columns * step, north],
    heights,
    unknown,
  };
};
