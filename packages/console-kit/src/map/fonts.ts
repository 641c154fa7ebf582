const loaded = new Set<string>();

/** Loads the piece of the first family that has this letter; the next family only where the first has none. */
const loadLetter = async (families: readonly string[], letter: string): Promise<void> => {
  for (const family of families) {
    const faces = await document.fonts.load(`400 24px "${family}"`, letter);
    if (faces.length > 0) return;
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
