import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { elevationGround, openElevation } from '../src/index.ts';
import { andorra, openBytes, tileOf, zipOf } from './terrain-files.ts';

const near = (height: number | undefined, wanted: number, tolerance = 1e-6): void => {
  assert.ok(height !== undefined && Math.abs(height - wanted) <= tolerance, `${height} is not ${wanted}`);
};

describe('an SRTM tile', () => {
  // One metre higher for each sample to the east, ten for each to the south.
  const slope = tileOf((row, column) => column + row * 10);

  it('lies where its name says, its first row in the north', async (t) => {
    for (const [name, west, south] of [
      ['N30E104.hgt', 104, 30],
      ['s34w071.SRTMGL3.hgt', -71, -34],
      ['some/folder/N30E104.hgt', 104, 30],
    ] as const) {
      const elevation = await openBytes(t, name, slope);
      assert.deepEqual(elevation.bounds, [west, south, west + 1, south + 1]);
      near(elevation.heightM(west, south + 1), 0);
      near(elevation.heightM(west + 1, south + 1), 1200);
      near(elevation.heightM(west, south), 12_000);
      near(elevation.heightM(west + 1, south), 13_200);
      near(elevation.resolutionM, 92.66, 0.01);
    }
  });

  it('is bilinear between its samples and unknown outside', async (t) => {
    const elevation = await openBytes(t, 'N30E104.hgt', slope);
    near(elevation.heightM(104 + 100.25 / 1200, 31 - 200.5 / 1200), 100.25 + 2005);
    for (const [lon, lat] of [
      [103.999, 30.5],
      [105.001, 30.5],
      [104.5, 29.999],
      [104.5, 31.001],
      [Number.NaN, 30.5],
    ] as const) {
      assert.equal(elevation.heightM(lon, lat), undefined);
    }
  });

  it('never makes up what the radar did not see', async (t) => {
    const hole = tileOf((row, column) => (row === 600 && column === 600 ? -32_768 : 7));
    const elevation = await openBytes(t, 'N30E104.hgt', hole);
    assert.equal(elevation.heightM(104.5, 30.5), undefined);
    assert.equal(elevation.heightM(104.5 + 0.5 / 1200, 30.5), undefined);
    near(elevation.heightM(104.5 + 1 / 1200, 30.5), 7);
    near(elevation.heightM(104.5 + 2 / 1200, 30.5), 7);
  });

  it('is the same out of an archive, and tiles in one archive lie side by side', async (t) => {
    const flat = tileOf(() => 5);
    const both = zipOf([
      { name: 'N30E104.hgt', content: slope },
      { name: 'N30E105.hgt', content: flat },
      { name: 'readme.txt', content: Buffer.from('hello') },
      { name: '__MACOSX/._N30E104.hgt', content: Buffer.from('shadow') },
    ]);
    const elevation = await openBytes(t, 'sichuan.zip', both);
    assert.deepEqual(elevation.bounds, [104, 30, 106, 31]);
    near(elevation.heightM(104.5, 31), 600);
    near(elevation.heightM(105.5, 30.5), 5);
    near((await openBytes(t, 'N30E104.hgt.gz', gzipSync(slope))).heightM(104.5, 31), 600);
  });
});

describe('an ESRI ASCII grid in degrees', () => {
  const head = 'NCOLS 3\r\nNROWS 2\r\nXLLCORNER 104\r\nYLLCORNER 30\r\nCELLSIZE 0.01\r\nNODATA_VALUE -9999\r\n';
  const grid = `${head}1 2 3\r\n4 5 -9999\r\n`;

  it('has its samples in the middles of its cells', async (t) => {
    const elevation = await openBytes(t, 'dem.asc', grid);
    assert.deepEqual(
      elevation.bounds.map((side) => Number(side.toFixed(6))),
      [104, 30, 104.03, 30.02],
    );
    near(elevation.heightM(104.005, 30.015), 1);
    near(elevation.heightM(104.015, 30.005), 5);
    near(elevation.heightM(104.01, 30.01), 3);
    near(elevation.heightM(104, 30.02), 1);
    assert.equal(elevation.heightM(104.025, 30.005), undefined);
    near(elevation.resolutionM, 1111.95);
  });

  it('may state middles instead of corners, and may be packed', async (t) => {
    const centred = grid.replace('XLLCORNER 104', 'xllcenter 104.005').replace('YLLCORNER 30', 'yllcenter 30.005');
    for (const [name, bytes] of [
      ['dem.asc', centred],
      ['dem.asc.gz', gzipSync(grid)],
    ] as const) {
      near((await openBytes(t, name, bytes)).heightM(104.01, 30.01), 3);
    }
  });
});

const skip = existsSync(andorra) ? false : `no real data at ${andorra} (set LIANDONG_DATASETS)`;

describe('the tile of Andorra', { skip }, () => {
  it('has its highest point on Coma Pedrosa and its capital in the valley', async () => {
    const elevation = await openElevation(andorra, 'N42E001.hgt.zip');
    assert.deepEqual(elevation.bounds, [1, 42, 2, 43]);
    let [highest, place] = [0, ''];
    for (let lon = 1.41; lon <= 1.78; lon += 1 / 1200) {
      for (let lat = 42.43; lat <= 42.65; lat += 1 / 1200) {
        const height = elevation.heightM(lon, lat) ?? 0;
        if (height > highest) [highest, place] = [height, `${lat.toFixed(2)} ${lon.toFixed(2)}`];
      }
    }
    // Surveyed: 2 942 m; SRTM cuts sharp tops by some tens of metres.
    assert.ok(highest > 2_850 && highest < 2_960, `${highest}`);
    assert.equal(place, '42.59 1.44');
    // Andorra la Vella lies in the valley, at some 1 020 m.
    const town = elevation.heightM(1.5218, 42.5063) ?? 0;
    assert.ok(town > 980 && town < 1_100, `${town}`);
  });

  it('is ground without features', async () => {
    const elevation = await openElevation(andorra, 'N42E001.hgt.zip');
    const name = { 'zh-Hans': '安道尔', 'zh-Hant': '安道爾', en: 'Andorra' };
    const ground = elevationGround(elevation, { id: 'andorra-dem', name, attribution: 'NASA SRTM' });
    assert.equal(ground.generated, false);
    assert.deepEqual(ground.bounds, [1, 42, 2, 43]);
    assert.equal(ground.elevation, elevation);
    assert.deepEqual([...(await Array.fromAsync(ground.features())), ...(await Array.fromAsync(ground.ways()))], []);
  });
});
