import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signatureBytes = 8;

type Chunk = { readonly type: string; readonly data: Buffer };

const chunksOf = (png: Buffer): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = signatureBytes; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
};

const bytesOf = ({ type, data }: Chunk): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** Paeth's predictor (PNG, ISO/IEC 15948 §9.4). */
const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
};

const predict = (filter: number, left: number, up: number, corner: number): number => {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, corner) : 0;
};

/** Takes the filters off all rows in place: flat areas of a screen compress better as they are. */
const unfilter = (rows: Buffer, rowBytes: number, pixelBytes: number): void => {
  const step = rowBytes + 1;
  // Above the first row there is nothing, which counts as 0.
  const byteAt = (index: number): number => rows[index] ?? 0;
  for (let row = 0; row < rows.length; row += step) {
    const filter = byteAt(row);
    rows[row] = 0;
    for (let at = row + 1; at < row + step; at += 1) {
      const isFirst = at - row <= pixelBytes;
      const left = isFirst ? 0 : byteAt(at - pixelBytes);
      const corner = isFirst ? 0 : byteAt(at - step - pixelBytes);
      rows[at] = byteAt(at) + predict(filter, left, byteAt(at - step), corner);
    }
  }
};

/** The same picture in fewer bytes, for eight-bit RGB or RGBA without interlace: what browsers make. */
export const packPng = (png: Buffer): Buffer => {
  const chunks = chunksOf(png);
  const header = chunks[0]?.data ?? Buffer.alloc(13);
  const pixelBytes = header[9] === 6 ? 4 : 3;
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  unfilter(rows, header.readUInt32BE(0) * pixelBytes, pixelBytes);
  const packed = { type: 'IDAT', data: deflateSync(rows, { level: 9, memLevel: 9 }) };
  const [first, ...rest] = chunks.filter(({ type }) => type !== 'IDAT');
  if (first === undefined) throw new Error('not a PNG');
  return Buffer.concat([png.subarray(0, signatureBytes), ...[first, packed, ...rest].map(bytesOf)]);
};
