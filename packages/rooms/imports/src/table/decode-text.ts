import { refuse } from '@liandong/words';

/** Every other byte of the first ones is zero: letters and digits in UTF-16. */
const looksLikeUtf16 = (bytes: Uint8Array, zeroAt: 0 | 1): boolean => {
  const seen = Math.min(bytes.length, 400) & ~1;
  let zeros = 0;
  for (let at = zeroAt; at < seen; at += 2) if (bytes[at] === 0) zeros += 1;
  return seen >= 4 && zeros > seen / 5;
};

const encodingOf = (bytes: Uint8Array): string | undefined => {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (looksLikeUtf16(bytes, 1)) return 'utf-16le';
  return looksLikeUtf16(bytes, 0) ? 'utf-16be' : undefined;
};

const decodeAs = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/**
 * The text of a file by its byte order mark; without one UTF-8 when that is valid, else GB18030 (which is GBK and more).
 * @throws Refusal `import.unreadable-text` when it is neither
 */
export const decodeText = (bytes: Uint8Array): string => {
  const told = encodingOf(bytes);
  const tries = told === undefined ? ['utf-8', 'gb18030'] : [told];
  for (const encoding of tries) {
    const text = decodeAs(bytes, encoding);
    if (text !== undefined && !text.includes('\0')) return text;
  }
  throw refuse('import.unreadable-text');
};
