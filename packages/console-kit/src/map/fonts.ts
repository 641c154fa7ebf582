const loaded = new Set<string>();

/**
 * Waits until the page has the pieces of the bundled type face that a text needs: the map draws its letters with the
 * page's fonts, and a piece that comes too late would leave another face in its cache.
 */
export const lettersReady = async (family: string, texts: Iterable<string>): Promise<void> => {
  const missing = new Set<string>();
  for (const text of texts) for (const letter of text) if (!loaded.has(`${family}/${letter}`)) missing.add(letter);
  if (missing.size === 0) return;
  const list = family.split(',').map((one) => `"${one}"`);
  await document.fonts.load(`400 24px ${list.join(', ')}`, [...missing].join(''));
  for (const letter of missing) loaded.add(`${family}/${letter}`);
};
