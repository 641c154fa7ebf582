import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type GroundPosition, type RoadWay, roadClasses } from '@liandong/laws';
import { Refusal } from '@liandong/words';
import fc from 'fast-check';
import { cutRoads } from '../src/roads/cut-roads.ts';
import { writeGraph } from '../src/roads/graph-file.ts';
import { collectWays } from '../src/roads/read-ways.ts';
import { openRoads, type Roads } from '../src/roads/roads.ts';
import { classSpeeds } from '../src/roads/speeds.ts';
import { testFolder, way, words } from './support.ts';

const cut = (ways: readonly RoadWay[]) => {
  const collected = collectWays();
  for (const one of ways) collected.add(one);
  return cutRoads(collected.done());
};

const open = async (t: TestContext, ways: readonly RoadWay[]): Promise<Roads> => {
  const file = path.join(await testFolder(t), 'roads.bin');
  await writeGraph(file, cut(ways).graph);
  return openRoads(file);
};

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (cause) {
    return cause instanceof Refusal ? cause.code : String(cause);
  }
};

const step = 0.002;
/** Corner of a lattice of streets, about 200 m apart. */
const at = (column: number, row: number): GroundPosition => [114 + column * step, 22.5 + row * step];

describe('the road graph', () => {
  it('is cut where ways share a corner, and keeps what lies between', () => {
    const { graph, facts } = cut([
      way(1, [1, 2, 3, 4], [at(0, 0), at(1, 0), at(2, 0), at(3, 0)], { name: words('East Road') }),
      way(2, [5, 3, 6], [at(2, 1), at(2, 0), at(2, -1)], { oneway: true }),
    ]);
    assert.deepEqual([facts.nodes, graph.from.length, facts.directedEdges], [5, 4, 6]);
    assert.deepEqual([...graph.firstPoint], [0, 3, 5, 7, 9]);
    assert.equal(Math.abs((graph.lengthM[0] ?? 0) - 411) < 2, true, '0.004° of longitude at 22.5° north');
  });

  it('tells the largest part in which all junctions reach each other', () => {
    const ring = way(1, [1, 2, 3, 1], [at(0, 0), at(1, 0), at(1, 1), at(0, 0)], { oneway: true });
    const spur = way(2, [2, 9], [at(1, 0), at(2, 0)], { oneway: true });
    const cross = way(3, [3, 4], [at(1, 1), at(1, 2)]);
    const { facts } = cut([ring, spur, cross]);
    assert.deepEqual([facts.nodes, facts.mainNodes, facts.mainShare], [5, 4, 0.8]);
  });

  it('of a source without roads is empty, and still answers', async (t) => {
    const roads = await open(t, []);
    assert.equal(
      codeOf(() => roads.route(at(0, 0), at(1, 1))),
      'ground.no-road-near',
    );
    assert.equal(roads.nearestRoad(114, 22.5), undefined);
    assert.deepEqual([...roads.names()], []);
  });
});

describe('a way by car', () => {
  it('respects one-way streets: the way back goes around', async (t) => {
    const roads = await open(t, [
      way(1, [1, 2], [at(0, 0), at(4, 0)], { oneway: true }),
      way(2, [2, 3, 4, 1], [at(4, 0), at(4, 2), at(0, 2), at(0, 0)]),
    ]);
    const [there, back] = [roads.route(at(1, 0), at(3, 0)), roads.route(at(3, 0), at(1, 0))];
    assert.equal(Math.round(there.lengthM), 411);
    assert.equal(back.lengthM > 1400, true, String(back.lengthM));
    assert.deepEqual(there.line, [at(1, 0), at(3, 0)]);
    assert.deepEqual([back.line[0], back.line.at(-1)], [at(3, 0), at(1, 0)]);
  });

  it('takes the quicker road, not the shorter one, and no footpath', async (t) => {
    const roads = await open(t, [
      way(1, [1, 2], [at(0, 0), at(10, 0)], { class: 'service' }),
      way(2, [1, 3, 4, 2], [at(0, 0), at(0, 1), at(10, 1), at(10, 0)], { class: 'primary' }),
      way(3, [1, 5], [at(0, 0), at(5, 0.1)], { class: 'path' }),
    ]);
    const { lengthM, durationS } = roads.route(at(0, 0), at(10, 0));
    assert.equal(Math.round(lengthM / 100), 25);
    assert.equal(Math.abs(durationS - lengthM / (45 / 3.6)) < 1, true);
  });

  it('begins and ends on the road nearest to the place, somewhere along it', async (t) => {
    const roads = await open(t, [way(1, [1, 2], [at(0, 0), at(10, 0)])]);
    const { line, lengthM } = roads.route([114.003, 22.5005], [114.013, 22.4996]);
    assert.deepEqual(line, [
      [114.003, 22.5],
      [114.013, 22.5],
    ]);
    assert.equal(Math.abs(lengthM - 1027.4) < 1, true, String(lengthM));
  });

  it('is refused where no road is near, and where none leads over', async (t) => {
    const roads = await open(t, [way(1, [1, 2], [at(0, 0), at(1, 0)]), way(2, [3, 4], [at(20, 0), at(21, 0)])]);
    assert.equal(
      codeOf(() => roads.route(at(0, 0), at(0, 30))),
      'ground.no-road-near',
    );
    assert.equal(
      codeOf(() => roads.route(at(0, 0), at(20, 0))),
      'ground.no-way',
    );
  });

  it('starts from the street when the courtyard beside it is cut off', async (t) => {
    const roads = await open(t, [
      way(1, [1, 2, 3], [at(0, 0), at(5, 0), at(10, 0)]),
      way(2, [8, 9], [at(2, 0.2), at(3, 0.2)], { class: 'service' }),
    ]);
    const { line } = roads.route(at(2.5, 0.2), at(9, 0));
    assert.deepEqual(line[0], at(2.5, 0));
  });

  it('is as quick as a slow search over all streets says, on any streets', async (t) => {
    const node = fc.integer({ min: 0, max: side * side - 1 });
    await fc.assert(
      fc.asyncProperty(anyStreets, node, node, async (ways, from, to) => {
        const isOnRoad = [from, to].every((number) => ways.some(({ nodes }) => nodes.includes(number)));
        if (!isOnRoad) return;
        const slow = slowSeconds(ways, from, to);
        const roads = await open(t, ways);
        const ask = () => roads.route(corner(from), corner(to));
        if (slow === undefined) {
          // Another street nearby may be taken instead, but 200 m away is none.
          assert.equal(codeOf(ask), 'ground.no-way');
          return;
        }
        const { durationS, line } = ask();
        assert.equal(Math.abs(durationS - slow) <= 1e-3 * (1 + slow), true, `${durationS} for ${slow}`);
        assert.deepEqual([line[0], line.at(-1)], [corner(from), corner(to)]);
      }),
      { numRuns: 150 },
    );
  });
});

