import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brandId, type JurisdictionCode, Refusal } from '@liandong/words';
import fc from 'fast-check';
import { bboxOf, contains, findCrossing, type MultiPolygon, overlapShare } from '../src/geometry/index.ts';
import { createTree, type JurisdictionRecord } from '../src/tree.ts';
import { ring, tiers, words } from './fixtures.ts';

const box = (west: number, south: number, east: number, north: number) =>
  ring([west, south], [east, south], [east, north], [west, north]);

const record = (code: string, parent: string | undefined, rank: number, shape?: MultiPolygon): JurisdictionRecord => {
  const tier = tiers[rank];
  assert.ok(tier);
  return {
    code: brandId<JurisdictionCode>(code),
    parentCode: parent === undefined ? undefined : brandId<JurisdictionCode>(parent),
    tier,
    name: words(code),
    aliases: [],
    functional: false,
    ground: shape === undefined ? undefined : { shape, bbox: bboxOf(shape), sourceDatum: 'WGS-84', derived: false },
  };
};

describe('the tree of jurisdictions', () => {
  const tree = createTree([
    record('s1', 'd1', 2, [[box(0, 0, 1, 2)]]),
    record('c', undefined, 0, [[box(0, 0, 4, 2)]]),
    record('d1', 'c', 1, [[box(0, 0, 2, 2), box(1.2, 0.5, 1.8, 1.5)]]),
    record('d2', 'c', 1, [[box(2, 0, 4, 2)], [box(1.2, 0.5, 1.8, 1.5)]]),
    record('nowhere', 'c', 1),
  ]);

  it('lists parents first and knows every path', () => {
    assert.deepEqual(
      tree.list().map(({ code }) => code),
      ['c', 'd1', 'd2', 'nowhere', 's1'],
    );
    assert.deepEqual(tree.path('s1'), ['c', 'd1', 's1']);
    assert.equal(tree.isWithin('s1', 'c'), true);
    assert.equal(tree.isWithin('d2', 'd1'), false);
    assert.throws(
      () => tree.path('x'),
      (error) => error instanceof Refusal && error.code === 'jurisdiction.unknown',
    );
  });

  it('finds the innermost jurisdiction around a point, through holes and exclaves', () => {
    assert.equal(tree.at(0.5, 1), 's1');
    assert.equal(tree.at(0.5, 1, 'district'), 'd1');
    assert.equal(tree.at(1.5, 1), 'd2');
    assert.equal(tree.at(1.1, 0.2), 'd1');
    assert.equal(tree.at(9, 9), undefined);
    assert.deepEqual(tree.around(3, 1), ['c', 'd2']);
  });

  it('finds the nearest ground, the innermost of it, for a point that lies in none', () => {
    const near = tree.nearest(-0.01, 1, 2_000);
    assert.equal(near?.code, 's1');
    assert.ok(Math.abs((near?.metres ?? 0) - 1_113) < 5);
    assert.equal(tree.nearest(-0.01, 1, 1_000), undefined);
  });

  it('gives a point on a shared edge to exactly one neighbour: the eastern and northern one', () => {
    assert.equal(tree.at(2, 1), 'd2');
    assert.equal(tree.at(1, 1), 'd1');
    assert.equal(tree.at(0, 0), 's1');
    assert.equal(tree.at(4, 1), undefined);
  });

  it('chooses the smaller, then the first by code, where neighbours overlap', () => {
    const overlapping = createTree([
      record('c', undefined, 0),
      record('b', 'c', 1, [[box(0, 0, 1, 1)]]),
      record('a', 'c', 1, [[box(0, 0, 1, 1)]]),
      record('z', 'c', 1, [[box(0, 0, 0.5, 0.5)]]),
    ]);
    assert.equal(overlapping.at(0.2, 0.2), 'z');
    assert.equal(overlapping.at(0.7, 0.7), 'a');
  });

  it('gives every point of a tiled ground to exactly one tile, on edges and corners too', () => {
    const step = fc.integer({ min: 0, max: 12 });
    const bend = [0.13, -0.31, 0.07, 0.29, -0.11];
    const node = (x: number, y: number): readonly [number, number] => [
      x + (bend[(x * 3 + y) % 5] ?? 0),
      y + (bend[(x + y * 2) % 5] ?? 0),
    ];
    const tiles = [0, 1, 2, 3].flatMap((x) =>
      [0, 1, 2, 3].map((y): MultiPolygon => [[ring(node(x, y), node(x + 1, y), node(x + 1, y + 1), node(x, y + 1))]]),
    );
    fc.assert(
      fc.property(step, step, step, (a, b, c) => {
        const [p, q] = [node(1 + (a % 3), 1 + (b % 3)), node(1 + (b % 3), 1 + (a % 3))];
        const share = c / 12;
        const point = [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share] as const;
        assert.equal(tiles.filter((tile) => contains(tile, point[0], point[1])).length, 1);
      }),
    );
  });
});

describe('geometry', () => {
  it('measures how much of the smaller shape lies in the other', () => {
    const whole: MultiPolygon = [[box(0, 0, 2, 2)]];
    assert.ok(Math.abs(overlapShare(whole, [[box(1, 1, 2, 2)]]) - 1) < 0.01);
    assert.ok(Math.abs(overlapShare(whole, [[box(1.5, 0, 2.5, 1)]]) - 0.5) < 0.01);
    assert.equal(overlapShare(whole, [[box(2, 0, 3, 1)]]), 0);
    assert.equal(overlapShare([[box(0, 0, 4, 4), box(1, 1, 3, 3)]], [[box(1, 1, 3, 3)]]), 0);
  });

  it('finds crossings as a check of every pair of edges would', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.uniqueArray(corner, { minLength: 3, maxLength: 7, selector: String }), (corners) => {
        const closed = ring(...corners);
        assert.equal(findCrossing([[closed]]) !== undefined, crossesByBruteForce(closed));
      }),
      { numRuns: 400 },
    );
  });
});

/** Every pair of edges; integers, so exact: they cross properly or share more than one point. */
const crossesByBruteForce = (closed: readonly (readonly [number, number])[]): boolean => {
  const edges = closed.slice(1).map((to, index) => [closed[index] ?? to, to] as const);
  const turn = (a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  return edges.some(([a, b], i) =>
    edges.slice(i + 1).some(([c, d]) => {
      const turns = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)] as const;
      if (turns.every((one) => one === 0)) {
        const along = a[0] === b[0] ? 1 : 0;
        const [from, to] = [
          Math.max(Math.min(a[along], b[along]), Math.min(c[along], d[along])),
          Math.min(Math.max(a[along], b[along]), Math.max(c[along], d[along])),
        ];
        return to > from;
      }
      return turns[0] * turns[1] < 0 && turns[2] * turns[3] < 0;
    }),
  );
};
