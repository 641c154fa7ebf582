import type { PbfReader } from 'pbf';

/** Bytes that are not what the format says; told to the outside as a refusal that names the place in the file. */
export class FormatFault extends Error {}

/** Enters a length-delimited field. @returns its end, which never lies beyond `limit` */
export const endOfBytes = (pbf: PbfReader, limit: number): number => {
  if (pbf.type !== 2) throw new FormatFault('not length-delimited');
  const end = pbf.readVarint() + pbf.pos;
  if (!(end <= limit)) throw new FormatFault('a length beyond the end');
  return end;
};

/** Runs a decoder that only looks at bytes: whatever it throws means that the bytes are bad. */
export const guarded = <Result>(decode: () => Result, fault: () => Error): Result => {
  try {
    return decode();
  } catch {
    throw fault();
  }
};