const side = 6;
const corner = (number: number): GroundPosition => {
  const [lon, lat] = at(number % side, Math.floor(number / side));
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
};

/** The two corners of every street of the lattice. */
const pairs = Array.from({ length: side * side }, (_, number) => [
  ...(number % side === side - 1 ? [] : [[number, number + 1] as const]),
  ...(number + side < side * side ? [[number, number + side] as const] : []),
]).flat();

const anyStreet = fc.record({
  isThere: fc.integer({ min: 0, max: 9 }).map((value) => value > 0),
  oneway: fc.boolean(),
  turned: fc.boolean(),
  class: fc.constantFrom('primary', 'residential', 'service'),
});

const anyStreets = fc.array(anyStreet, { minLength: pairs.length, maxLength: pairs.length }).map((streets) =>
  streets.flatMap((street, index) => {
    const [a, b] = pairs[index] ?? [0, 0];
    const nodes = street.turned ? [b, a] : [a, b];
    const more = { class: street.class, oneway: street.oneway };
    return street.isThere ? [way(index, nodes, nodes.map(corner), more)] : [];
  }),
);

/** Bellman and Ford: every street again and again until nothing gets quicker. */
const slowSeconds = (ways: readonly RoadWay[], from: number, to: number): number | undefined => {
  const { graph } = cut(ways);
  const best = new Map<number, number>([[from, 0]]);
  const relax = (a: number, b: number, seconds: number): boolean => {
    const reached = (best.get(a) ?? Number.POSITIVE_INFINITY) + seconds;
    if (reached >= (best.get(b) ?? Number.POSITIVE_INFINITY)) return false;
    best.set(b, reached);
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, { nodes, oneway, class: roadClass }] of ways.entries()) {
      const [a = 0, b = 0] = nodes;
      const speed = classSpeeds[roadClasses.indexOf(roadClass)] ?? 0;
      const seconds = (graph.lengthM[index] ?? 0) / speed;
      if (relax(a, b, seconds)) changed = true;
      if (!oneway && relax(b, a, seconds)) changed = true;
    }
  }
  return best.get(to);
};

describe('road names', () => {
  const ways = [
    way(1, [1, 2], [at(0, 0), at(4, 0)], { name: words('South Street') }),
    way(2, [3, 4], [at(0, 1), at(2, 1)], { name: words('North Street') }),
    way(3, [4, 5], [at(2, 1), at(10, 1)], { name: words('North Street') }),
    way(4, [6, 7], [at(0, 0.1), at(4, 0.1)]),
  ];

  it('name the road nearest to a place; a nameless one is passed over, a far one not named', async (t) => {
    const roads = await open(t, ways);
    const near = roads.nearestRoad(...at(2, 0.2));
    assert.equal(near?.name.en, 'South Street');
    assert.equal(Math.abs((near?.distanceM ?? 0) - 44.5) < 0.5, true);
    assert.equal(roads.nearestRoad(...at(2, 9)), undefined);
  });

  it('stand once each, in the middle of their longest stretch', async (t) => {
    const names = [...(await open(t, ways)).names()];
    assert.deepEqual(
      names.map(({ name }) => name.en),
      ['South Street', 'North Street'],
    );
    assert.equal(Math.abs((names[1]?.lon ?? 0) - 114.012) < 1e-5, true);
  });
});

describe('a damaged road graph', () => {
  it('is refused with a code, wherever it is cut or changed', async (t) => {
    const folder = await testFolder(t);
    const file = path.join(folder, 'roads.bin');
    await writeGraph(file, cut([way(1, [1, 2, 3], [at(0, 0), at(1, 0), at(1, 1)], { name: words('Street') })]).graph);
    const bytes = await readFile(file);
    const refusal = async (broken: Uint8Array): Promise<string | undefined> => {
      await writeFile(file, broken);
      return openRoads(file).then(
        () => undefined,
        (cause: unknown) => (cause instanceof Refusal ? cause.code : String(cause)),
      );
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const broken = Buffer.from(bytes);
        broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.equal(await refusal(broken), 'ground.damaged');
        assert.equal(await refusal(bytes.subarray(0, bit >> 3)), 'ground.damaged');
      }),
      { numRuns: 120 },
    );
    assert.equal(await refusal(bytes), undefined);
  });
});
