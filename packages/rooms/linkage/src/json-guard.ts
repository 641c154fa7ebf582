import { refuse } from '@liandong/words';

const maxDepth = 64;
const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const openBrace = 0x7b;
const closeBracket = 0x5d;
const closeBrace = 0x7d;

/** Position of the quote that ends the text begun at `start`. */
const endOfText = (bytes: Uint8Array, start: number): number => {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
};

/** Deepest nesting of a JSON text; counted on the bytes, before anything is built from them. */
const depthOf = (bytes: Uint8Array): number => {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfText(bytes, at);
    else if (byte === openBrace || byte === openBracket) deepest = Math.max(deepest, ++depth);
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
  }
  return deepest;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses bytes from outside.
 * @throws link.malformed for broken UTF-8, broken JSON and nesting beyond 64
 */
export const parseJson = (bytes: Uint8Array): unknown => {
  if (depthOf(bytes) > maxDepth) throw refuse('link.malformed', { reason: 'nested too deeply' });
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw refuse('link.malformed', { reason: 'not JSON in UTF-8' });
  }
};

const isStorableText = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Whether PostgreSQL can keep it as jsonb unchanged: no NUL, no half surrogate, no infinite number, not too deep. */
export const isStorable = (value: unknown, depth = 0): boolean => {
  if (depth > maxDepth) return false;
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([key, member]) => isStorableText(key) && isStorable(member, depth + 1));
  }
  return true;
};
