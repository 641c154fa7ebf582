import { finished } from 'node:stream/promises';
import type { Database } from '@liandong/platform';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Rows } from './workload.ts';

/** The baseline: rows copied by one connection into a table like the partition, nothing else. */
export type BareCopy = {
  /** @returns elapsed ms; the bytes are ready beforehand */
  run(rows: Rows, rowsPerCommit: number, streamOf: (terminal: number) => number): Promise<number>;
  close(): Promise<void>;
};

const postgresEpochMs = 946_684_800_000;
const rowBytes = 40;

export const openBareCopy = async (database: Database, partition: string): Promise<BareCopy> => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`create table bare_reading (like perception.${partition} including all)`);
  return {
    run: async (rows, rowsPerCommit, streamOf) => {
      const parts: Buffer[] = [];
      for (let first = 0; first < rows.count; first += rowsPerCommit) {
        parts.push(encode(rows, first, Math.min(rows.count, first + rowsPerCommit), streamOf));
      }
      const began = performance.now();
      for (const bytes of parts) {
        const stream = client.query(copyFrom('copy bare_reading from stdin (format binary)'));
        stream.end(bytes);
        await finished(stream);
      }
      return performance.now() - began;
    },
    close: () => client.end(),
  };
};

const encode = (rows: Rows, from: number, to: number, streamOf: (terminal: number) => number): Buffer => {
  const bytes = Buffer.alloc(19 + (to - from) * rowBytes + 2);
  bytes.write('PGCOPY\n\xff\r\n\0', 'latin1');
  let offset = 19;
  for (let row = from; row < to; row += 1) {
    bytes.writeInt16BE(4, offset);
    bytes.writeInt32BE(4, offset + 2);
    bytes.writeInt32BE(streamOf(rows.terminal(row)), offset + 6);
    bytes.writeInt32BE(8, offset + 10);
    bytes.writeBigInt64BE(BigInt(rows.at(row) - postgresEpochMs) * 1000n, offset + 14);
    bytes.writeInt32BE(8, offset + 22);
    bytes.writeDoubleBE(rows.value(row), offset + 26);
    bytes.writeInt32BE(2, offset + 34);
    bytes.writeInt16BE(0, offset + 38);
    offset += rowBytes;
  }
  bytes.writeInt16BE(-1, offset);
  return bytes;
};
