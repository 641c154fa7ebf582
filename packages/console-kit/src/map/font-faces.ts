import type { StyleSpecification } from 'maplibre-gl';

type Faces = NonNullable<StyleSpecification['font-faces']>;
type Piece = { readonly url: string; readonly ranges: readonly string[] };

const piecesByFamily = new Map<string, readonly Piece[]>();

const pieceOf = (rule: CSSFontFaceRule, base: string): Piece | undefined => {
  const url = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
  if (url === undefined) return undefined;
  const ranges = rule.style.getPropertyValue('unicode-range').split(',');
  return { url: new URL(url, base).href, ranges: ranges.map((one) => one.trim()).filter((one) => one !== '') };
};

const plain = (family: string): string => family.replaceAll(/["']/g, '').trim();

/** The pieces of a type face that the page's own style sheets declare. */
const readPieces = (family: string): readonly Piece[] =>
  [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule) || plain(rule.style.getPropertyValue('font-family')) !== family) return [];
      return pieceOf(rule, sheet.href ?? document.baseURI) ?? [];
    }),
  );

/** Every character of Big5 with the Hong Kong supplement (WHATWG encoding): what a traditional face has for sure. */
const big5Letters = (): ReadonlySet<number> => {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail <= 0x7e || trail >= 0xa1) bytes.push(lead, trail);
  return new Set(
    [...new TextDecoder('big5').decode(new Uint8Array(bytes))].map((letter) => letter.codePointAt(0) ?? 0),
  );
};

const isIdeograph = /\p{Script=Han}/u;
const hex = (code: number): string => code.toString(16);

/** The parts of a range that hold no ideograph outside of these letters. */
const narrowed = (range: string, letters: ReadonlySet<number>): string[] => {
  const [, from = '', to = from] = /^u\+([0-9a-f]+)(?:-([0-9a-f]+))?$/i.exec(range) ?? [];
  const kept: string[] = [];
  const last = Number.parseInt(to, 16);
  let start: number | undefined;
  for (let code = Number.parseInt(from, 16); code <= last + 1; code += 1) {
    const has = code <= last && (letters.has(code) || !isIdeograph.test(String.fromCodePoint(code)));
    if (has) start ??= code;
    else if (start !== undefined) {
      kept.push(`U+${hex(start)}-${hex(code - 1)}`);
      start = undefined;
    }
  }
  return kept;
};

/** The unicode-range of the traditional face claims simplified letters that it does not hold. */
const withoutFalseClaims = (pieces: readonly Piece[]): readonly Piece[] => {
  const letters = big5Letters();
  return pieces.map(({ url, ranges }) => ({ url, ranges: ranges.flatMap((range) => narrowed(range, letters)) }));
};

const piecesOf = (family: string): readonly Piece[] => {
  const known = piecesByFamily.get(family);
  if (known !== undefined) return known;
  const read = readPieces(family);
  const pieces = family.includes(' TC ') ? withoutFalseClaims(read) : read;
  piecesByFamily.set(family, pieces);
  return pieces;
};

/**
 * The bundled type faces in the form in which the map wants them: it waits for the piece that holds a letter before it
 * draws the letter, so that neither an empty box nor another face gets into its cache, whatever names the tiles bring.
 */
export const fontFacesOf = (families: readonly string[]): Faces =>
  Object.fromEntries(
    families.map((family) => [
      family,
      piecesOf(family)
        .filter(({ ranges }) => ranges.length > 0)
        .map(({ url, ranges }) => ({ url, 'unicode-range': [...ranges] })),
    ]),
  );
