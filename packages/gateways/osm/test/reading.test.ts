import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { GroundFeature } from '@liandong/laws';
import { type Drawn, drain, type MapData, type Node, openBytes, pbfBytes } from './pbf-file.ts';

const draw = async (t: TestContext, map: MapData): Promise<Drawn> => drain(await openBytes(t, pbfBytes(map)));

/** A square whose south-west corner lies at x, y; its nodes are numbered from `first`. */
const square = (first: number, x: number, y: number, side: number): { id: number; lon: number; lat: number }[] => [
  { id: first, lon: x, lat: y },
  { id: first + 1, lon: x + side, lat: y },
  { id: first + 2, lon: x + side, lat: y + side },
  { id: first + 3, lon: x, lat: y + side },
];
const ringOf = (first: number): number[] => [first, first + 1, first + 2, first + 3, first];
const line = [
  { id: 1, lon: 104, lat: 30 },
  { id: 2, lon: 104.001, lat: 30 },
  { id: 3, lon: 104.002, lat: 30 },
];
const inLayer = (features: readonly GroundFeature[], layer: string): GroundFeature[] =>
  features.filter((feature) => feature.layer === layer);

describe('a road', () => {
  it('is drawn with its kind, direction, level and names, and drives along', async (t) => {
    const tags = {
      highway: 'trunk',
      oneway: 'yes',
      tunnel: 'yes',
      ref: 'G5;G42',
      name: '人民南路',
      'name:en': 'Renmin South Road',
    };
    const { features, ways } = await draw(t, { nodes: line, ways: [{ id: 10, refs: [1, 2, 3], tags }] });
    const [road] = inLayer(features, 'roads');
    assert.deepEqual(road?.properties, {
      kind: 'major_road',
      kind_detail: 'trunk',
      oneway: 'yes',
      is_tunnel: true,
      shield_text: 'G5',
      network: 'other',
      name: '人民南路',
      'name:zh-Hans': '人民南路',
      'name:en': 'Renmin South Road',
      script: 'Han',
    });
    assert.deepEqual(road.geometry, { type: 'LineString', coordinates: line.map(({ lon, lat }) => [lon, lat]) });
    assert.deepEqual(
      ways.map(({ line: _, ...way }) => way),
      [
        {
          id: 10,
          class: 'trunk',
          name: { 'zh-Hans': '人民南路', 'zh-Hant': '人民南路', en: 'Renmin South Road' },
          nodes: [1, 2, 3],
          oneway: true,
          tunnel: true,
          bridge: false,
        },
      ],
    );
  });

  it('that was drawn against its traffic is turned round', async (t) => {
    const tags = { highway: 'residential', oneway: '-1' };
    const { features, ways } = await draw(t, { nodes: line, ways: [{ id: 10, refs: [1, 2, 3], tags }] });
    assert.deepEqual(ways[0]?.nodes, [3, 2, 1]);
    assert.equal(ways[0]?.oneway, true);
    assert.deepEqual(inLayer(features, 'roads')[0]?.geometry.coordinates, ways[0]?.line);
  });

  it('is not driven where cars may not, and not drawn before it is built', async (t) => {
    const refs = [1, 2, 3];
    const { features, ways } = await draw(t, {
      nodes: line,
      ways: [
        { id: 1, refs, tags: { highway: 'footway' } },
        { id: 2, refs, tags: { highway: 'service', motor_vehicle: 'no' } },
        { id: 3, refs, tags: { highway: 'construction' } },
        { id: 4, refs, tags: { highway: 'constructor' } },
        { id: 5, refs, tags: { railway: 'subway', tunnel: 'yes' } },
      ],
    });
    assert.deepEqual(ways, []);
    const kinds = inLayer(features, 'roads').map(({ properties }) => properties.kind_detail);
    assert.deepEqual(kinds, ['footway', 'service', 'subway']);
  });

  it('keeps its whole stretches where nodes are missing', async (t) => {
    const nodes = [...line, { id: 5, lon: 104.004, lat: 30 }, { id: 6, lon: 104.005, lat: 30 }];
    const way = { id: 10, refs: [99, 1, 2, 3, 98, 5, 6, 97], tags: { highway: 'primary' } };
    const { ground, features, ways } = await draw(t, { nodes, ways: [way] });
    assert.deepEqual(
      ways.map((stretch) => stretch.nodes),
      [
        [1, 2, 3],
        [5, 6],
      ],
    );
    assert.equal(inLayer(features, 'roads')[0]?.geometry.type, 'MultiLineString');
    assert.equal(ground.statistics.missingNodes, 3);
  });
});

