import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { GroundPosition } from '@liandong/laws';
import fc from 'fast-check';
import { isInside, type Polygon, signedAreaM2 } from '../src/features/geometry.ts';
import { seaOf } from '../src/features/sea.ts';
import { drain, openBytes, pbfBytes } from './pbf-file.ts';

// OpenStreetMap draws shores with the land on their left and the water on their right. The box is one degree wide.

const box = [0, 0, 1, 1] as const;
const isSea = (sea: readonly Polygon[] | undefined, place: GroundPosition): boolean =>
  (sea ?? []).some(([outer = [], ...holes]) => isInside(place, outer) && !holes.some((hole) => isInside(place, hole)));

it('lies south of a shore that runs east, and north of one that runs west', () => {
  const east = seaOf(
    [
      [
        [-1, 0.4],
        [2, 0.6],
      ],
    ],
    box,
  );
  assert.deepEqual([isSea(east, [0.5, 0.2]), isSea(east, [0.5, 0.8])], [true, false]);
  const west = seaOf(
    [
      [
        [2, 0.6],
        [-1, 0.4],
      ],
    ],
    box,
  );
  assert.deepEqual([isSea(west, [0.5, 0.2]), isSea(west, [0.5, 0.8])], [false, true]);
});

it('lies between two shores of a strait, and round an island in it', () => {
  const island = [
    [0.4, 0.45],
    [0.6, 0.45],
    [0.6, 0.55],
    [0.4, 0.55],
    [0.4, 0.45],
  ] as const;
  const sea = seaOf(
    [
      [
        [-1, 0.7],
        [2, 0.7],
      ],
      [
        [2, 0.3],
        [-1, 0.3],
      ],
      island,
    ],
    box,
  );
  const places = [
    [0.5, 0.9],
    [0.2, 0.5],
    [0.5, 0.5],
    [0.5, 0.1],
  ] as const;
  assert.deepEqual(
    places.map((place) => isSea(sea, place)),
    [false, true, false, false],
  );
});

it('is everything round an island that lies alone, and a bay that the box cuts several times', () => {
  const island = [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
    [0.4, 0.6],
    [0.4, 0.4],
  ] as const;
  const alone = seaOf([island], box);
  assert.deepEqual([isSea(alone, [0.1, 0.1]), isSea(alone, [0.5, 0.5])], [true, false]);
  // The shore comes in from the south twice: two tongues of land.
  const tongue: GroundPosition[] = [
    [0.9, -1],
    [0.9, 0.5],
    [0.7, 0.5],
    [0.7, -1],
    [0.2, -1],
    [0.2, 0.5],
    [0.1, 0.5],
    [0.1, -1],
  ];
  const tongues = seaOf([tongue], box);
  const places = [
    [0.15, 0.2],
    [0.8, 0.2],
    [0.5, 0.2],
    [0.5, 0.9],
    [0.05, 0.1],
    [0.95, 0.1],
  ] as const;
  assert.deepEqual(
    places.map((place) => isSea(tongues, place)),
    [false, false, true, true, true, true],
  );
});

it('is not there without a shore, and not guessed at when a shore ends inside', () => {
  assert.deepEqual(seaOf([], box), []);
  assert.equal(
    seaOf(
      [
        [
          [-1, 0.5],
          [0.5, 0.5],
        ],
      ],
      box,
    ),
    undefined,
  );
});

it('and the land on the other side of any shore across the box make up the whole box', () => {
  const height = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(fc.array(height, { minLength: 1, maxLength: 20 }), (heights) => {
      const shore: GroundPosition[] = heights.map((lat, at) => [(at + 0.5) / heights.length, lat]);
      const line: GroundPosition[] = [[-0.5, 0.5], ...shore, [1.5, 0.5]];
      const area = (lines: GroundPosition[]): number =>
        (seaOf([lines], box) ?? []).reduce((sum, [outer = []]) => sum + Math.abs(signedAreaM2(outer)), 0);
      const whole = signedAreaM2([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ]);
      const share = (area(line) + area(line.toReversed())) / whole;
      assert.ok(Math.abs(share - 1) < 0.001, `${share}`);
    }),
  );
});

const coast = (t: TestContext, refs: readonly (readonly number[])[]) =>
  openBytes(
    t,
    pbfBytes({
      nodes: [
        { id: 1, lon: 104, lat: 30.5 },
        { id: 2, lon: 104.5, lat: 30.4 },
        { id: 3, lon: 105, lat: 30.5 },
        { id: 4, lon: 104.5, lat: 30 },
        { id: 5, lon: 104.5, lat: 31 },
      ],
      ways: refs.map((way, at) => ({ id: at + 1, refs: way, tags: { natural: 'coastline' } })),
    }),
  );

it('is drawn above the land of an extract at the coast, from shores in any order', async (t) => {
  const { ground, features } = await drain(
    await coast(t, [
      [2, 3],
      [1, 2],
    ]),
  );
  const sea = features.find(({ properties }) => properties.kind === 'ocean');
  assert.ok(sea?.geometry.type === 'MultiPolygon');
  assert.deepEqual(
    [isSea(sea.geometry.coordinates, [104.5, 30.2]), isSea(sea.geometry.coordinates, [104.5, 30.8])],
    [true, false],
  );
  assert.equal(ground.statistics.coastlines, 2);
});

it('is left out and counted where the shore has a gap', async (t) => {
  const { ground, features } = await drain(await coast(t, [[1, 2]]));
  assert.equal(
    features.some(({ properties }) => properties.kind === 'ocean'),
    false,
  );
  assert.equal(ground.statistics.incompleteAreas, 1);
});
