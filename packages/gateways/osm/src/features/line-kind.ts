import type { GroundLayer } from '@liandong/laws';
import type { Tags } from '../tags.ts';
import { addNames } from './names.ts';
import { addLevel, roadKindOf } from './roads.ts';

/** How the basemap draws a line. */
export type LineKind = {
  readonly layer: GroundLayer;
  readonly minZoom: number;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** The line runs against its traffic and is turned round. */
  readonly isReversed?: boolean;
};

const railZooms: ReadonlyMap<string, number> = new Map([
  ['rail', 9],
  ['subway', 11],
  ['light_rail', 11],
  ['monorail', 11],
  ['narrow_gauge', 12],
  ['funicular', 12],
  ['tram', 12],
]);
const sidingZoom = 13;

const waterwayZooms: ReadonlyMap<string, number> = new Map([
  ['river', 8],
  ['canal', 10],
  ['stream', 12],
  ['drain', 13],
  ['ditch', 13],
]);

const runwayZooms: ReadonlyMap<string, number> = new Map([
  ['runway', 10],
  ['taxiway', 12],
]);

/** How the basemap draws a way as a line; undefined when it does not. */
export const lineKindOf = (tags: Tags): LineKind | undefined => {
  if (tags.size === 0) return undefined;
  return tags.has('highway') ? roadKindOf(tags) : (railKindOf(tags) ?? waterwayKindOf(tags) ?? otherKindOf(tags));
};

/** Railways and metro lie in the layer of the roads, as kind `rail`. */
const railKindOf = (tags: Tags): LineKind | undefined => {
  const railway = tags.get('railway');
  const minZoom = railway === undefined ? undefined : railZooms.get(railway);
  if (railway === undefined || minZoom === undefined) return undefined;
  const properties: Record<string, string | number | boolean> = { kind: 'rail', kind_detail: railway };
  addLevel(properties, tags);
  addNames(properties, tags);
  return { layer: 'roads', minZoom: tags.has('service') ? Math.max(minZoom, sidingZoom) : minZoom, properties };
};

/** What flows underground is not drawn. */
const waterwayKindOf = (tags: Tags): LineKind | undefined => {
  const waterway = tags.get('waterway');
  const minZoom = waterway === undefined ? undefined : waterwayZooms.get(waterway);
  if (waterway === undefined || minZoom === undefined || (tags.get('tunnel') ?? 'no') !== 'no') return undefined;
  const properties: Record<string, string | number | boolean> = { kind: waterway };
  addNames(properties, tags);
  return { layer: 'water', minZoom, properties };
};

const otherKindOf = (tags: Tags): LineKind | undefined => {
  const aeroway = tags.get('aeroway') ?? '';
  const runwayZoom = runwayZooms.get(aeroway);
  if (runwayZoom !== undefined) {
    return { layer: 'roads', minZoom: runwayZoom, properties: { kind: 'aeroway', kind_detail: aeroway } };
  }
  if (tags.get('man_made') === 'pier') {
    return { layer: 'roads', minZoom: 13, properties: { kind: 'path', kind_detail: 'pier' } };
  }
  if (tags.get('route') !== 'ferry') return undefined;
  const properties: Record<string, string | number | boolean> = { kind: 'ferry' };
  addNames(properties, tags);
  return { layer: 'roads', minZoom: 11, properties };
};
