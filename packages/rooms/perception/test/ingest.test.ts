import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readingFlags } from '@liandong/contract';
import { Refusal } from '@liandong/words';
import { context, deadLetterCodes, gauge, openHouse, send, storedRows } from './house.ts';

const none = { accepted: 0, duplicates: 0, deadLetters: 0 };

describe('taking readings', () => {
  it('stores a reading before it answers, in the partition of its UTC day', async (t) => {
    const { room, database, clock } = await openHouse(t);
    assert.deepEqual(await send(room, 'token-of-G1', { depthCm: 12.3 }), { ...none, accepted: 1 });
    const { rows } = await database.pool.query('select r.value from perception.reading_20260302 r');
    assert.deepEqual(rows, [{ value: 12.3 }]);
    const [reading] = await storedRows(database);
    assert.equal(reading?.at, clock.city());
  });

  it('takes every agreed form: bare values, ts and values, lists of both, ISO times, units', async (t) => {
    const { room, database, clock } = await openHouse(t);
    const now = clock.city();
    const message = [
      { ts: now - 5000, values: { depthCm: 1, batteryV: 3.6 } },
      { ts: new Date(now - 4000).toISOString(), values: { depth_in: 2 } },
      { ts: now - 3000, values: { depthCm: { value: 4, unit: '[in_i]' }, batteryV: { value: 3500, unit: 'mV' } } },
      { depthCm: 7 },
    ];
    assert.deepEqual(await send(room, 'token-of-G1', message), { ...none, accepted: 6 });
    const rows = await storedRows(database);
    assert.deepEqual(
      rows.map((row) => row.value),
      [1, 5.08, 10.16, 7, 3.6, 3.5],
    );
  });

  it('takes a gateway’s message for many terminals and refuses only the unknown one', async (t) => {
    const { room, clock, database } = await openHouse(t);
    const at = clock.city() - 1000;
    const message = {
      G1: [{ ts: at, values: { depthCm: 1 } }],
      NO: [{ ts: at, values: { depthCm: 1 } }],
      G2: { depthCm: 2 },
    };
    assert.deepEqual(await send(room, 'token-of-gw', message), { accepted: 2, duplicates: 0, deadLetters: 1 });
    assert.deepEqual(await deadLetterCodes(database), ['perception.unknown-terminal']);
  });

  it('holds a gateway to its jurisdiction', async (t) => {
    const { room } = await openHouse(t);
    await room.ensureGateway({ name: 'east', token: 'token-of-east', jurisdictionCode: 'D2' }, context);
    assert.deepEqual(await send(room, 'token-of-east', { G1: { depthCm: 1 } }), { ...none, deadLetters: 1 });
  });

  it('ignores and counts a repeated reading, in one message, in the next one and after a restart', async (t) => {
    const { room, clock, database, open } = await openHouse(t);
    const at = clock.city() - 1000;
    const one = { ts: at, values: { depthCm: 1 } };
    const early = { ts: at - 1000, values: { depthCm: 5 } };
    assert.deepEqual(await send(room, 'token-of-G1', [one, one, early, early]), {
      accepted: 2,
      duplicates: 2,
      deadLetters: 0,
    });
    assert.deepEqual(await send(room, 'token-of-G1', [one, early]), { ...none, duplicates: 2 });
    await room.stop();
    const again = await open();
    assert.deepEqual(await send(again, 'token-of-G1', [early, one]), { ...none, duplicates: 2 });
    assert.equal((await storedRows(database)).length, 2);
    assert.equal(again.counters.duplicates, 2);
  });

  it('marks what comes late or out of range and keeps it', async (t) => {
    const { room, clock, database } = await openHouse(t);
    const at = clock.city();
    await send(room, 'token-of-G1', { ts: at, values: { depthCm: 1 } });
    await send(room, 'token-of-G1', { ts: at - 60_000, values: { depthCm: 999 } });
    const [late, newest] = await storedRows(database);
    assert.equal(late?.quality, readingFlags.late | readingFlags.outOfRange);
    assert.equal(newest?.quality, 0);
    const stream = room.questions.datastreamOf(room.questions.terminalByCode('G1')?.id ?? '', 'depthCm');
    assert.equal(stream?.latestValue, 1);
  });

  it('writes hundreds of days far back and reads them as one series', async (t) => {
    const { room, clock, database } = await openHouse(t);
    const day = 86_400_000;
    const items = Array.from({ length: 400 }, (_, back) => ({
      ts: clock.city() - (400 - back) * day,
      values: { depthCm: back % 200 },
    }));
    assert.deepEqual(await send(room, 'token-of-G1', items), { ...none, accepted: 400 });
    const stream = room.questions.datastreamOf(room.questions.terminalByCode('G1')?.id ?? '', 'depthCm');
    assert.ok(stream);
    const series = await room.questions.series(stream, (clock.city() - 401 * day) as never, clock.city(), 300);
    assert.equal(series.at.length, 300);
    assert.equal(series.truncated, true);
    assert.deepEqual(
      series.at,
      series.at.toSorted((a, b) => a - b),
    );
    const since = await room.questions.readingsSince(stream.id, (clock.city() - 3 * day) as never, 10);
    assert.equal(since.length, 2);
    const { rows } = await database.pool.query(
      "select count(*) as n from pg_inherits where inhparent = 'perception.reading'::regclass",
    );
    assert.deepEqual(rows, [{ n: 400 }]);
  });

  it('lets two rooms on one database make the same day at once', async (t) => {
    const { room, clock, database, open } = await openHouse(t);
    const other = await open();
    const at = clock.city() - 86_400_000;
    const results = await Promise.all([
      send(room, 'token-of-G1', { ts: at, values: { depthCm: 1 } }),
      send(other, 'token-of-G2', { ts: at, values: { depthCm: 1 } }),
      send(other, 'token-of-G1', { ts: at, values: { depthCm: 1 } }),
    ]);
    assert.equal(
      results.reduce((sum, result) => sum + result.accepted, 0),
      2,
    );
    assert.equal((await storedRows(database)).length, 2);
  });
});

