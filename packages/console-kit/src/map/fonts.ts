const loaded = new Set<string>();
let big5: ReadonlySet<string> | undefined;

/** Every character of Big5 with the Hong Kong supplement (WHATWG encoding): what a traditional face has for sure. */
const big5Letters = (): ReadonlySet<string> => {
  if (big5 !== undefined) return big5;
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail <= 0x7e || trail >= 0xa1) bytes.push(lead, trail);
  big5 = new Set(new TextDecoder('big5').decode(new Uint8Array(bytes)));
  return big5;
};

const isIdeograph = (letter: string): boolean => /\p{Script=Han}/u.test(letter);

/**
 * Loads the piece of the first family that has this letter, and of the next family where the first has none. The
 * unicode-range of the traditional face claims simplified letters that it does not hold.
 */
const loadLetter = async (families: readonly string[], letter: string): Promise<void> => {
  const claimsTooMuch = families[0]?.includes(' TC ') === true && isIdeograph(letter) && !big5Letters().has(letter);
  for (const family of families) {
    const faces = await document.fonts.load(`400 24px "${family}"`, letter);
    if (faces.length > 0 && !claimsTooMuch) return;
  }
};

/**
 * Waits until the page has the pieces of the bundled type faces that a text needs: the map draws its letters with the
 * page's fonts, and a piece that comes too late would leave another face in its cache.
 * @param font families, the preferred one first, separated by commas
 */
export const lettersReady = async (font: string, texts: Iterable<string>): Promise<void> => {
  const missing = new Set<string>();
  for (const text of texts) for (const letter of text) if (!loaded.has(`${font}/${letter}`)) missing.add(letter);
  if (missing.size === 0) return;
  const families = font.split(',');
  await Promise.all([...missing].map((letter) => loadLetter(families, letter)));
  for (const letter of missing) loaded.add(`${font}/${letter}`);
};
