import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { GroundFeature, RoadWay } from '@liandong/laws';
import { openOsmExtract } from '../src/index.ts';
import { andorra, chengdu, drain } from './pbf-file.ts';

const name = { 'zh-Hans': '试', 'zh-Hant': '試', en: 'Test' };
const skipWithout = (file: string): string | false =>
  existsSync(file) ? false : `no real data at ${file} (set LIANDONG_DATASETS)`;

const kindsOf = (features: readonly GroundFeature[]): Record<string, number> => {
  const kinds: Record<string, number> = {};
  for (const { layer, properties } of features) {
    const key = `${layer}/${properties.kind}`;
    kinds[key] = (kinds[key] ?? 0) + 1;
  }
  return kinds;
};

/** Share of all nodes of the roads that hang together, directions aside. */
const largestPart = (ways: readonly RoadWay[]): number => {
  const parent = new Map<number, number>();
  const rootOf = (node: number): number => {
    let root = node;
    while ((parent.get(root) ?? root) !== root) root = parent.get(root) ?? root;
    parent.set(node, root);
    return root;
  };
  for (const { nodes } of ways) for (const node of nodes) parent.set(rootOf(node), rootOf(nodes[0] ?? node));
  const sizes = new Map<number, number>();
  for (const node of parent.keys()) sizes.set(rootOf(node), (sizes.get(rootOf(node)) ?? 0) + 1);
  return Math.max(...sizes.values()) / parent.size;
};

const isOnEarth = ({ geometry }: GroundFeature): boolean => {
  const flat: unknown[] = [geometry.coordinates].flat(4);
  return flat.length > 1 && flat.every((value) => typeof value === 'number' && Math.abs(value) <= 180);
};

describe('Chengdu of May 2018', { skip: skipWithout(chengdu) }, async () => {
  const drawn =
    skipWithout(chengdu) === false ? await drain(await openOsmExtract(chengdu, { id: 'c', name })) : undefined;
  if (drawn === undefined) return;
  const { ground, features, ways } = drawn;
  const kinds = kindsOf(features);

  it('is read whole: every count is that of its source', () => {
    const { tagged, ...counts } = ground.statistics;
    assert.deepEqual(counts, {
      nodes: 319_979,
      ways: 41_752,
      relations: 236,
      missingNodes: 0,
      incompleteAreas: 5,
      coastlines: 0,
    });
    assert.deepEqual(tagged, {
      highway: 25_585,
      building: 8_892,
      'building:levels': 1_901,
      railway: 1_912,
      waterway: 810,
      landuse: 2_224,
      natural: 834,
      name: 12_852,
      'name:en': 3_042,
    });
    assert.deepEqual(
      ground.bounds.map((side) => Math.round(side * 100) / 100),
      [103.67, 30.32, 104.46, 30.95],
    );
  });

  it('has its roads, water, metro, buildings, places and signs', () => {
    assert.ok((kinds['roads/highway'] ?? 0) > 2_000);
    assert.ok((kinds['roads/major_road'] ?? 0) > 9_000);
    assert.ok((kinds['roads/rail'] ?? 0) > 1_000);
    assert.ok((kinds['water/river'] ?? 0) > 150);
    assert.ok((kinds['buildings/building'] ?? 0) > 8_800);
    assert.ok((kinds['pois/hospital'] ?? 0) > 70);
    const tall = features.filter(({ layer, properties }) => layer === 'buildings' && Number(properties.height) > 0);
    assert.ok(tall.length > 1_800, `${tall.length} buildings with a height`);
    const square = features.find(({ properties }) => properties.name === '天府广场');
    assert.equal(square?.properties['name:zh-Hans'], '天府广场');
    assert.ok(features.every(isOnEarth));
  });

  it('has one road graph', () => {
    assert.ok(ways.length > 22_000);
    const share = largestPart(ways);
    assert.ok(share > 0.97, `the largest part has ${share} of all nodes`);
  });
});

describe('Andorra', { skip: skipWithout(andorra) }, () => {
  it('is read whole, with its mountains, border and one road graph', async () => {
    const { ground, features, ways } = await drain(await openOsmExtract(andorra, { id: 'andorra', name }));
    const { nodes, ways: wayCount, relations, missingNodes } = ground.statistics;
    assert.deepEqual([nodes, wayCount, relations, missingNodes], [69_644, 2_725, 74, 0]);
    const peak = features.find(({ properties }) => String(properties.name).includes('Comapedrosa'));
    assert.equal(peak?.properties.kind, 'peak');
    const border = features.filter(({ layer, properties }) => layer === 'boundaries' && properties.kind_detail === 2);
    assert.ok(border.length > 10);
    assert.ok(largestPart(ways) > 0.9, `${largestPart(ways)}`);
  });

  it('gives the same twice, and can be left in the middle', async () => {
    const ground = await openOsmExtract(andorra, { id: 'andorra', name });
    for await (const { layer } of ground.features()) if (layer === 'roads') break;
    const first = await drain(ground);
    assert.deepEqual(await drain(ground), first);
  });
});
