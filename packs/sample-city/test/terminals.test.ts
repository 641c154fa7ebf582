import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { detailOf } from '../src/city/detail-of.ts';
import { fromLonLat, isInside } from '../src/city/plane.ts';
import type { CityPlan, Ring } from '../src/city/types.ts';
import { createSampleCity, type SampleTerminal, underpassCode } from '../src/index.ts';

const city = createSampleCity();
const terminals = [...city.terminals()];
const byKind = Map.groupBy(terminals, ({ kind }) => kind);
const large = createSampleCity({ size: 5_000 });
const catalogue: { types: readonly { code: string; staleAfterMs: number }[] } = JSON.parse(
  readFileSync(new URL('../../../profiles/cn-national/terminal-types.json', import.meta.url), 'utf8'),
);

const byCode = (code: string): SampleTerminal | undefined => terminals.find(({ order }) => order.code === code);

const ringsOf = (plan: CityPlan) => {
  const [streets, grids, units] = [new Map<string, Ring>(), new Map<string, Ring>(), new Map<string, Ring>()];
  for (const street of plan.streets) {
    streets.set(street.code, street.ring);
    for (const { serviceGrids, unitGrids } of detailOf(plan, street).communities) {
      for (const { code, ring } of serviceGrids) grids.set(code, ring);
      for (const { code, ring } of unitGrids) units.set(code, ring);
    }
  }
  return { streets, grids, units };
};

describe('the terminals of the sample city', () => {
  it('are as many as the city is large', () => {
    for (const size of [20, 300, 600, 5_000, 60_000]) {
      let found = 0;
      for (const _ of createSampleCity({ size }).terminals()) found += 1;
      assert.ok(Math.abs(found - size) <= size * 0.05, `${size}: ${found}`);
    }
  });

  it('are of all kinds that the catalogue knows, mass kinds slow, none slower than its type allows', () => {
    const used = new Set(terminals.map(({ order }) => order.typeCode));
    assert.deepEqual([...used].toSorted(), catalogue.types.map(({ code }) => code).toSorted());
    assert.ok(used.size >= 18);
    for (const { intervalMs, order } of terminals) {
      const type = catalogue.types.find(({ code }) => code === order.typeCode);
      assert.ok(intervalMs * 2 <= (type?.staleAfterMs ?? 0), order.typeCode);
    }
    const [cameras, ponding] = [byKind.get('camera')?.length ?? 0, byKind.get('ponding')?.length ?? 0];
    assert.ok(cameras > 60 && cameras < 100 && ponding >= 20 && ponding <= 40, `${cameras} ${ponding}`);
  });

  it('have one code each and stand in their street, their service grid and their unit grid', () => {
    const { streets, grids, units } = ringsOf(large.plan);
    const codes = new Set<string>();
    for (const { order, streetCode } of large.terminals()) {
      codes.add(order.code);
      const at = fromLonLat(order);
      assert.ok(isInside(streets.get(streetCode) ?? [], at), `${order.code} is not in ${streetCode}`);
      assert.ok(isInside(grids.get(order.jurisdictionCode ?? '') ?? [], at), `${order.code} is not in its grid`);
      assert.ok(
        isInside(units.get(order.details?.unitGridCode ?? '') ?? [], at),
        `${order.code} is not in its unit grid`,
      );
    }
    assert.equal(codes.size, 5_000);
  });

  it('have cameras that look somewhere, and nothing else that does', () => {
    for (const { kind, order } of terminals) {
      const { headingDeg, fieldOfViewDeg, rangeM } = order.details ?? {};
      assert.equal(headingDeg !== undefined, kind === 'camera', order.code);
      if (kind !== 'camera') continue;
      assert.ok(headingDeg !== undefined && headingDeg >= 0 && headingDeg < 360, order.code);
      assert.ok(
        fieldOfViewDeg !== undefined && fieldOfViewDeg > 30 && rangeM !== undefined && rangeM >= 50,
        order.code,
      );
    }
  });

  it('begin with the gauge of the demonstration, lower than its neighbours, and one that is never heard', () => {
    const gauge = byCode(underpassCode);
    assert.equal(gauge?.order.name, '听汐路下穿通道 积水监测仪');
    assert.deepEqual([gauge.streetCode, gauge.node, gauge.intervalMs], ['990102001', 'city', 5_000]);
    assert.deepEqual(
      terminals.filter(({ isMute }) => isMute).map(({ order }) => order.code),
      ['XL-JG-0007'],
    );
    // Tests of links and pictures begin at these, in a small city too.
    for (const some of [terminals, [...createSampleCity({ size: 80 }).terminals()]]) {
      for (const code of ['XL-JS-0003', 'XL-JS-0004']) {
        const one = some.find(({ order }) => order.code === code);
        assert.ok(one?.node === 'city' && one.streetCode === '990102001', code);
      }
    }
  });

  it('report to all three nodes, vehicles belong to a crew', () => {
    const nodes = Map.groupBy(terminals, ({ node }) => node);
    assert.ok((nodes.get('city')?.length ?? 0) > terminals.length / 2);
    for (const node of ['district', 'street'] as const) assert.ok((nodes.get(node)?.length ?? 0) >= 20, node);
    for (const { kind, crewKey } of terminals) assert.equal(crewKey !== undefined, kind === 'vehicle');
  });

  it('say who made and keeps them, by names that nobody can take for real ones', () => {
    for (const { order } of terminals) {
      const { maker = '', maintainer, carrierCode, installedOn, warrantyUntil } = order.details ?? {};
      assert.match(maker, /\(示例\)$/);
      assert.ok(maintainer !== undefined && carrierCode !== undefined);
      assert.ok(installedOn !== undefined && warrantyUntil !== undefined && installedOn < warrantyUntil);
    }
  });

  it('stand where such things stand: gauges by the water, lamps at roads, stations in the hills too', () => {
    const { terrain } = city.plan;
    const distance = (line: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): number =>
      line.reduce((least, [px, py]) => Math.min(least, Math.hypot(px - x, py - y)), Number.POSITIVE_INFINITY);
    for (const { order } of byKind.get('river') ?? [])
      assert.ok(distance(city.plan.riverLine, fromLonLat(order)) < 320, order.code);
    for (const { order } of byKind.get('tide') ?? [])
      assert.ok(distance(city.plan.coast, fromLonLat(order)) < 320, order.code);
    for (const { order } of terminals)
      assert.ok(!terrain.isWater(...fromLonLat(order)) || order.typeCode !== 'waterMeter');
    const heights = (byKind.get('rain') ?? []).map(({ order }) => terrain.heightM(...fromLonLat(order)));
    assert.ok(Math.max(...heights) > 60, String(Math.max(...heights)));
  });
});