describe('bad input', () => {
  const bad: readonly (readonly [string, string, unknown])[] = [
    ['malformed JSON', 'perception.malformed', '{"depthCm": 1'],
    ['a bare number', 'perception.malformed', '12'],
    ['broken UTF-8', 'perception.broken-text', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['a text for a number', 'perception.not-a-number', { depthCm: '12' }],
    ['NaN', 'perception.not-a-number', '{"depthCm": NaN}'],
    ['an infinite number', 'perception.not-a-number', '{"depthCm": 1e999}'],
    ['a number that is infinite in our unit', 'perception.not-a-number', '{"depth_in": 1.7e308}'],
    ['an unknown unit', 'perception.unknown-unit', { depthCm: { value: 1, unit: 'furlong' } }],
    ['a unit of another dimension', 'perception.unknown-unit', { depthCm: { value: 1, unit: 'Pa' } }],
    ['an unknown characteristic', 'perception.unknown-characteristic', { height: 1 }],
    ['a time without zone', 'perception.bad-time', { ts: '2026-03-02T01:00:00', values: { depthCm: 1 } }],
    ['ts without values', 'perception.malformed', { ts: 1, depthCm: 3 }],
    ['a reading of tomorrow', 'perception.future', { ts: Date.UTC(2026, 2, 3), values: { depthCm: 1 } }],
    ['a reading of 1970', 'perception.far-past', { ts: 5, values: { depthCm: 1 } }],
    ['one megabyte', 'perception.too-large', Buffer.alloc(1_000_000, 0x20)],
  ];
  for (const [name, code, message] of bad) {
    it(`holds ${name} as a dead letter with a code, and counts it`, async (t) => {
      const { room, database } = await openHouse(t);
      assert.deepEqual(await send(room, 'token-of-G1', message), { ...none, deadLetters: 1 });
      assert.deepEqual(await deadLetterCodes(database), [code]);
      assert.equal(room.counters.byReason.get(code), 1);
      assert.equal((await storedRows(database)).length, 0);
    });
  }

  it('keeps the good values beside bad ones', async (t) => {
    const { room } = await openHouse(t);
    const message = '[{"depthCm": NaN, "batteryV": 3.3, "NaN": "NaN"}, 7, {"depthCm": 4}]';
    assert.deepEqual(await send(room, 'token-of-G1', message), { accepted: 2, duplicates: 0, deadLetters: 3 });
  });

  it('knows no holder of a wrong or replaced credential', async (t) => {
    const { room } = await openHouse(t);
    const { token } = { token: await room.rotateCredential(room.questions.terminalByCode('G1')?.id ?? '', context) };
    assert.equal(room.questions.byCredential('token-of-G1'), undefined);
    assert.equal(room.questions.byCredential(token)?.code, 'G1');
  });

  it('refuses more than it can hold instead of growing without end', async (t) => {
    const { room } = await openHouse(t, { maxWaitingMessages: 3 });
    const sent = Array.from({ length: 5 }, (_, n) => send(room, 'token-of-G1', { depthCm: n }));
    const settled = await Promise.allSettled(sent);
    const codes = settled.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.code));
    assert.deepEqual(codes, ['ok', 'ok', 'ok', 'perception.overloaded', 'perception.overloaded']);
  });
});

