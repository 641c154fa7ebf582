import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Elevation } from '@liandong/laws';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { buildGround } from '../src/index.ts';
import { traceContours } from '../src/terrain/trace-contours.ts';
import { always, hill, middle, readByLibrary, sourceOf, testFolder, tileAt, vectorTile } from './support.ts';

const bounds = [113.9, 22.4, 114.1, 22.6] as const;

const build = async (t: TestContext, elevation: Elevation) => {
  const directory = await testFolder(t);
  const { view } = await buildGround(sourceOf({ elevation }), { directory, now: always(0) });
  const read = (file: string) => readByLibrary(t, path.join(directory, view.id, view.version, file));
  return { view, terrain: read('terrain.pmtiles'), basemap: read('basemap.pmtiles') };
};

/** Heights of a tile as any Terrarium reader finds them. */
const heightsOf = async (terrain: ReturnType<typeof readByLibrary>, z: number, x: number, y: number) => {
  const found = await terrain.getZxy(z, x, y);
  if (found === undefined) return undefined;
  const { data, width, height } = PNG.sync.read(Buffer.from(found.data));
  assert.deepEqual([width, height], [256, 256]);
  return Array.from({ length: 256 * 256 }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4);
    return red * 256 + green + blue / 256 - 32_768;
  });
};

const placeOf = (z: number, x: number, y: number, column: number, row: number) => {
  const lon = ((x + (column + 0.5) / 256) / 2 ** z) * 360 - 180;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + (row + 0.5) / 256)) / 2 ** z))) * 180) / Math.PI;
  return { lon, lat };
};

describe('terrain tiles', () => {
  it('hold the heights at the middles of their pixels within 1/256 m', async (t) => {
    const elevation = hill(bounds);
    const { view, terrain } = await build(t, elevation);
    const z = view.terrainMaxZoom ?? 0;
    assert.equal(z, 12, 'a pixel of zoom 12 is 35 m wide here, as fine as the samples');
    const { x, y } = tileAt(z, middle);
    const heights = await heightsOf(terrain, z, x, y);
    for (let at = 0; at < 65_536; at += 37) {
      const { lon, lat } = placeOf(z, x, y, at % 256, Math.floor(at / 256));
      const known = elevation.heightM(lon, lat);
      if (known === undefined) continue;
      assert.equal(Math.abs((heights?.[at] ?? Number.NaN) - known) <= 1 / 256, true, `pixel ${at}`);
    }
  });

  it('agree along the edges of neighbours', async (t) => {
    const { view, terrain } = await build(t, hill(bounds));
    const z = view.terrainMaxZoom ?? 0;
    const { x, y } = tileAt(z, middle);
    const [west, east] = [await heightsOf(terrain, z, x - 1, y), await heightsOf(terrain, z, x, y)];
    for (let row = 0; row < 256; row += 1) {
      const inner = (west?.[row * 256 + 255] ?? 0) - (west?.[row * 256 + 254] ?? 0);
      const across = (east?.[row * 256] ?? Number.NaN) - (west?.[row * 256 + 255] ?? 0);
      assert.equal(Math.abs(across - inner) < 0.5, true, `row ${row}: ${across} after ${inner}`);
    }
  });

  it('go on level where nothing is known, and end where a whole tile is unknown', async (t) => {
    const small = [113.99, 22.5, 114.0, 22.51] as const;
    const { view, terrain } = await build(t, {
      ...hill(small),
      heightM: (lon, lat) => (hill(small).heightM(lon, lat) === undefined ? undefined : 55),
    });
    const z = view.terrainMaxZoom ?? 0;
    const { x, y } = tileAt(z, [113.995, 22.505]);
    const heights = await heightsOf(terrain, z, x, y);
    assert.deepEqual([...new Set(heights)], [55]);
    assert.equal(await heightsOf(terrain, z, x + 3, y), undefined);
    assert.deepEqual([...new Set(await heightsOf(terrain, 5, tileAt(5, middle).x, tileAt(5, middle).y))], [55]);
  });
});

