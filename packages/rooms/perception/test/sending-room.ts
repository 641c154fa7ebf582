import { createPerception } from '@liandong/perception';
import { createCityClock, openDatabase } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { context, places, send } from './house.ts';

// A room in a process of its own: it takes readings as fast as it can and tells each one that it has acknowledged,
// until it is killed. Arguments: database URL, first instant.
const [url = '', first = '0'] = process.argv.slice(2);
const clock = createCityClock();
clock.replay((Number(first) + 3_600_000) as never, 0);
const database = openDatabase({ url, clock });
const room = createPerception({ database, clock, log: silentLog, node: context.node, places });
await room.start();

const sendForEver = async (token: string, offsetMs: number): Promise<void> => {
  for (let n = 0; ; n += 1) {
    const at = Number(first) + n * 10 + offsetMs;
    await send(room, token, { ts: at, values: { depthCm: n % 200 } });
    process.stdout.write(`${token} ${at}\n`);
  }
};
await Promise.all([sendForEver('token-of-G1', 0), sendForEver('token-of-G2', 3), sendForEver('token-of-G1', 5)]);
