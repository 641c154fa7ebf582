import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it, type TestContext } from 'node:test';
import { type ActContext, brandId, type NodeId } from '@liandong/words';
import { createAnchorFile, createEventLog, createFollowers, type Database, verifyChain } from '../src/index.ts';
import { silentLog, testDatabase } from '../src/testing/index.ts';

const node = brandId<NodeId>('city');
const context: ActContext = { actor: { kind: 'user', id: 'u1', name: '陈值班' }, node, exercise: false };

const fact = (objectId: string) => ({
  type: 'CaseFiled',
  objectKind: 'case',
  objectId,
  jurisdictionPath: ['a', 'b'],
  body: { waterDepthCm: 27.5, text: '积水' },
});

const open = async (t: TestContext) => {
  const database = await testDatabase(t);
  const anchors = createAnchorFile(path.join(await mkdtemp(path.join(tmpdir(), 'anchors-')), 'city.jsonl'));
  const eventLog = createEventLog({ database, anchors, log: silentLog });
  return { database, anchors, eventLog };
};

const record = (database: Database, ids: readonly string[]) =>
  database.write(context, async (work) => {
    for (const id of ids) work.record(fact(id));
  });

it('numbers facts without a gap and finds the chain intact', async (t) => {
  const { database, anchors, eventLog } = await open(t);
  await record(database, ['1', '2', '3']);
  await eventLog.sequenceNow();
  await record(database, ['4']);
  await eventLog.sequenceNow();
  const verdict = await verifyChain(database.pool, await anchors.read());
  assert.deepEqual({ intact: verdict.intact, records: verdict.records }, { intact: true, records: 4 });
});

it('finds one changed byte and names the record', async (t) => {
  const { database, eventLog } = await open(t);
  await record(database, ['1', '2', '3']);
  await eventLog.sequenceNow();
  await database.pool.query(`update platform.event set body = jsonb_set(body, '{waterDepthCm}', '27.4') where seq = 2`);
  const verdict = await verifyChain(database.pool, []);
  assert.deepEqual([verdict.intact, verdict.firstBadSeq], [false, 2]);
});

it('finds a tail that was cut off, because its head is anchored outside', async (t) => {
  const { database, anchors, eventLog } = await open(t);
  await record(database, ['1', '2', '3']);
  await eventLog.sequenceNow();
  await database.pool.query('delete from platform.event where seq = 3');
  await database.pool.query(
    'update platform.event_head set seq = 2, hash = (select e.hash from platform.event e where e.seq = 2)',
  );
  const verdict = await verifyChain(database.pool, await anchors.read());
  assert.deepEqual([verdict.intact, verdict.firstBadSeq, verdict.reason], [false, 3, 'tail cut off']);
});

it('keeps no fact of a transaction that failed', async (t) => {
  const { database } = await open(t);
  await assert.rejects(
    database.write(context, async (work) => {
      work.record(fact('x'));
      throw new Error('no');
    }),
  );
  const { rows } = await database.pool.query('select 1 from platform.event');
  assert.equal(rows.length, 0);
});

it('feeds a follower every fact once and in order, slow transactions included', async (t) => {
  const { database, eventLog } = await open(t);
  const followers = createFollowers({ database, eventLog, log: silentLog, node });
  const seen: string[] = [];
  followers.follow({
    name: 'test',
    types: ['CaseFiled'],
    handle: async (one) => {
      seen.push(one.objectId);
    },
  });
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = database.write(context, async (work) => {
    work.record(fact('slow'));
    await gate;
  });
  followers.start();
  await record(database, ['1', '2']);
  await followers.idle();
  release();
  await slow;
  await followers.idle();
  await followers.idle();
  await followers.stop();
  assert.deepEqual(seen, ['1', '2', 'slow']);
});