describe('an area', () => {
  const building = (tags: Record<string, string>): MapData => ({
    nodes: square(1, 104, 30, 0.001),
    ways: [{ id: 10, refs: ringOf(1).toReversed(), tags: { building: 'yes', ...tags } }],
  });

  it('of a building has the height that is stated, or three metres for each level, or none', async (t) => {
    const heights: unknown[] = [];
    const written: readonly Record<string, string>[] = [
      { height: '99.5 m', 'building:levels': '2' },
      { 'building:levels': '12' },
      {},
      { height: '?' },
    ];
    for (const tags of written) {
      const { features } = await draw(t, building(tags));
      heights.push(inLayer(features, 'buildings')[0]?.properties.height);
    }
    assert.deepEqual(heights, [99.5, 36, undefined, undefined]);
  });

  it('runs counter-clockwise, whichever way it was drawn', async (t) => {
    const { features } = await draw(t, building({}));
    const [first] = inLayer(features, 'buildings');
    assert.deepEqual(first?.geometry, {
      type: 'Polygon',
      coordinates: [
        [
          [104, 30],
          [104.001, 30],
          [104.001, 30.001],
          [104, 30.001],
          [104, 30],
        ],
      ],
    });
  });

  it('made of several ways has its island, and its name inside', async (t) => {
    const { features } = await draw(t, {
      nodes: [...square(1, 104, 30, 0.01), ...square(11, 104.003, 30.003, 0.005)],
      ways: [
        { id: 10, refs: [1, 2, 3] },
        { id: 11, refs: [1, 4, 3] },
        { id: 12, refs: ringOf(11) },
      ],
      relations: [
        {
          id: 20,
          tags: { type: 'multipolygon', natural: 'water', water: 'lake', name: '兴隆湖' },
          members: [
            { way: 10, role: 'outer' },
            { way: 11, role: '' },
            { way: 12, role: 'inner' },
          ],
        },
      ],
    });
    const [lake, sign] = inLayer(features, 'water');
    assert.equal(lake?.geometry.type, 'Polygon');
    assert.deepEqual(lake.properties, { kind: 'lake' });
    assert.equal(lake.geometry.coordinates.length, 2);
    assert.equal(sign?.properties.name, '兴隆湖');
    const [lon = 0] = sign?.geometry.type === 'Point' ? sign.geometry.coordinates : [];
    assert.ok((lon > 104 && lon < 104.003) || (lon > 104.008 && lon < 104.01), `${lon} is on the island`);
  });

  it('that is not whole in the file is left out and counted', async (t) => {
    const { ground, features } = await draw(t, {
      nodes: square(1, 104, 30, 0.01).slice(0, 3),
      ways: [{ id: 10, refs: ringOf(1), tags: { leisure: 'park' } }],
      relations: [{ id: 20, tags: { type: 'multipolygon', landuse: 'forest' }, members: [{ way: 77, role: 'outer' }] }],
    });
    assert.deepEqual(inLayer(features, 'landuse'), []);
    assert.equal(ground.statistics.incompleteAreas, 2);
  });
});

it('draws a border once, at the level of the highest unit that it bounds', async (t) => {
  const unit = (id: number, level: string) => ({
    id,
    tags: { type: 'boundary', boundary: 'administrative', admin_level: level },
    members: [{ way: 10, role: 'outer' }],
  });
  const { features } = await draw(t, {
    nodes: line,
    ways: [{ id: 10, refs: [1, 2, 3] }],
    relations: [unit(20, '6'), unit(21, '4'), unit(22, '8')],
  });
  const borders = inLayer(features, 'boundaries');
  assert.deepEqual(
    borders.map(({ properties }) => properties),
    [{ kind: 'region', kind_detail: 4 }],
  );
});

it('names places by their rank, and shows what a duty desk looks for', async (t) => {
  const nodes: readonly Node[] = [
    { id: 1, lon: 104, lat: 30, tags: { place: 'city', name: '成都市', population: '16,000,000' } },
    { id: 2, lon: 104.1, lat: 30, tags: { place: 'suburb', name: '桂溪街道' } },
    { id: 3, lon: 104.2, lat: 30, tags: { amenity: 'hospital', name: '华西医院', 'name:en': 'West China Hospital' } },
    { id: 4, lon: 104.2, lat: 30, tags: { amenity: 'bench' } },
  ];
  const { features } = await draw(t, { nodes });
  const [city, street] = inLayer(features, 'places');
  assert.equal(city?.properties.population_rank, 14);
  assert.equal(city.properties.kind, 'locality');
  assert.deepEqual([street?.properties.kind, street?.properties.kind_detail], ['neighbourhood', 'suburb']);
  assert.deepEqual(
    inLayer(features, 'pois').map(({ properties }) => [properties.kind, properties['name:en']]),
    [['hospital', 'West China Hospital']],
  );
});

it('reads the same from raw blobs, from plain nodes, and from nodes in any order', async (t) => {
  const map = { nodes: line, ways: [{ id: 10, refs: [1, 2, 3], tags: { highway: 'primary' } }] };
  const expected = await draw(t, map);
  const forms = [
    pbfBytes(map, { raw: true }),
    pbfBytes(map, { dense: false }),
    pbfBytes({ ...map, nodes: line.toReversed() }),
  ];
  for (const bytes of forms) {
    const { features, ways } = await drain(await openBytes(t, bytes));
    assert.deepEqual(features, expected.features);
    assert.deepEqual(ways, expected.ways);
  }
});
