import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCityPlan } from '../src/city/create-plan.ts';
import { detailOf } from '../src/city/detail-of.ts';
import type { CityPlan, Road, XY } from '../src/city/types.ts';
import { city, details } from './city-support.ts';

const roads = [...details.flatMap((detail) => detail.roads), ...city.outerRoads];

/** How many pieces a network falls into. */
const pieces = (network: readonly Road[]): number => {
  const parents = new Map<number, number>();
  const root = (node: number): number => {
    let here = node;
    for (let next = parents.get(here); next !== undefined; next = parents.get(here)) here = next;
    return here;
  };
  const all = new Set(network.flatMap(({ nodes }) => nodes));
  let count = all.size;
  for (const { nodes } of network) {
    for (const [index, node] of nodes.entries()) {
      const [a, b] = [root(node), root(nodes[index + 1] ?? node)];
      if (a === b) continue;
      parents.set(a, b);
      count -= 1;
    }
  }
  return count;
};

/** The point that lies so many metres along a line from one of its points. */
const along = (line: readonly XY[], from: number, metres: number): XY | undefined => {
  let left = Math.abs(metres);
  const step = Math.sign(metres);
  for (let index = from; ; index += step) {
    const [a, b] = [line[index], line[index + step]];
    if (a === undefined || b === undefined) return undefined;
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (left <= long) return [a[0] + ((b[0] - a[0]) * left) / long, a[1] + ((b[1] - a[1]) * left) / long];
    left -= long;
  }
};

const floorsAreLow = (
  plan: CityPlan,
  network: readonly Road[],
  underpasses: (typeof details)[number]['underpasses'],
): void => {
  for (const { name, roadId, middle, floorM, groundM } of underpasses) {
    const road = network.find(({ id }) => id === roadId);
    const at = road?.line.findIndex(([x, y]) => x === middle[0] && y === middle[1]) ?? -1;
    assert.ok(road !== undefined && at > 0, name.en);
    for (const metres of [-60, 60]) {
      const point = along(road.line, at, metres);
      assert.ok(point !== undefined, name.en);
      const besideM = plan.terrain.heightM(...point);
      assert.ok(floorM < besideM && groundM < besideM, `${name.en}: ${floorM} ${groundM} ${besideM}`);
    }
  }
};

describe('the roads of the generated city', () => {
  it('form one connected network, bridges and roads out of town with them', () => {
    assert.equal(pieces(roads), 1);
    const small = createCityPlan({ seed: 7, size: 1 });
    assert.equal(pieces([...small.streets.flatMap((street) => detailOf(small, street).roads), ...small.outerRoads]), 1);
  });

  it('are connected for other seeds and in a larger city, too', () => {
    for (const [seed, size] of [
      [1, 600],
      [99, 600],
      [7, 1_000_000],
    ] as const) {
      const plan = createCityPlan({ seed, size });
      assert.equal(
        pieces([...plan.streets.flatMap((street) => detailOf(plan, street).roads), ...plan.outerRoads]),
        1,
        `${seed}`,
      );
    }
  });

  it('are each in one street, and agree about the place of every corner they share', () => {
    assert.equal(new Set(roads.map(({ id }) => id)).size, roads.length);
    const places = new Map<number, string>();
    const edges = new Set<string>();
    for (const { nodes, line, id } of roads) {
      assert.equal(nodes.length, line.length);
      assert.ok(nodes.length >= 2);
      for (const [index, node] of nodes.entries()) {
        const place = String(line[index]);
        assert.equal(places.get(node) ?? place, place, String(id));
        places.set(node, place);
        const next = nodes[index + 1];
        if (next === undefined) continue;
        const edge = [node, next].toSorted((a, b) => a - b).join();
        assert.ok(!edges.has(edge), edge);
        edges.add(edge);
      }
    }
  });

  it('have every class, bridges over the river, tunnels in the hills, and one-way lanes', () => {
    const classes = new Set(roads.map((road) => road.class));
    assert.deepEqual([...classes].toSorted(), [
      'motorway',
      'path',
      'primary',
      'residential',
      'secondary',
      'service',
      'tertiary',
      'trunk',
    ]);
    for (const key of ['bridge', 'tunnel', 'oneway'] as const)
      assert.ok(
        roads.some((road) => road[key]),
        key,
      );
    for (const { bridge, line, nodes } of roads) {
      if (bridge || nodes.length < 2) continue;
      for (const [index, [x, y]] of line.entries()) {
        const [nx, ny] = line[index + 1] ?? [x, y];
        assert.ok(city.terrain.heightM((x + nx) / 2, (y + ny) / 2) > 0, `no road lies in water: ${x}, ${y}`);
      }
    }
  });

  it('dive below the railway at low points of the ground only', () => {
    const underpasses = details.flatMap((detail) => detail.underpasses);
    assert.ok(underpasses.length >= 3);
    floorsAreLow(city, roads, underpasses);
    const demonstration = details.find(({ street }) => street.code === '990102001')?.underpasses ?? [];
    assert.ok(demonstration.some(({ name }) => name['zh-Hans'] === '听汐路下穿通道'));
  });

  it('has the demonstration’s underpass in a city of one street as well', () => {
    for (const seed of [7, 11]) {
      const plan = createCityPlan({ seed, size: 1 });
      const [detail] = plan.streets.map((street) => detailOf(plan, street));
      assert.equal(detail?.underpasses[0]?.name['zh-Hans'], '听汐路下穿通道');
      floorsAreLow(plan, detail?.roads ?? [], detail?.underpasses ?? []);
    }
  });
});
