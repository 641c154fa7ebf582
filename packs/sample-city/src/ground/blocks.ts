import type { GroundFeature } from '@liandong/laws';
import type { Court, CourtKind } from '../buildings/plot.ts';
import { areaOf } from '../city/plane.ts';
import type { Block, BlockUse } from '../city/types.ts';
import { area, named, type Properties, point } from './draw.ts';
import { mergeRings } from './merge.ts';

type Look = {
  readonly kind: string;
  readonly detail?: string;
  readonly minZoom: number;
  readonly poi?: { readonly kind: string; readonly minZoom: number };
};

/** How the ground of a block looks by its use, and what is named on it. */
const looks: Readonly<Record<BlockUse, Look>> = {
  residential: { kind: 'residential', minZoom: 12, poi: { kind: 'estate', minZoom: 15 } },
  village: { kind: 'residential', detail: 'village', minZoom: 12, poi: { kind: 'village', minZoom: 14 } },
  commercial: { kind: 'commercial', minZoom: 12, poi: { kind: 'mall', minZoom: 14 } },
  office: { kind: 'commercial', detail: 'office', minZoom: 12, poi: { kind: 'office', minZoom: 15 } },
  industrial: { kind: 'industrial', minZoom: 10, poi: { kind: 'industrial', minZoom: 15 } },
  port: { kind: 'industrial', detail: 'port', minZoom: 10, poi: { kind: 'harbour', minZoom: 13 } },
  government: { kind: 'government', minZoom: 12, poi: { kind: 'townhall', minZoom: 13 } },
  school: { kind: 'school', minZoom: 12, poi: { kind: 'school', minZoom: 14 } },
  university: { kind: 'university', minZoom: 11, poi: { kind: 'university', minZoom: 12 } },
  hospital: { kind: 'hospital', minZoom: 12, poi: { kind: 'hospital', minZoom: 13 } },
  park: { kind: 'park', minZoom: 9, poi: { kind: 'park', minZoom: 13 } },
  square: { kind: 'pedestrian', minZoom: 13, poi: { kind: 'square', minZoom: 14 } },
  sports: { kind: 'recreation_ground', minZoom: 12, poi: { kind: 'stadium', minZoom: 13 } },
  store: { kind: 'industrial', detail: 'store', minZoom: 13, poi: { kind: 'store', minZoom: 15 } },
  waterworks: { kind: 'industrial', detail: 'waterworks', minZoom: 13, poi: { kind: 'waterworks', minZoom: 14 } },
  pumping: {
    kind: 'industrial',
    detail: 'pumping_station',
    minZoom: 14,
    poi: { kind: 'pumping_station', minZoom: 15 },
  },
  forest: { kind: 'wood', minZoom: 8 },
  farmland: { kind: 'farmland', minZoom: 11 },
  beach: { kind: 'beach', minZoom: 10, poi: { kind: 'beach', minZoom: 13 } },
};

/** The ground of a street's blocks, joined by use, and the names on it. */
export const blockFeatures = function* (blocks: readonly Block[]): Generator<GroundFeature> {
  for (const [use, alike] of Map.groupBy(blocks, (block) => block.use)) {
    const { kind, detail, minZoom } = looks[use];
    const properties = { kind, sort_rank: 30, ...(detail === undefined ? {} : { kind_detail: detail }) };
    for (const { ring, holes } of mergeRings(alike.map((block) => block.ring))) {
      yield area('landuse', minZoom, properties, ring, holes);
    }
    yield* names(use, alike);
  }
};

/** A name that several blocks bear, as a university's, stands on the largest of them. */
const names = function* (use: BlockUse, blocks: readonly Block[]): Generator<GroundFeature> {
  const { poi } = looks[use];
  if (poi === undefined) return;
  const largest = new Map<string, { readonly block: Block; readonly areaM2: number }>();
  for (const block of blocks) {
    const { name, ring } = block;
    if (name === undefined) continue;
    const areaM2 = areaOf(ring);
    const known = largest.get(name['zh-Hans']);
    if (known === undefined || known.areaM2 < areaM2) largest.set(name['zh-Hans'], { block, areaM2 });
  }
  for (const { block, areaM2 } of largest.values()) {
    // Large parks and the like are named earlier than small ones.
    const minZoom = poi.minZoom - (areaM2 > 60_000 ? 1 : 0);
    yield point('pois', minZoom, { kind: poi.kind, ...named(block.name) }, block.middle);
  }
};

const courtLooks: Readonly<
  Record<CourtKind, { readonly layer: 'landuse' | 'water'; readonly properties: Properties; readonly minZoom: number }>
> = {
  pitch: { layer: 'landuse', properties: { kind: 'pitch', sort_rank: 40 }, minZoom: 14 },
  playground: { layer: 'landuse', properties: { kind: 'playground', sort_rank: 40 }, minZoom: 14 },
  garden: { layer: 'landuse', properties: { kind: 'grass', sort_rank: 40 }, minZoom: 14 },
  basin: { layer: 'water', properties: { kind: 'water', kind_detail: 'basin' }, minZoom: 14 },
  pond: { layer: 'water', properties: { kind: 'lake' }, minZoom: 12 },
};

/** What is laid out between the buildings of a block. */
export const courtFeature = ({ kind, ring }: Court): GroundFeature => {
  const { layer, properties, minZoom } = courtLooks[kind];
  return area(layer, minZoom, properties, ring);
};
