import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Registration } from '@liandong/perception';
import { context, gauge, openHouse, send } from './house.ts';

type House = Awaited<ReturnType<typeof openHouse>>;

const order = (code: string, rest: Partial<Registration> = {}): Registration => {
  const { token: _token, ...plain } = gauge(code);
  return { ...plain, ...rest };
};

const everywhere = { dryRun: false, may: () => true, keep: async () => undefined };

const undoOf = ({ changes }: Awaited<ReturnType<House['room']['importTerminals']>>) =>
  changes.map(({ before, after }) => ({ code: after.code, before, after }));

const codesOf = ({ room }: House): readonly string[] => room.questions.visible(['C']).map((one) => one.code);

describe('a list of terminals', () => {
  it('is taken with its details, what is wrong is refused by itself, and a repeat changes nothing', async (t) => {
    const house = await openHouse(t);
    const { room } = house;
    const list = [
      order('A1', { details: { maker: '某厂', installedOn: '2025-05-01', headingDeg: 90 } }),
      order('A2', { typeCode: 'no-such-type' }),
      order('A3', { lon: 121 }),
      order('A1'),
    ];
    const dry = await room.importTerminals(list, context, { ...everywhere, dryRun: true });
    assert.deepEqual([dry.taken, codesOf(house)], [1, ['G1', 'G2']]);
    const first = await room.importTerminals(list, context, everywhere);
    assert.deepEqual(
      first.refused.map((one) => [one.index, one.refusal.code]),
      [
        [1, 'perception.no-such-type'],
        [2, 'perception.no-jurisdiction'],
        [3, 'perception.code-twice'],
      ],
    );
    assert.ok(!JSON.stringify(first.changes).includes('token'));
    const again = await room.importTerminals(list, context, everywhere);
    assert.deepEqual([again.taken, again.changed, again.unchanged], [0, 0, 1]);
    const { id } = room.questions.terminalByCode('A1') ?? { id: '' };
    assert.deepEqual(await room.details(id), { maker: '某厂', installedOn: '2025-05-01', headingDeg: 90 });
    const more = await room.importTerminals([order('A1', { details: { model: 'X' } })], context, everywhere);
    assert.equal(more.changed, 1);
    assert.deepEqual(await room.details(id), { maker: '某厂', installedOn: '2025-05-01', headingDeg: 90, model: 'X' });
    const renewed = await room.rotateCredential(id, context);
    assert.equal((await send(room, renewed, { depthCm: 1 })).accepted, 1);
  });

  it('goes only where the importer may register terminals', async (t) => {
    const { room } = await openHouse(t);
    const may = (path: readonly string[]): boolean => path.includes('D1');
    const report = await room.importTerminals([order('A1'), order('A2', { lon: 115 })], context, {
      ...everywhere,
      may,
    });
    assert.deepEqual([report.taken, report.refused[0]?.refusal.code], [1, 'perception.not-your-jurisdiction']);
  });

  it('is taken back, but for what was changed since or has been heard', async (t) => {
    const house = await openHouse(t);
    const { room } = house;
    const first = await room.importTerminals(
      [order('A1'), order('A2'), order('A3'), order('G1', { name: 'New' })],
      context,
      everywhere,
    );
    await room.importTerminals([order('A2', { name: 'Changed' })], context, everywhere);
    const { id } = room.questions.terminalByCode('A3') ?? { id: '' };
    await send(room, await room.rotateCredential(id, context), { depthCm: 1 });
    const { left } = await room.undoTerminals(undoOf(first), context, everywhere);
    assert.deepEqual(left, [
      { index: 1, why: 'changed-since' },
      { index: 2, why: 'in-use' },
    ]);
    assert.deepEqual(codesOf(house), ['A2', 'A3', 'G1', 'G2']);
    assert.equal(room.questions.terminalByCode('G1')?.name, 'Gauge G1');
    assert.equal((await send(room, 'token-of-G1', { depthCm: 2 })).accepted, 1);
    const reopened = await house.open();
    assert.deepEqual(
      reopened.questions.visible(['C']).map((one) => one.code),
      ['A2', 'A3', 'G1', 'G2'],
    );
  });

  it('that its keeper refuses leaves nothing, in the tables or in memory', async (t) => {
    const house = await openHouse(t);
    const keep = () => Promise.reject(new Error('no'));
    await assert.rejects(house.room.importTerminals([order('A1')], context, { ...everywhere, keep }));
    assert.deepEqual(codesOf(house), ['G1', 'G2']);
    assert.equal(house.room.questions.terminalByCode('A1'), undefined);
  });

  it('of five thousand is registered within three seconds and told in five facts', async (t) => {
    const { room, database } = await openHouse(t);
    const list = Array.from({ length: 5000 }, (_, n) => order(`T${n}`, { details: { maker: 'M', serial: String(n) } }));
    const start = performance.now();
    const { taken } = await room.importTerminals(list, context, everywhere);
    const ms = Math.round(performance.now() - start);
    t.diagnostic(`5 000 terminals in ${ms} ms`);
    assert.equal(taken, 5000);
    assert.ok(ms < 3000 * (process.env.CI === undefined ? 2 : 4));
    const { rowCount } = await database.pool.query(
      `select 1 from platform.event e where e.type = 'TerminalsRegistered'`,
    );
    assert.equal(rowCount, 5);
  });
});
