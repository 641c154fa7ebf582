import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openHouse } from './house.ts';

const program = fileURLToPath(new URL('sending-room.ts', import.meta.url));

/** Lets a room run until it has acknowledged so many readings, then kills it; gives what it had acknowledged. */
const runAndKill = async (url: string, first: number, after: number): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [program, url, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.split('\n').length > after) child.kill('SIGKILL');
  }
  await gone;
  // The last line may be cut: what it said was not heard.
  return text.split('\n').slice(0, -1);
};

it('has every acknowledged reading, and the newest values, after kill -9 at any moment', async (t) => {
  const { room, database, clock, open } = await openHouse(t);
  await room.stop();
  for (const [round, after] of [1, 50, 333, 1000].entries()) {
    const first = clock.city() + round * 600_000;
    const acknowledged = await runAndKill(database.url, first, after);
    assert.ok(acknowledged.length >= after);
    const { rows } = await database.pool.query<{ line: string }>(
      `select 'token-of-' || t.code || ' ' || (extract(epoch from r.phenomenon_time) * 1000)::bigint as line
       from perception.reading r join perception.datastream d on d.id = r.datastream_id
       join perception.terminal t on t.id = d.terminal_id`,
    );
    const stored = new Set(rows.map((row) => row.line));
    assert.deepEqual(
      acknowledged.filter((line) => !stored.has(line)),
      [],
    );
    const again = await open();
    for (const code of ['G1', 'G2']) {
      const id = again.questions.terminalByCode(code)?.id ?? '';
      const newest = Math.max(
        ...rows.filter((row) => row.line.includes(code)).map((row) => Number(row.line.split(' ')[1])),
      );
      assert.equal(again.questions.datastreamOf(id, 'depthCm')?.latestAt, newest);
    }
    await again.stop();
  }
});
