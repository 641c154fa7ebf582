import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { type GroundFeature, type GroundGeometry, type GroundPosition, groundLayers } from '@liandong/laws';
import { createCityPlan } from '../src/city/create-plan.ts';
import { toLonLat } from '../src/city/plane.ts';
import { sampleGroundSource } from '../src/ground/ground-source.ts';

const plan = createCityPlan({ seed: 7, size: 100_000 });
const source = sampleGroundSource(plan);

const drawn = (seed = 7, size = 100_000): readonly GroundFeature[] => [
  ...syncOnly(sampleGroundSource(createCityPlan({ seed, size })).features()),
];

function syncOnly<T>(stream: Iterable<T> | AsyncIterable<T>): Iterable<T> {
  if (!(Symbol.iterator in stream)) throw new Error('the sample is streamed without waiting');
  return stream;
}

const features = drawn();
const byLayer = Map.groupBy(features, ({ layer }) => layer);

const hashes = (all: readonly GroundFeature[]): Readonly<Record<string, string>> => {
  const sums = new Map(groundLayers.map((layer) => [layer, createHash('sha256')]));
  for (const feature of all) sums.get(feature.layer)?.update(JSON.stringify(feature));
  return Object.fromEntries([...sums].map(([layer, sum]) => [layer, sum.digest('hex')]));
};

const lines = (geometry: GroundGeometry): readonly (readonly GroundPosition[])[] => {
  switch (geometry.type) {
    case 'Point':
      return [];
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
};

const turning = (ring: readonly GroundPosition[]): number =>
  ring.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = ring[index] ?? [x, y];
    return sum + (px - (ring[0]?.[0] ?? 0)) * (y - py) - (py - (ring[0]?.[1] ?? 0)) * (x - px);
  }, 0);

describe('the ground of the sample city', () => {
  it('is the same for the same seed, layer by layer, and another for another seed', () => {
    const once = hashes(features);
    assert.deepEqual(hashes(drawn()), once);
    const other = hashes(drawn(8));
    for (const layer of ['earth', 'water', 'roads', 'buildings', 'landuse', 'places', 'grids'] as const) {
      assert.notEqual(other[layer], once[layer], layer);
    }
  });

  it('says that it is generated', () => {
    assert.equal(source.generated, true);
    assert.match(source.attribution, /generated/i);
  });

  it('has all that a basemap is made of', () => {
    for (const layer of groundLayers) {
      // Contour lines are drawn from the heights by whoever builds the map.
      if (layer !== 'contours') assert.ok((byLayer.get(layer)?.length ?? 0) > 0, layer);
    }
    const buildings = byLayer.get('buildings')?.length ?? 0;
    assert.ok(buildings > 14_000 && buildings < 32_000, String(buildings));
  });

  it('has closed rings, the outer ones counter-clockwise, and no broken number', () => {
    for (const { geometry, properties } of features) {
      for (const [index, line] of lines(geometry).entries()) {
        assert.ok(line.flat().every(Number.isFinite) && line.length >= 2, JSON.stringify(properties));
        if (geometry.type !== 'Polygon') continue;
        assert.deepEqual(line.at(-1), line[0]);
        assert.ok((index === 0) === turning(line) > 0, JSON.stringify(properties));
      }
    }
  });

  it('names everything in three languages', () => {
    for (const { properties } of features) {
      if (!('name' in properties)) continue;
      for (const key of ['name:zh-Hans', 'name:zh-Hant', 'name:en'])
        assert.ok(properties[key], JSON.stringify(properties));
    }
    for (const layer of ['places', 'pois'] as const) {
      for (const { properties } of byLayer.get(layer) ?? [])
        assert.ok('name' in properties, JSON.stringify(properties));
    }
  });

  it('draws each stretch of a border once', () => {
    const stretches = new Set<string>();
    for (const { geometry } of byLayer.get('boundaries') ?? []) {
      for (const line of lines(geometry)) {
        for (let index = 1; index < line.length; index += 1) {
          const key = [String(line[index - 1]), String(line[index])].sort().join(' ');
          assert.ok(!stretches.has(key), key);
          stretches.add(key);
        }
      }
    }
  });

  it('gives every road to the map and to the road graph', () => {
    const ways = [...syncOnly(source.ways())];
    assert.equal(new Set(ways.map(({ id }) => id)).size, ways.length);
    for (const { nodes, line } of ways) assert.equal(nodes.length, line.length);
    const roads = (byLayer.get('roads') ?? []).filter(
      ({ properties }) => properties.kind !== 'rail' && properties.kind_detail !== 'footway',
    );
    assert.equal(roads.length, ways.length);
  });

  it('knows its heights within its bounds only', () => {
    const heights = source.elevation;
    assert.ok(heights !== undefined);
    const [west, south, east, north] = heights.bounds;
    assert.equal(heights.heightM(west - 0.01, south), undefined);
    assert.ok(Number.isFinite(heights.heightM((west + east) / 2, (south + north) / 2)));
    // Within the city's own map they are those of the plan, to the metre that six decimals leave.
    const [x, y] = plan.streets[0]?.middle ?? [0, 0];
    const { lon, lat } = toLonLat([x, y]);
    assert.ok(Math.abs((heights.heightM(lon, lat) ?? 0) - plan.terrain.heightM(x, y)) < 0.1);
  });
});
