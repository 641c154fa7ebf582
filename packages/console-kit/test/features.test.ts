import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Polygon, Position } from 'geojson';
import {
  areaCollection,
  type Bounds,
  coneCollection,
  frameCollection,
  labelCollection,
  type MapCone,
} from '../src/map/features.ts';

const ringOf = (cone: MapCone): readonly Position[] => {
  const [feature] = coneCollection(cone).features;
  assert.equal(feature?.geometry.type, 'Polygon');
  return feature.geometry.coordinates[0] ?? [];
};

const ringsOf = (boxes: readonly Bounds[]) => {
  const [outside] = frameCollection(boxes).features;
  return outside === undefined ? [] : (outside.geometry as Polygon).coordinates;
};

describe('what the page draws on the map', () => {
  it('looks north with a camera that looks north, as far as it sees', () => {
    const ring = ringOf({ lon: 146, lat: 28, headingDeg: 0, fieldOfViewDeg: 60, rangeM: 1000 });
    const lats = ring.map(([, lat = 0]) => lat);
    assert.ok(Math.abs(Math.max(...lats) - (28 + 1000 / 111_320)) < 1e-6);
    assert.equal(Math.min(...lats), 28);
    const lons = ring.map(([lon = 0]) => lon - 146);
    assert.ok(Math.abs(Math.max(...lons) + Math.min(...lons)) < 1e-9, 'as far to the east as to the west');
    assert.deepEqual(ring[0], ring.at(-1));
  });

  it('is a whole circle for a camera that sees all around', () => {
    const ring = ringOf({ lon: 0, lat: 0, headingDeg: 10, fieldOfViewDeg: 360, rangeM: 100 });
    assert.ok(ring.every(([lon = 0, lat = 0]) => Math.abs(Math.hypot(lon, lat) * 111_320 - 100) < 0.5));
  });

  it('leaves a hole in the frame for every basemap, and one hole for basemaps that touch', () => {
    assert.deepEqual(ringsOf([]), []);
    const [far, west, east, bridge]: readonly Bounds[] = [
      [100, 0, 101, 1],
      [10, 10, 11, 11],
      [12, 10, 13, 11],
      [10.5, 10.5, 12.5, 12],
    ];
    assert.ok(far && west && east && bridge);
    assert.equal(ringsOf([far, west, east]).length, 1 + 3);
    const joined = ringsOf([far, west, east, bridge]);
    assert.equal(joined.length, 1 + 2);
    const lons = (joined.at(-1) ?? []).map(([lon = 0]) => lon);
    assert.deepEqual([Math.min(...lons), Math.max(...lons)], [10, 13]);
  });

  it('writes a name amid the largest part of an area, and draws no border where none is known', () => {
    const square = (x: number, size: number) => [
      [
        [x, 0],
        [x + size, 0],
        [x + size, size],
        [x, size],
        [x, 0],
      ],
    ];
    const area = { code: '1', label: '区', rank: 1, veiled: false };
    const geometry = { type: 'MultiPolygon' as const, coordinates: [square(0, 1), square(10, 4)] };
    const [label] = labelCollection([{ ...area, geometry }]).features;
    assert.deepEqual(label?.geometry, { type: 'Point', coordinates: [12, 2] });
    const unknown = { ...area, labelAt: [5, 6] as const };
    assert.deepEqual(labelCollection([unknown]).features[0]?.geometry, { type: 'Point', coordinates: [5, 6] });
    assert.deepEqual(areaCollection([unknown]).features, []);
  });
});
