import type { GroundLayer } from '@liandong/laws';
import { metresOf, type Tags } from '../tags.ts';

/** How the basemap draws an area. */
export type AreaKind = {
  readonly layer: GroundLayer;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** Kinds of fixed size have a first zoom of their own; the others get it from their size. */
  readonly minZoom?: number;
};

type Kinds = ReadonlyMap<string, string>;
const same = (...values: readonly string[]): readonly (readonly [string, string])[] => values.map((v) => [v, v]);

/** Values that are areas on the ground, by key, with the kind of the Protomaps schema; the first key decides. */
const landuseKinds: readonly (readonly [key: string, kinds: Kinds])[] = [
  ['aeroway', new Map(same('aerodrome', 'runway', 'taxiway'))],
  ['amenity', new Map(same('university', 'college', 'hospital', 'school', 'kindergarten'))],
  ['boundary', new Map(same('national_park', 'protected_area'))],
  [
    'landuse',
    new Map([
      ...same('cemetery', 'residential', 'commercial', 'retail', 'industrial', 'military', 'railway', 'construction'),
      ...same('village_green', 'allotments', 'recreation_ground', 'forest', 'grass', 'farmland', 'quarry'),
      ['meadow', 'grassland'],
      ['orchard', 'farmland'],
      ['vineyard', 'farmland'],
      ['farmyard', 'farmland'],
      ['plant_nursery', 'farmland'],
      ['greenhouse_horticulture', 'farmland'],
      ['brownfield', 'industrial'],
    ]),
  ],
  [
    'leisure',
    new Map([
      ...same('park', 'garden', 'golf_course', 'playground', 'pitch', 'nature_reserve', 'stadium', 'marina'),
      ['dog_park', 'park'],
      ['sports_centre', 'recreation_ground'],
    ]),
  ],
  ['man_made', new Map([...same('pier'), ['bridge', 'pedestrian'], ['wastewater_plant', 'industrial']])],
  [
    'natural',
    new Map([
      ...same('beach', 'wood', 'glacier', 'scrub', 'sand', 'wetland', 'grassland', 'bare_rock', 'scree'),
      ['heath', 'scrub'],
      ['fell', 'grassland'],
    ]),
  ],
  [
    'power',
    new Map([
      ['plant', 'industrial'],
      ['substation', 'industrial'],
    ]),
  ],
  ['railway', new Map(same('platform'))],
  ['tourism', new Map([...same('zoo'), ['theme_park', 'park']])],
  ['waterway', new Map(same('dam'))],
  ['place', new Map([['square', 'pedestrian']])],
];

const waterKinds: readonly (readonly [key: string, kinds: Kinds])[] = [
  ['natural', new Map([['water', 'water']])],
  [
    'waterway',
    new Map([
      ['riverbank', 'river'],
      ['dock', 'dock'],
    ]),
  ],
  ['landuse', new Map(same('reservoir', 'basin'))],
  ['leisure', new Map(same('swimming_pool'))],
];
/** The value of `water` when it is one of these. */
const waterDetails: ReadonlySet<string> = new Set(['lake', 'reservoir', 'pond', 'river', 'canal', 'basin', 'lagoon']);

const kindIn = (table: readonly (readonly [string, Kinds])[], tags: Tags): string | undefined => {
  for (const [key, kinds] of table) {
    const value = tags.get(key);
    const kind = value === undefined ? undefined : kinds.get(value);
    if (kind !== undefined) return kind;
  }
  return undefined;
};

/** How the basemap draws a closed outline; undefined when it is no area. */
export const areaKindOf = (tags: Tags): AreaKind | undefined => {
  if (tags.size === 0 || tags.get('area') === 'no') return undefined;
  return buildingKindOf(tags) ?? waterKindOf(tags) ?? landuseKindOf(tags);
};

const metresPerLevel = 3;
/** Beyond the highest building there is: a slip of the pen. */
const maxBuildingM = 1000;
const tallM = 30;

const heightOf = (tags: Tags, height: string, levels: string): number | undefined => {
  const stated = metresOf(tags.get(height));
  const counted = metresOf(tags.get(levels));
  const metres = stated ?? (counted === undefined ? undefined : counted * metresPerLevel);
  return metres !== undefined && metres > 0 && metres <= maxBuildingM ? metres : undefined;
};

const buildingKindOf = (tags: Tags): AreaKind | undefined => {
  const isPart = (tags.get('building:part') ?? 'no') !== 'no';
  const isBuilding = (tags.get('building') ?? 'no') !== 'no';
  if ((!isPart && !isBuilding) || tags.get('location') === 'underground') return undefined;
  const properties: Record<string, string | number | boolean> = { kind: isBuilding ? 'building' : 'building_part' };
  const height = heightOf(tags, 'height', 'building:levels');
  const minHeight = heightOf(tags, 'min_height', 'building:min_level');
  // Unknown stays away: the style decides how a building of unknown height looks.
  if (height !== undefined) properties.height = height;
  if (minHeight !== undefined) properties.min_height = minHeight;
  return { layer: 'buildings', properties, minZoom: height !== undefined && height >= tallM ? 13 : 14 };
};

const waterKindOf = (tags: Tags): AreaKind | undefined => {
  const found = kindIn(waterKinds, tags);
  if (found === undefined) return undefined;
  if (found === 'swimming_pool') return { layer: 'water', properties: { kind: found }, minZoom: 15 };
  const stated = tags.get('water') ?? '';
  const detail = waterDetails.has(stated) ? stated : found;
  // Rivers that are drawn as areas keep the kind `water`: the kind `river` is that of lines.
  const kind = detail === 'lake' || detail === 'reservoir' ? 'lake' : 'water';
  return { layer: 'water', properties: detail === kind ? { kind } : { kind, kind_detail: detail } };
};

const landuseKindOf = (tags: Tags): AreaKind | undefined => {
  const isSquare =
    tags.get('area') === 'yes' && (tags.get('highway') === 'pedestrian' || tags.get('highway') === 'footway');
  const kind = isSquare ? 'pedestrian' : kindIn(landuseKinds, tags);
  return kind === undefined ? undefined : { layer: 'landuse', properties: { kind } };
};
