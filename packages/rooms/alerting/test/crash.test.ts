import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askAlerts } from '../src/index.ts';
import { at, factsOf, type Sent, type World, world } from './world.ts';

describe('after a crash', () => {
  it('goes on with an alert that was open, and raises nothing twice', async (t) => {
    const { database, send, restart, alerting } = await world(t);
    await send([[1, 0, 12]]);
    await send([[1, 1, 4]]);
    await restart();
    await send([[1, 2, 13]]);
    await send([
      [1, 3, 35],
      [1, 4, 0],
    ]);
    await restart();
    await alerting().tick(at(20));
    assert.deepEqual(await factsOf(database), [
      'AlertRaised G1 warn',
      'AlertEscalated G1 danger',
      'AlertCleared G1 danger',
    ]);
  });

  it('does not call a terminal silent for the time that the node itself was away', async (t) => {
    const { database, send, restart, alerting } = await world(t);
    await send([[1, 0, 1]]);
    await alerting().checkpoint();
    await restart();
    await alerting().tick(at(600));
    await alerting().tick(at(629));
    assert.deepEqual(await factsOf(database), []);
    await alerting().tick(at(630));
    assert.deepEqual(await factsOf(database), ['AlertNoData G1']);
  });

  it('ends where it would have ended without one, wherever it struck', async (t) => {
    for (const history of fc.sample(anyHistory, { numRuns: 8, seed: 20230929 })) {
      const struck = await world(t);
      const calm = await world(t);
      let now = 0;
      for (const step of history) {
        now += step.minutes;
        await live(step, now, struck, calm);
        now += 1;
      }
      await struck.restart();
      assert.deepEqual(await factsOf(struck.database), await factsOf(calm.database));
      assert.deepEqual(await ended(struck.database), await ended(calm.database));
    }
  });
});

type Step = { readonly kind: string; readonly stream: number; readonly value: number; readonly minutes: number };

const anyHistory: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('send', 'send', 'send', 'send', 'checkpoint', 'crash', 'fail'),
    stream: fc.constantFrom(1, 2),
    value: fc.constantFrom(0, 4, 9, 12, 35, 70),
    minutes: fc.integer({ min: 1, max: 25 }),
  }),
  { minLength: 12, maxLength: 30 },
);

/** The same readings for both; only one of them meets with the accident before. */
const live = async ({ kind, stream, value }: Step, now: number, struck: World, calm: World): Promise<void> => {
  const readings: readonly Sent[] = [
    [stream, now, value],
    [stream, now + 1, value / 2],
  ];
  if (kind === 'crash') await struck.restart();
  if (kind === 'checkpoint') await struck.alerting().checkpoint();
  if (kind === 'fail') await struck.send(readings, { fails: true });
  await struck.send(readings);
  await calm.send(readings);
};

const ended = async (database: Parameters<typeof askAlerts>[0]) =>
  (await askAlerts(database).alertsVisible(['city']))
    .map(({ terminalId, state, raisedAt, clearedAt, peakLevel, reraisedCount }) =>
      [terminalId, state, raisedAt, clearedAt, peakLevel, reraisedCount].join(' '),
    )
    .sort();