describe('contour lines', () => {
  it('run every 10 m at their height, every 50 m as an index line, closed around a hill', async (t) => {
    const elevation = hill(bounds);
    const { basemap } = await build(t, elevation);
    const z = 13;
    const seen = new Map<number, boolean>();
    const { x, y } = tileAt(z, middle);
    const around = [-1, 0].flatMap((dx) => [-1, 0, 1].map((dy) => [x + dx, y + dy] as const));
    for (const [column, row] of around) {
      const layer = (await vectorTile(basemap, z, column, row))?.layers.contours;
      for (let index = 0; index < (layer?.length ?? 0); index += 1) {
        const line = layer?.feature(index);
        const height = Number(line?.properties.height);
        seen.set(height, line?.properties.index === true);
        for (const corner of line?.loadGeometry().flat() ?? []) {
          const { lon, lat } = placeOf(z, column, row, corner.x / 16 - 0.5, corner.y / 16 - 0.5);
          assert.equal(Math.abs((elevation.heightM(lon, lat) ?? Number.NaN) - height) < 1.5, true, `${height}`);
        }
      }
    }
    assert.deepEqual(
      [...seen.keys()].sort((a, b) => a - b),
      [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    );
    assert.deepEqual(
      [...seen]
        .filter(([, index]) => index)
        .map(([height]) => height)
        .sort(),
      [100, 50],
    );
    const low = (await vectorTile(basemap, 12, tileAt(12, middle).x, tileAt(12, middle).y))?.layers.contours;
    const early = Array.from({ length: low?.length ?? 0 }, (_, index) => Number(low?.feature(index).properties.height));
    assert.equal(
      early.every((height) => height % 50 === 0),
      true,
    );
  });

  it('are closed, or end at the border, on any ground; no height is crossed without one', () => {
    const side = 12;
    const ground = fc.array(fc.integer({ min: -20, max: 60 }), { minLength: side * side, maxLength: side * side });
    fc.assert(
      fc.property(ground, (values) => {
        const lattice = { side, heights: Float32Array.from(values) };
        const contours = traceContours(lattice, 10);
        for (const { line, closed } of contours) {
          const [begin, end] = [line.slice(0, 2), line.slice(-2)];
          const isOnBorder = [begin, end].every((place) => place.some((at) => at === 0 || at === side - 1));
          assert.equal(closed ? begin.join() === end.join() : isOnBorder, true);
        }
        const corners = contours.reduce((sum, { line, closed }) => sum + line.length / 2 - (closed ? 1 : 0), 0);
        assert.equal(corners, crossedEdges(values, side));
      }),
    );
  });

  it('meet those of the neighbouring block in the same corners', () => {
    const heightAt = (column: number, row: number): number => 50 + 40 * Math.sin(column / 3) * Math.cos(row / 4);
    const block = (left: number) => ({
      side: 17,
      heights: Float32Array.from({ length: 17 * 17 }, (_, at) => heightAt(left + (at % 17), Math.floor(at / 17))),
    });
    const onBorder = (left: number, column: number) =>
      traceContours(block(left), 10)
        .flatMap(({ heightM, line, closed }) =>
          closed
            ? []
            : [
                [heightM, line.at(0), line.at(1)],
                [heightM, line.at(-2), line.at(-1)],
              ],
        )
        .filter(([, x]) => x === column)
        .map(([heightM, , y]) => `${heightM} ${y}`)
        .sort();
    assert.deepEqual(onBorder(0, 16), onBorder(16, 0));
    assert.equal(onBorder(0, 16).length > 0, true);
  });
});

/** Edges of the lattice whose ends lie on two sides of a contour height, once for each such height. */
const crossedEdges = (values: readonly number[], side: number): number => {
  const steps = (a: number, b: number): number =>
    [10, 20, 30, 40, 50, 60].filter((height) => a >= height !== b >= height).length;
  return values.reduce((sum, value, at) => {
    const across = (at + 1) % side === 0 ? 0 : steps(value, values[at + 1] ?? 0);
    const down = at + side < values.length ? steps(value, values[at + side] ?? 0) : 0;
    return sum + across + down;
  }, 0);
};
