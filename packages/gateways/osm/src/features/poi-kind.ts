import { metresOf, type Tags } from '../tags.ts';
import { addNames } from './names.ts';

type Poi = { readonly kind: string; readonly minZoom: number };
type Properties = Readonly<Record<string, string | number | boolean>>;

const same = (minZoom: number, ...kinds: readonly string[]): readonly (readonly [string, Poi])[] =>
  kinds.map((kind) => [kind, { kind, minZoom }]);

/** What gets a sign on the map, by key; the first key decides. What a duty desk looks for shows early. */
const pois: readonly (readonly [key: string, kinds: ReadonlyMap<string, Poi>])[] = [
  ['aeroway', new Map(same(10, 'aerodrome'))],
  [
    'railway',
    new Map<string, Poi>([
      ...same(13, 'station'),
      ['halt', { kind: 'station', minZoom: 14 }],
      ['tram_stop', { kind: 'station', minZoom: 15 }],
    ]),
  ],
  [
    'amenity',
    new Map<string, Poi>([
      ...same(13, 'hospital', 'university', 'police', 'fire_station', 'townhall', 'ferry_terminal'),
      ...same(14, 'school', 'college', 'library', 'post_office', 'theatre', 'bus_station', 'clinic', 'courthouse'),
      ...same(15, 'kindergarten', 'marketplace', 'bank', 'fuel', 'cinema', 'pharmacy', 'place_of_worship', 'toilets'),
      ...same(15, 'restaurant', 'fast_food', 'cafe', 'bar', 'drinking_water', 'community_centre', 'nursing_home'),
    ]),
  ],
  ['emergency', new Map(same(14, 'assembly_point'))],
  ['office', new Map<string, Poi>([['government', { kind: 'townhall', minZoom: 14 }]])],
  [
    'leisure',
    new Map([...same(13, 'stadium'), ...same(14, 'park', 'garden', 'marina', 'golf_course', 'sports_centre')]),
  ],
  [
    'tourism',
    new Map([...same(13, 'zoo', 'theme_park'), ...same(14, 'museum', 'attraction'), ...same(15, 'hotel', 'artwork')]),
  ],
  ['natural', new Map([...same(11, 'peak'), ...same(13, 'beach')])],
  ['boundary', new Map(same(11, 'national_park'))],
  [
    'man_made',
    new Map([...same(14, 'water_works', 'wastewater_plant', 'pumping_station'), ...same(15, 'water_tower')]),
  ],
  ['power', new Map([...same(13, 'plant'), ...same(15, 'substation')])],
  ['shop', new Map(same(15, 'supermarket', 'mall', 'convenience', 'books', 'clothes', 'electronics', 'beauty'))],
  ['highway', new Map(same(15, 'bus_stop'))],
];
/** These say enough without a name. */
const nameless: ReadonlySet<string> = new Set(['toilets', 'drinking_water', 'hospital', 'police', 'fire_station']);

/** What is large is looked for from farther away. */
const stepsM2 = [100_000, 1_000_000, 10_000_000];

/** The sign of a thing; undefined when it has none. @param areaM2 of its outline, 0 for a point */
export const poiKindOf = (tags: Tags, areaM2: number): { minZoom: number; properties: Properties } | undefined => {
  if (tags.size === 0) return undefined;
  const poi = poiIn(tags);
  if (poi === undefined || (!tags.has('name') && !nameless.has(poi.kind))) return undefined;
  const minZoom = Math.max(8, poi.minZoom - stepsM2.filter((step) => areaM2 > step).length);
  const properties: Record<string, string | number | boolean> = { kind: poi.kind, min_zoom: minZoom };
  if (poi.kind === 'station' && tags.get('station') === 'subway') properties.kind_detail = 'subway';
  const elevation = poi.kind === 'peak' ? metresOf(tags.get('ele')) : undefined;
  if (elevation !== undefined) properties.elevation = elevation;
  addNames(properties, tags);
  return { minZoom, properties };
};

const poiIn = (tags: Tags): Poi | undefined => {
  for (const [key, kinds] of pois) {
    const value = tags.get(key);
    const poi = value === undefined ? undefined : kinds.get(value);
    if (poi !== undefined) return poi;
  }
  return undefined;
};
