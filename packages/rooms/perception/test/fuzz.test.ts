import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { openHouse, send } from './house.ts';

/** Whatever a device may put where a number, a time or a list should be. */
const anything = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(null, true, '', [], {}, [[]], 1e308, '2026-03-02T01:00:00Z', -0, '__proto__'),
  fc.jsonValue({ maxDepth: 3 }),
);

const oddKey = fc.oneof(
  fc.constantFrom(
    'depthCm',
    'batteryV',
    'depth_in',
    'ts',
    'values',
    'value',
    'unit',
    '__proto__',
    'constructor',
    'toString',
    '',
  ),
  fc.string({ maxLength: 12 }),
);
const oddBag = fc.dictionary(oddKey, fc.oneof(anything, fc.record({ value: anything, unit: anything })), {
  maxKeys: 6,
});
const oddItem = fc.oneof(oddBag, fc.record({ ts: anything, values: fc.oneof(oddBag, anything) }), anything);
const oddMessage = fc.oneof(
  oddItem,
  fc.array(oddItem, { maxLength: 5 }),
  fc.dictionary(fc.constantFrom('G1', 'G2', 'X'), oddItem),
);

/** A good message whose bytes were changed, cut or continued on the way. */
const brokenBytes = fc
  .tuple(
    oddMessage,
    fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 3 }),
    fc.nat(400),
    fc.uint8Array({ maxLength: 6 }),
  )
  .map(([message, changes, length, tail]) => {
    const bytes = Buffer.from(JSON.stringify(message) ?? 'null');
    for (const [place, value] of changes) if (place < bytes.length) bytes[place] = value;
    return Buffer.concat([bytes.subarray(0, length), tail]);
  });

it('answers any message with counts and never loses the good readings beside it', async (t) => {
  const { room, clock, database } = await openHouse(t);
  let good = 0;
  const run = fc.asyncProperty(
    fc.array(
      fc.tuple(fc.constantFrom('token-of-G1', 'token-of-gw'), fc.oneof(brokenBytes, fc.uint8Array().map(Buffer.from))),
      {
        minLength: 1,
        maxLength: 10,
      },
    ),
    async (messages) => {
      clock.moveMs(10);
      good += 1;
      const witness = send(room, 'token-of-G2', { ts: clock.city() + 60_000, values: { batteryV: good } });
      const results = await Promise.all(messages.map(([token, bytes]) => send(room, token, bytes)));
      for (const result of results) {
        const counts = Object.values(result);
        assert.ok(counts.every((count) => Number.isSafeInteger(count) && count >= 0));
      }
      assert.deepEqual(await witness, { accepted: 1, duplicates: 0, deadLetters: 0 });
    },
  );
  await fc.assert(run, { numRuns: 300 });
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*) as n from perception.reading r join perception.datastream d on d.id = r.datastream_id
     where d.characteristic = 'batteryV' and r.value = any($1)
       and d.terminal_id = (select t.id from perception.terminal t where t.code = 'G2')`,
    [Array.from({ length: good }, (_, n) => n + 1)],
  );
  assert.ok((rows[0]?.n ?? 0) >= good);
  const { rows: wild } = await database.pool.query(
    "select 1 from perception.reading r where r.value in ('NaN', 'Infinity', '-Infinity')",
  );
  assert.equal(wild.length, 0);
});

it('keeps every good value of a message in which other values are bad', async (t) => {
  const { room, clock } = await openHouse(t);
  const bad = fc.constantFrom<unknown>(
    'x',
    null,
    true,
    [],
    {},
    { value: 'y' },
    { value: 1, unit: 'furlong' },
    { value: null },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), bad, async (goodOnes, wrong) => {
      clock.moveMs(60_000);
      const items = goodOnes.map((isGood, n) => ({ ts: clock.city() + n, values: { depthCm: isGood ? n : wrong } }));
      const result = await send(room, 'token-of-G1', items);
      const accepted = goodOnes.filter((isGood) => isGood).length;
      assert.deepEqual(result, { accepted, duplicates: 0, deadLetters: goodOnes.length - accepted });
    }),
    { numRuns: 100 },
  );
});
