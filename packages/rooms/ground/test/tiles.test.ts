import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { GroundFeature, GroundPosition } from '@liandong/laws';
import type { VectorTileLayer } from '@mapbox/vector-tile';
import fc from 'fast-check';
import type { PMTiles } from 'pmtiles';
import { buildGround } from '../src/index.ts';
import { always, feature, middle, readByLibrary, sourceOf, testFolder, tileAt, vectorTile } from './support.ts';

const draw = async (t: TestContext, features: readonly GroundFeature[]): Promise<PMTiles> => {
  const directory = await testFolder(t);
  const { view } = await buildGround(sourceOf({ features: () => features }), { directory, now: always(0) });
  return readByLibrary(t, path.join(directory, view.id, view.version, 'basemap.pmtiles'));
};

const extent = 4096;

/** Heights at which the lines of a layer cross a column of their tile. */
const crossings = (layer: VectorTileLayer, column: number): number[] =>
  Array.from({ length: layer.length }, (_, index) => layer.feature(index).loadGeometry())
    .flat()
    .flatMap((line) =>
      line.slice(1).flatMap((b, index) => {
        const a = line[index] ?? b;
        if (a.x < column === b.x < column) return [];
        return [a.y + ((b.y - a.y) * (column - a.x)) / (b.x - a.x)];
      }),
    )
    .sort((a, b) => a - b);

/** Where roads cross a column of a tile, without its buffer. */
const seenAt = async (archive: PMTiles, column: number, z: number, x: number, y: number): Promise<number[]> => {
  const layer = (await vectorTile(archive, z, x, y))?.layers.roads;
  return layer === undefined ? [] : crossings(layer, column).filter((at) => at >= 0 && at < extent);
};

type Ring = ReturnType<ReturnType<VectorTileLayer['feature']>['loadGeometry']>[number];

/** How often a line from a place to the left meets a ring. */
const meets = (ring: Ring, x: number, y: number): number =>
  ring.slice(1).filter((b, index) => {
    const a = ring[index] ?? b;
    return a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
  }).length;

/** Area of all rings of a layer within the tile itself, in tiles; counted on a fine lattice. */
const coverage = (layer: VectorTileLayer): number => {
  const rings = Array.from({ length: layer.length }, (_, index) => layer.feature(index).loadGeometry()).flat();
  const steps = 128;
  const place = (step: number): number => ((step + 0.503) / steps) * extent;
  let inside = 0;
  for (let at = 0; at < steps * steps; at += 1) {
    const [x, y] = [place(at % steps), place(Math.floor(at / steps))];
    inside += rings.reduce((sum, ring) => sum + meets(ring, x, y), 0) % 2;
  }
  return inside / steps ** 2;
};

describe('a feature that crosses the border of tiles', () => {
  const line: readonly GroundPosition[] = [
    [middle[0] - 0.03, middle[1] - 0.01],
    [middle[0] - 0.004, middle[1] + 0.002],
    [middle[0] + 0.02, middle[1] + 0.013],
  ];

  it('appears on both sides and joins, at every zoom, across buckets too', async (t) => {
    const archive = await draw(t, [feature('roads', { type: 'LineString', coordinates: line }, { kind: 'path' })]);
    // The middle lies on the border of two tiles from zoom 12 on; below it one tile shows all.
    for (let z = 12; z <= 15; z += 1) {
      const { x, insideX } = tileAt(z, middle);
      assert.equal(insideX, 0);
      let joined = 0;
      for (let y = tileAt(z, [0, middle[1] + 0.02]).y; y <= tileAt(z, [0, middle[1] - 0.02]).y; y += 1) {
        const left = await seenAt(archive, extent, z, x - 1, y);
        const right = await seenAt(archive, 0, z, x, y);
        assert.equal(left.length, right.length, `zoom ${z}`);
        for (const [index, height] of left.entries())
          assert.equal(Math.abs(height - (right[index] ?? Number.NaN)) <= 1.5, true, `zoom ${z}`);
        joined += left.length;
      }
      assert.equal(joined, 1, `zoom ${z}`);
    }
  });

  it('covers the same ground when it is an area with a hole', async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.002, max: 0.02, noNaN: true }), async (half) => {
        const square = (size: number): GroundPosition[] => {
          const [lon, lat] = middle;
          return [
            [lon - size, lat - size],
            [lon + size, lat - size],
            [lon + size, lat + size],
            [lon - size, lat + size],
            [lon - size, lat - size],
          ];
        };
        const area = feature('water', { type: 'Polygon', coordinates: [square(half), square(half / 2).reverse()] });
        const archive = await draw(t, [area]);
        const z = 13;
        const [west, east] = [tileAt(z, [middle[0] - half, 0]).x, tileAt(z, [middle[0] + half, 0]).x];
        const [north, south] = [tileAt(z, [0, middle[1] + half]), tileAt(z, [0, middle[1] - half])];
        let tiles = 0;
        for (let x = west; x <= east; x += 1) {
          for (let y = north.y; y <= south.y; y += 1) {
            const water = (await vectorTile(archive, z, x, y))?.layers.water;
            tiles += water === undefined ? 0 : coverage(water);
          }
        }
        const across = (2 * half * 2 ** z) / 360;
        const down = south.y + south.insideY - north.y - north.insideY;
        const expected = across * down * 0.75;
        assert.equal(Math.abs(tiles - expected) < 0.02 + expected * 0.04, true, `${tiles} for ${expected}`);
      }),
      { numRuns: 8 },
    );
  });
});

