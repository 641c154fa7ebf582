import { promisify } from 'node:util';
import { constants, crc32, deflate } from 'node:zlib';

// Portable Network Graphics, ISO/IEC 15948; 8 bits red, green, blue, no alpha.

const deflateLater = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const upFilter = 2;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
};

const header = (side: number): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(side, 0);
  data.writeUInt32BE(side, 4);
  const bitDepth = 8;
  const trueColour = 2;
  data.set([bitDepth, trueColour, 0, 0, 0], 8);
  return chunk('IHDR', data);
};

/** Rows of a square picture as a PNG stores them: each the difference to the row above, which is small in a landscape. */
export const filterRows = (rgb: Uint8Array, side: number): Uint8Array => {
  const width = side * 3;
  const rows = new Uint8Array(side * (width + 1));
  for (let row = 0; row < side; row += 1) {
    const out = row * (width + 1);
    const here = row * width;
    rows[out] = upFilter;
    for (let at = 0; at < width; at += 1) {
      const above = row === 0 ? 0 : (rgb[here - width + at] ?? 0);
      rows[out + 1 + at] = (rgb[here + at] ?? 0) - above;
    }
  }
  return rows;
};

/** Compresses filtered rows into a whole PNG. */
export const packPng = async (rows: Uint8Array, side: number): Promise<Uint8Array> => {
  const data = await deflateLater(rows, { level: 6, strategy: constants.Z_FILTERED });
  return Buffer.concat([signature, header(side), chunk('IDAT', data), chunk('IEND', new Uint8Array(0))]);
};
