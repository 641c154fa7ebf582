import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { instant, minuteMs, secondMs } from '@liandong/words';
import { createSampleCity, createSimulator, staffOf, storyStart, underpassCode } from '../src/index.ts';

const city = createSampleCity();
const monday = instant(Date.UTC(2026, 2, 2, 1));

describe('the sample city', () => {
  it('is the same city every time', () => {
    assert.deepEqual(createSampleCity(), city);
    assert.notDeepEqual(createSampleCity(8).jurisdictions, city.jurisdictions);
  });

  it('has one city, three districts, nine streets and about sixty terminals at three nodes', () => {
    const tiers = Map.groupBy(city.jurisdictions, ({ tier }) => tier);
    assert.deepEqual(
      [tiers.get('city')?.length, tiers.get('district')?.length, tiers.get('street')?.length],
      [1, 3, 9],
    );
    assert.ok(city.terminals.length >= 55 && city.terminals.length <= 65, String(city.terminals.length));
    const nodes = Map.groupBy(city.terminals, ({ node }) => node);
    assert.ok((nodes.get('city')?.length ?? 0) > city.terminals.length / 2);
    for (const node of ['district', 'street'] as const) assert.ok((nodes.get(node)?.length ?? 0) >= 3, node);
    assert.equal(new Set(city.terminals.map(({ order }) => order.code)).size, city.terminals.length);
  });

  it('says that its ground is generated', () => {
    assert.equal(city.ground.properties.generated, true);
    assert.ok(JSON.stringify(city.ground).length < 200_000);
  });

  const root = resolve(import.meta.dirname, '../../..');
  const file = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data', 'admin/china-codes');
  const skip = existsSync(file) ? false : `no real data at ${file} (set LIANDONG_DATASETS)`;
  it('bears no name and no code of a real place', { skip }, () => {
    const real = ['streets', 'areas', 'cities']
      .map((name) => gunzipSync(readFileSync(resolve(file, `${name}.csv.gz`))).toString('utf8'))
      .join('\n');
    for (const { name, code } of city.jurisdictions) {
      const bare = name['zh-Hans'].replace(/(街道|市|区)$/, '');
      assert.doesNotMatch(real, new RegExp(`"?${bare}(街道|镇|乡|区|县|市)`), bare);
      assert.doesNotMatch(real, new RegExp(`(^|[",])${code}[",]`, 'm'), code);
    }
  });

  it('keeps the three administrators apart at every node', () => {
    for (const node of ['city', 'district', 'street'] as const) {
      const { posts, users } = staffOf(node);
      const rightsOf = (login: string) => {
        const keys = users.find(({ loginName }) => loginName === login)?.postKeys ?? [];
        return posts.filter(({ key }) => keys.includes(key)).flatMap(({ rights }) => rights);
      };
      for (const { loginName, demonstration } of users) {
        const held = ['system.manage', 'people.manage', 'audit.read'].filter((right) =>
          rightsOf(loginName).some((own) => own === right),
        );
        assert.ok(held.length <= 1, loginName);
        assert.equal(demonstration, true);
      }
      assert.ok(!rightsOf(`${node}-check`).includes('case.handle'));
    }
  });
});

describe('the living sample', () => {
  it('says the same for the same time, however the time is cut', () => {
    const simulator = createSimulator(city);
    const to = instant(monday + 10 * minuteMs);
    const middle = instant(monday + 4 * minuteMs + 321);
    const whole = simulator.readings(monday, to);
    assert.deepEqual([...simulator.readings(monday, middle), ...simulator.readings(middle, to)], whole);
    assert.ok(whole.every(({ values }) => Object.values(values).every(Number.isFinite)));
    assert.deepEqual(createSimulator(city).readings(monday, to), whole);
  });

  it('is dry without a shower, with a terminal that is never heard and some that are away', () => {
    const simulator = createSimulator(city);
    const readings = simulator.readings(monday, instant(monday + 240 * minuteMs));
    assert.ok(readings.every(({ values }) => (values.depthCm ?? 0) === 0));
    const heard = new Set(readings.map(({ terminalCode }) => terminalCode));
    const mute = city.terminals.filter(({ order }) => !heard.has(order.code));
    assert.deepEqual(
      mute.map(({ isMute }) => isMute),
      [true],
    );
    const expected = city.terminals.reduce(
      (sum, { intervalMs, isMute }) => sum + (isMute ? 0 : (240 * minuteMs) / intervalMs),
      0,
    );
    assert.ok(readings.length < expected && readings.length > expected * 0.95);
  });

  it('floods the underpass beyond the warn level between half a minute and a minute after the start, and drains it', () => {
    const simulator = createSimulator(city);
    const start = storyStart(monday);
    simulator.rain(start);
    const depths = simulator
      .readings(instant(start - minuteMs), instant(start + 12 * minuteMs))
      .filter(({ terminalCode }) => terminalCode === underpassCode)
      .map(({ at, values }) => ({ at, depthCm: values.depthCm ?? Number.NaN }));
    const reached = depths.find(({ depthCm }) => depthCm >= 20);
    assert.ok(reached !== undefined && reached.at > monday + 30 * secondMs && reached.at < monday + minuteMs);
    assert.ok(Math.max(...depths.map(({ depthCm }) => depthCm)) > 30);
    assert.equal(depths.at(-1)?.depthCm, 0);
    const others = simulator
      .readings(start, instant(start + 10 * minuteMs))
      .filter(({ terminalCode }) => terminalCode !== underpassCode);
    assert.ok(others.every(({ values }) => (values.depthCm ?? 0) < 15));
  });

  it('refuses to flood what is no ponding gauge', () => {
    assert.throws(() => createSimulator(city).rain(monday, 'XL-SW-0001'));
  });
});