describe('zooms', () => {
  it('draw a feature from its first zoom on, and not before', async (t) => {
    const at = (minZoom: number) => feature('pois', { type: 'Point', coordinates: middle }, { minZoom }, minZoom);
    const archive = await draw(t, [at(0), at(7), at(11), at(12), at(13), at(15)]);
    for (let z = 0; z <= 15; z += 1) {
      const { x, y } = tileAt(z, [middle[0] + 1e-6, middle[1]]);
      const layer = (await vectorTile(archive, z, x, y))?.layers.pois;
      const seen = Array.from({ length: layer?.length ?? 0 }, (_, index) => layer?.feature(index).properties.minZoom);
      assert.deepEqual(
        seen,
        [0, 7, 11, 12, 13, 15].filter((minZoom) => minZoom <= z),
        `zoom ${z}`,
      );
    }
  });

  it('leave out what is too small to be seen, but never at the deepest one', async (t) => {
    const [lon, lat] = [middle[0] + 0.001, middle[1]];
    const hut: readonly GroundPosition[] = [
      [lon, lat],
      [lon + 3e-5, lat],
      [lon + 3e-5, lat + 3e-5],
      [lon, lat + 3e-5],
      [lon, lat],
    ];
    const archive = await draw(t, [feature('buildings', { type: 'Polygon', coordinates: [hut] })]);
    const drawn = await Promise.all(
      [8, 11, 15].map(
        async (z) =>
          (await vectorTile(archive, z, tileAt(z, [lon, lat]).x, tileAt(z, [lon, lat]).y))?.layers.buildings?.length,
      ),
    );
    assert.deepEqual(drawn, [undefined, undefined, 1]);
  });
});

describe('properties', () => {
  it('come back as they were: words in three languages, numbers, truths', async (t) => {
    const properties = {
      'name:zh-Hans': '前海路',
      'name:zh-Hant': '前海路',
      'name:en': 'Qianhai Road',
      height: 12.5,
      depth: -3,
      sort_rank: 4_000_000_000,
      is_tunnel: true,
      is_bridge: false,
    };
    const archive = await draw(t, [feature('pois', { type: 'Point', coordinates: middle }, properties)]);
    const { x, y } = tileAt(14, middle);
    const found = (await vectorTile(archive, 14, x, y))?.layers.pois?.feature(0).properties;
    assert.deepEqual({ ...found }, properties);
  });

  it('and layers are told in the metadata, with the mark of what is generated', async (t) => {
    const archive = await draw(t, [feature('pois', { type: 'Point', coordinates: middle }, { name: 'a', rank: 1 })]);
    const metadata = (await archive.getMetadata()) as Record<string, unknown>;
    assert.equal(metadata.generated, true);
    assert.equal(metadata.attribution, 'nobody');
    assert.deepEqual(metadata.vector_layers, [
      { id: 'pois', minzoom: 0, maxzoom: 15, fields: { name: 'String', rank: 'Number' } },
    ]);
    const header = await archive.getHeader();
    assert.deepEqual([header.minLon, header.minLat, header.maxLon, header.maxLat], [113.9, 22.4, 114.1, 22.6]);
  });
});

it('a feature that reaches around the world is drawn around the city only', async (t) => {
  const world: readonly GroundPosition[] = [
    [-179, -80],
    [179, -80],
    [179, 80],
    [-179, 80],
    [-179, -80],
  ];
  const archive = await draw(t, [feature('earth', { type: 'Polygon', coordinates: [world] })]);
  const header = await archive.getHeader();
  assert.equal(header.numAddressedTiles < 3000, true, String(header.numAddressedTiles));
  const { x, y } = tileAt(15, middle);
  assert.equal((await vectorTile(archive, 15, x, y))?.layers.earth?.length, 1);
});
