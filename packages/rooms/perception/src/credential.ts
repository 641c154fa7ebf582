import { createHash, randomBytes } from 'node:crypto';

/** A new credential: 256 random bits in base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a credential. A token has 256 bits of its own, so a plain hash cannot be guessed back. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
