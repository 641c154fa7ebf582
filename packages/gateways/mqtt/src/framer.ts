/** Gets each whole packet: `bytes` from `start` (first header byte) over `body` (behind the length) to `end`. */
export type OnPacket = (bytes: Buffer, start: number, body: number, end: number) => void;

/** What is wrong with a byte stream. */
export type FrameFault = 'too-large' | 'malformed';

/**
 * Cuts a byte stream into MQTT packets (MQTT 3.1.1 §2.2, MQTT 5 §2.1.4). A packet in parts is put together in one
 * buffer of its announced size, which is checked first: nobody makes us hold more than the limit. Hot path.
 */
export type Framer = {
  /** Gives out the whole packets of a chunk, until it is held. */
  push(chunk: Buffer): Framed;
};

/** A fault, after which the stream is of no use; or the rest that was not looked at because somebody said hold. */
export type Framed = { readonly fault?: FrameFault; readonly rest?: Buffer };

/** Header byte and at most four bytes of length. */
const maxHeadBytes = 5;

export const createFramer = (limitBytes: () => number, onPacket: OnPacket, isHeld: () => boolean): Framer => {
  let head = Buffer.alloc(0);
  let partial: Buffer | undefined;
  let filled = 0;
  let partialBody = 0;

  /** Puts the beginning of a chunk to the packet that waits for it; gives the place behind it. */
  const fill = (chunk: Buffer, into: Buffer): number => {
    const taken = chunk.copy(into, filled, 0);
    filled += taken;
    if (filled === into.length) {
      partial = undefined;
      onPacket(into, 0, partialBody, into.length);
    }
    return taken;
  };

  const keep = (chunk: Buffer, start: number, body: number, end: number): void => {
    partial = Buffer.allocUnsafe(end - start);
    partialBody = body - start;
    filled = chunk.copy(partial, 0, start);
  };

  /** What begins at `start` is not whole, or nothing that we take. */
  const wait = (chunk: Buffer, start: number, { length, body }: Length): Framed => {
    if (length === malformed) return { fault: 'malformed' };
    if (length === incomplete) head = Buffer.from(chunk.subarray(start));
    else if (length > limitBytes()) return { fault: 'too-large' };
    else keep(chunk, start, body, body + length);
    return whole;
  };

  const cut = (chunk: Buffer, from: number): Framed => {
    let start = from;
    while (start < chunk.length) {
      if (isHeld()) return { rest: chunk.subarray(start) };
      const { length, body } = readLength(chunk, start + 1);
      const end = body + length;
      if (length < 0 || length > limitBytes() || end > chunk.length) return wait(chunk, start, { length, body });
      onPacket(chunk, start, body, end);
      start = end;
    }
    return whole;
  };

  return {
    push: (chunk) => {
      if (partial !== undefined) return cut(chunk, fill(chunk, partial));
      if (head.length === 0) return cut(chunk, 0);
      const joined = Buffer.concat([head, chunk]);
      head = Buffer.alloc(0);
      return cut(joined, 0);
    },
  };
};

const whole: Framed = {};
const incomplete = -1;
const malformed = -2;

type Length = { readonly length: number; readonly body: number };

/** Variable byte integer: seven bits a byte, least first, at most four bytes. */
export const readLength = (bytes: Buffer, from: number): Length => {
  let length = 0;
  let factor = 1;
  for (let at = from; at < from + maxHeadBytes - 1; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return { length: incomplete, body: at };
    length += (byte & 0x7f) * factor;
    if (byte < 0x80) return { length, body: at + 1 };
    factor *= 128;
  }
  return { length: malformed, body: from };
};
