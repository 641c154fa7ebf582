import { PbfReader } from 'pbf';
import { endOfBytes, FormatFault } from './guard.ts';

/** The strings of a block; each becomes text when somebody asks for it first. */
export type StringTable = { readonly count: number; text(index: number): string };

/** StringTable { s = 1 }. */
export const decodeStrings = (content: Uint8Array, from: number, end: number): StringTable => {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const pbf = new PbfReader(content);
  pbf.pos = from;
  const starts: number[] = [];
  const ends: number[] = [];
  for (let field = from < end ? pbf.nextField(end) : 0; field !== 0; field = pbf.nextField(end)) {
    const stringEnd = endOfBytes(pbf, end);
    if (field === 1) {
      starts.push(pbf.pos);
      ends.push(stringEnd);
    }
    pbf.pos = stringEnd;
  }
  if (pbf.pos !== end) throw new FormatFault('the strings end elsewhere');
  const texts: string[] = [];
  return {
    count: starts.length,
    text: (index) => {
      texts[index] ??= buffer.toString('utf8', starts[index], ends[index]);
      return texts[index];
    },
  };
};
