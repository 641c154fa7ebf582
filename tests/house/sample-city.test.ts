import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createJurisdictions, jurisdictionsMigrations } from '@liandong/jurisdictions';
import { parseClassTable, parseTiers } from '@liandong/kit';
import { testDatabase } from '@liandong/platform/testing';
import { createSampleCity, createSimulator } from '@liandong/sample-city';
import { type ActContext, brandId, instant, minuteMs, type NodeId } from '@liandong/words';

const profile = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8'));
const context: ActContext = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  node: brandId<NodeId>('city'),
  exercise: false,
};

describe('the sample city in the rooms', () => {
  const city = createSampleCity();
  const terminals = [...city.terminals()];

  it('is taken whole by the import, and every point of it lies in exactly one service grid', async (t) => {
    const database = await testDatabase(t, [jurisdictionsMigrations]);
    const room = createJurisdictions({ database, serves: { codes: ['990102'] } });
    await room.defineTiers(context, parseTiers(profile('cn-national/tiers.json')));
    const report = await room.importRows(context, city.jurisdictions());
    assert.deepEqual(report.refused, []);
    const count = [...city.jurisdictions()].length;
    assert.equal(report.taken, count);
    assert.equal((await room.importRows(context, city.jurisdictions())).unchanged, count);
    for (const { order, streetCode } of terminals) {
      assert.equal(room.at(order.lon, order.lat), order.jurisdictionCode, order.code);
      assert.equal(room.at(order.lon, order.lat, 'street'), streetCode, order.code);
    }
    const [west = 0, south = 0, east = 0, north = 0] = room.find('990100')?.ground?.bbox ?? [];
    let inside = 0;
    for (let i = 0; i < 60; i += 1) {
      for (let j = 0; j < 60; j += 1) {
        const path = room.around(west + ((i + 0.5) / 60) * (east - west), south + ((j + 0.5) / 60) * (north - south));
        assert.ok(path.length === 0 || path.length === 5, path.join('/'));
        if (path.length === 5) inside += 1;
      }
    }
    assert.ok(inside > 1800);
    assert.deepEqual([room.isServed('990102001'), room.isServed('990103')], [true, false]);
  });

  const typesFile = new URL('../../profiles/cn-national/terminal-types.json', import.meta.url);
  it('sends only what its terminal types know', {
    skip: existsSync(typesFile) ? false : 'no terminal types yet',
  }, () => {
    const file = JSON.parse(readFileSync(typesFile, 'utf8'));
    const types: readonly { code: string; services: readonly { characteristics: readonly { code: string }[] }[] }[] =
      file.types;
    const known = new Map(
      types.map(({ code, services }) => [
        code,
        services.flatMap(({ characteristics }) => characteristics.map((one) => one.code)),
      ]),
    );
    const from = instant(Date.UTC(2026, 2, 2));
    for (const { terminalCode, values } of createSimulator(city).readings(from, instant(from + 2 * minuteMs))) {
      const type = terminals.find(({ order }) => order.code === terminalCode)?.order.typeCode ?? '';
      for (const key of Object.keys(values)) assert.ok(known.get(type)?.includes(key), `${type}.${key}`);
    }
  });

  it('names classes that the class table knows', () => {
    const minors = parseClassTable(profile('cn-national/class-table.json')).map(({ minor }) => minor);
    assert.ok(minors.includes('road-ponding'));
    assert.equal(parseClassTable(profile('us-nyc/class-table.json'))[0]?.minor, 'street-flood');
    assert.throws(() => parseClassTable({ classes: [{ minor: 'x' }] }), /class-table\.classes\[0\]/);
  });
});