describe('promises', () => {
  it('acknowledges nothing when the commit fails, and takes the same readings when it works again', async (t) => {
    const { room, database } = await openHouse(t);
    let failing = true;
    let resets = 0;
    room.listen({
      evaluateBatch: async (_batch, work) => {
        // What PostgreSQL says on a full disk, raised inside the very transaction.
        if (failing) await work.client.query("do $$ begin raise exception 'no space' using errcode = '53100'; end $$");
      },
      reset: () => {
        resets += 1;
      },
    });
    const message = [{ ts: Date.UTC(2026, 2, 2, 0, 59), values: { depthCm: 9 } }];
    await assert.rejects(send(room, 'token-of-G1', message), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.equal(error.code, 'perception.not-durable');
      assert.deepEqual(error.data, { reason: 'disk full' });
      return true;
    });
    assert.equal(resets, 1);
    assert.equal((await storedRows(database)).length, 0);
    failing = false;
    assert.deepEqual(await send(room, 'token-of-G1', message), { ...none, accepted: 1 });
  });

  it('tries again by itself, in order, when the connection to the database is lost', async (t) => {
    const { room, clock, database } = await openHouse(t);
    let losses = 1;
    let resets = 0;
    room.listen({
      evaluateBatch: async (_batch, work) => {
        losses -= 1;
        if (losses >= 0) await work.client.query('select pg_terminate_backend(pg_backend_pid())');
      },
      reset: () => {
        resets += 1;
      },
    });
    const at = clock.city() - 10_000;
    const sent = [1, 2, 3].map((n) => send(room, 'token-of-G1', { ts: at + n, values: { depthCm: n } }));
    assert.deepEqual(
      await Promise.all(sent),
      Array.from({ length: 3 }, () => ({ ...none, accepted: 1 })),
    );
    assert.equal(resets, 1);
    assert.deepEqual(
      (await storedRows(database)).map((row) => row.quality),
      [0, 0, 0],
    );
  });

  it('shows the listener exactly the new readings, in order, with heartbeats, before the commit', async (t) => {
    const { room, clock } = await openHouse(t);
    const heard: { at: number[]; value: number[]; beats: number }[] = [];
    room.listen({
      evaluateBatch: async (batch) => {
        heard.push({
          at: [...batch.at.subarray(0, batch.count)],
          value: [...batch.value.subarray(0, batch.count)],
          beats: batch.heartbeats.length,
        });
      },
      reset: () => undefined,
    });
    const at = clock.city() - 10_000;
    await send(room, 'token-of-G1', [
      { ts: at, values: { depthCm: 1 } },
      { ts: at, values: { depthCm: 1 } },
      { ts: at - 500, values: { depthCm: 3 } },
      {},
    ]);
    await send(room, 'token-of-G1', [
      { ts: at - 500, values: { depthCm: 3 } },
      { ts: at + 500, values: { depthCm: 4 } },
    ]);
    assert.deepEqual(heard, [
      { at: [at, at - 500], value: [1, 3], beats: 1 },
      { at: [at + 500], value: [4], beats: 0 },
    ]);
  });

  it('knows the newest values after a crash that came before they were flushed', async (t) => {
    const { room, open, clock } = await openHouse(t);
    await send(room, 'token-of-G1', { ts: clock.city() - 9000, values: { depthCm: 1 } });
    await room.drain();
    await send(room, 'token-of-G1', { ts: clock.city() - 86_400_000, values: { depthCm: 2, batteryV: 3 } });
    await send(room, 'token-of-G2', {});
    // No stop: the room is left as a killed process leaves it.
    const again = await open();
    const id = again.questions.terminalByCode('G1')?.id ?? '';
    assert.deepEqual(
      again.questions.latestOf(id).map((one) => [one.characteristic, one.value]),
      [
        ['depthCm', 1],
        ['batteryV', 3],
      ],
    );
    assert.equal(again.questions.terminalByCode('G2')?.lastHeardAt, clock.city());
  });

  it('gives two values without a time in the same millisecond a millisecond each', async (t) => {
    const { room, database } = await openHouse(t);
    await Promise.all([send(room, 'token-of-G1', { depthCm: 1 }), send(room, 'token-of-G1', { depthCm: 2 })]);
    assert.equal((await storedRows(database)).length, 2);
  });
});

