import { dayMs } from '@liandong/words';
import type { fates, WriteBatch } from './reading-batch.ts';

// PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"): a header of 19 bytes, tuples of
// (field count int16, then length int32 and bytes for each field), a trailer of int16 -1; all big-endian.
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailerBytes = 2;
/** 2 + (4+4) datastream_id + (4+8) phenomenon_time + (4+8) value + (4+2) quality. */
const rowBytes = 40;
/** timestamptz counts microseconds from 2000-01-01T00:00Z. */
const postgresEpochMs = 946_684_800_000;
const twoTo32 = 2 ** 32;

/** Turns rows of a batch into COPY bytes for (datastream_id, phenomenon_time, value, quality); its buffer is reused. */
export type CopyEncoder = {
  /** @param day only rows of this UTC day (days since 1970), or undefined for all; valid until the next call */
  encode(batch: WriteBatch, fate: number, day: number | undefined): Buffer;
};

export const createCopyEncoder = (): CopyEncoder => {
  let buffer = Buffer.alloc(0);
  let view = new DataView(new ArrayBuffer(0));

  /** Constant bytes (field count, lengths, trailing header) are written once per place. */
  const reserve = (rows: number): void => {
    const needed = header.length + rows * rowBytes + trailerBytes;
    if (needed <= buffer.length) return;
    const capacity = Math.ceil((needed * 1.5) / rowBytes);
    buffer = Buffer.alloc(header.length + capacity * rowBytes + trailerBytes);
    view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    header.copy(buffer);
    for (let offset = header.length; offset + rowBytes <= buffer.length; offset += rowBytes) template(view, offset);
  };

  return {
    encode: (batch, fate, day) => {
      reserve(batch.count);
      const from = day === undefined ? Number.NEGATIVE_INFINITY : day * dayMs;
      const to = day === undefined ? Number.POSITIVE_INFINITY : from + dayMs;
      let offset = header.length;
      for (let row = 0; row < batch.count; row += 1) {
        const at = batch.at[row] ?? 0;
        if (batch.fate[row] !== fate || at < from || at >= to) continue;
        view.setInt32(offset + 6, batch.datastreamId[row] ?? 0);
        const micros = (at - postgresEpochMs) * 1000;
        const high = Math.floor(micros / twoTo32);
        view.setInt32(offset + 14, high);
        view.setUint32(offset + 18, micros - high * twoTo32);
        view.setFloat64(offset + 26, batch.value[row] ?? 0);
        view.setInt16(offset + 38, batch.quality[row] ?? 0);
        offset += rowBytes;
      }
      const end = offset + trailerBytes;
      const bytes = Buffer.from(buffer.subarray(0, end));
      bytes.writeInt16BE(-1, offset);
      return bytes;
    },
  };
};

const template = (view: DataView, offset: number): void => {
  view.setInt16(offset, 4);
  view.setInt32(offset + 2, 4);
  view.setInt32(offset + 10, 8);
  view.setInt32(offset + 22, 8);
  view.setInt32(offset + 34, 2);
};

/** The UTC days (since 1970) that rows with this fate fall on, ascending. */
export const daysOf = (batch: WriteBatch, fate: number): readonly number[] => {
  const days = new Set<number>();
  let from = 0;
  let to = 0;
  for (let row = 0; row < batch.count; row += 1) {
    const at = batch.at[row] ?? 0;
    if ((at >= from && at < to) || batch.fate[row] !== fate) continue;
    const day = Math.floor(at / dayMs);
    from = day * dayMs;
    to = from + dayMs;
    days.add(day);
  }
  return [...days].sort((a, b) => a - b);
};

/** Whether any row is staged. */
export const hasFate = (batch: WriteBatch, fate: (typeof fates)[keyof typeof fates]): boolean =>
  batch.fate.subarray(0, batch.count).includes(fate);
