import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TerminalType } from '@liandong/contract';
import { profileLimits } from '@liandong/perception';
import { context, openHouse } from './house.ts';

const folder = fileURLToPath(new URL('../../../../profiles/', import.meta.url));
/** A city's own profile may hold less than a nation's. */
const profiles = (await readdir(folder)).filter((name) => existsSync(`${folder}${name}/terminal-types.json`));

describe('terminal types of the profiles', () => {
  it('are there at all', () => {
    assert.ok(profiles.length >= 2);
  });

  for (const profile of profiles) {
    it(`of ${profile} are taken, twice without change, with limits that name their source`, async (t) => {
      const json: { types: TerminalType[] } = JSON.parse(
        await readFile(`${folder}${profile}/terminal-types.json`, 'utf8'),
      );
      const limits = profileLimits(json);
      assert.deepEqual(Object.keys(limits).toSorted(), ['futureToleranceMs', 'oldestAgeMs', 'silentMultiple']);
      const { room, database } = await openHouse(t, limits);
      const facts = async () => (await database.pool.query('select 1 from platform.event')).rows.length;
      await room.defineTypes(json.types, context);
      const before = await facts();
      await room.defineTypes(json.types, context);
      assert.equal(await facts(), before);
      assert.equal(room.questions.types().length, json.types.length + 1);
    });
  }

  it('refuse a limit without a source', () => {
    assert.throws(() => profileLimits({ limits: { silentMultiple: { value: 3 } } }), /unit is missing/);
    assert.throws(() => profileLimits({ limits: { oldestAgeMs: { value: -1 } } }), /no positive number/);
  });
});

describe('a changed thing model', () => {
  it('gives its terminals the new series and keeps the old ones', async (t) => {
    const { room, clock, database } = await openHouse(t);
    const [type] = room.questions.types();
    assert.ok(type);
    const [service] = type.services;
    assert.ok(service);
    const more = { code: 'speedMS', name: type.name, unit: 'm/s' };
    const wider = {
      ...type,
      version: 2,
      services: [{ ...service, characteristics: [more, ...service.characteristics] }],
    };
    const id = room.questions.terminalByCode('G1')?.id ?? '';
    const before = room.questions.datastreamOf(id, 'depthCm');
    await room.defineTypes([wider], context);
    assert.equal(room.questions.datastreamOf(id, 'depthCm'), before);
    const holder = room.questions.byCredential('token-of-G1');
    assert.ok(holder);
    const bytes = Buffer.from(JSON.stringify({ ts: clock.city(), values: { speedMS: 1, depthCm: 2 } }));
    assert.equal((await room.ingestMessage('mqtt', holder, bytes)).accepted, 2);
    const { rows } = await database.pool.query('select count(*) as n from perception.datastream');
    assert.deepEqual(rows, [{ n: 6 }]);
  });

  it('may not change the unit of stored values', async (t) => {
    const { room } = await openHouse(t);
    const [type] = room.questions.types();
    assert.ok(type);
    const inMetres: TerminalType = JSON.parse(JSON.stringify(type).replaceAll('"cm"', '"m"'));
    await assert.rejects(room.defineTypes([inMetres], context), { code: 'perception.type-changed-unit' });
  });
});