describe('registration', () => {
  it('doubles nothing when it is repeated, and keeps the credential', async (t) => {
    const { room, database } = await openHouse(t);
    const { token: _token, ...order } = gauge('G1');
    const [same] = await room.registerTerminals([order], context);
    assert.deepEqual({ outcome: same?.outcome, token: same?.token }, { outcome: 'unchanged', token: undefined });
    const [moved] = await room.registerTerminals([{ ...order, lon: 115 }], context);
    assert.equal(moved?.outcome, 'changed');
    assert.equal(room.questions.terminalByCode('G1')?.jurisdictionCode, 'D2');
    assert.equal(room.questions.byCredential('token-of-G1')?.code, 'G1');
    const { rows } = await database.pool.query('select count(*) as n from perception.datastream');
    assert.deepEqual(rows, [{ n: 4 }]);
  });

  it('refuses a place in no jurisdiction, an unknown type and a credential of somebody else', async (t) => {
    const { room } = await openHouse(t);
    const code = async (order: Parameters<typeof room.registerTerminals>[0][number]) =>
      room.registerTerminals([order], context).then(
        () => 'taken',
        (error: Refusal) => error.code,
      );
    assert.equal(await code({ ...gauge('G3'), lon: 150 }), 'perception.no-jurisdiction');
    assert.equal(await code({ ...gauge('G3'), typeCode: 'x' }), 'perception.no-such-type');
    assert.equal(await code(gauge('G3', 'token-of-G1')), 'perception.token-taken');
  });
});

describe('states', () => {
  it('goes from never to fresh, stale and silent by the city clock, and tells each change once', async (t) => {
    const { room, clock } = await openHouse(t);
    const changes: string[] = [];
    room.onState((list) => changes.push(...list.map((one) => `${one.terminal.code} ${one.from}>${one.to}`)));
    const pulses: string[][] = [];
    room.onPulse((list) => pulses.push(list.map((one) => one.code)));
    await send(room, 'token-of-G1', { depthCm: 1 });
    await send(room, 'token-of-G1', {});
    room.tick();
    assert.deepEqual(changes, ['G1 never>fresh']);
    clock.moveMs(601_000);
    room.tick();
    clock.moveMs(1_200_000);
    room.tick();
    room.tick();
    assert.deepEqual(changes, ['G1 never>fresh', 'G1 fresh>stale', 'G1 stale>silent']);
    assert.deepEqual(pulses, [['G1'], ['G1'], ['G1']]);
    const terminal = room.questions.terminalByCode('G1');
    assert.ok(terminal);
    const view = room.questions.view(terminal);
    assert.equal(view.state, 'silent');
    assert.equal(view.latest[0]?.quality, readingFlags.stale);
  });

  it('shows each reader only the terminals of his jurisdictions', async (t) => {
    const { room } = await openHouse(t);
    await room.registerTerminals([{ ...gauge('G3'), lon: 115 }], context);
    const codes = (roots: readonly string[]) => room.questions.visible(roots).map((one) => one.code);
    assert.deepEqual([codes(['C']), codes(['D2']), codes([])], [['G1', 'G2', 'G3'], ['G3'], []]);
  });
});
