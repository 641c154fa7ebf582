import type { RoadClass } from '@liandong/laws';
import type { Tags } from '../tags.ts';
import type { LineKind } from './line-kind.ts';
import { addNames } from './names.ts';

type Road = {
  readonly kind: 'highway' | 'major_road' | 'minor_road' | 'path';
  readonly minZoom: number;
  /** Class for traffic; none where no car goes. */
  readonly class?: RoadClass;
};

/** Values of `highway`, with the kind and the first zoom of the Protomaps schema. */
const roads: ReadonlyMap<string, Road> = new Map<string, Road>([
  ['motorway', { kind: 'highway', minZoom: 5, class: 'motorway' }],
  ['motorway_link', { kind: 'highway', minZoom: 10, class: 'motorway' }],
  ['trunk', { kind: 'major_road', minZoom: 6, class: 'trunk' }],
  ['trunk_link', { kind: 'major_road', minZoom: 10, class: 'trunk' }],
  ['primary', { kind: 'major_road', minZoom: 8, class: 'primary' }],
  ['primary_link', { kind: 'major_road', minZoom: 11, class: 'primary' }],
  ['secondary', { kind: 'major_road', minZoom: 9, class: 'secondary' }],
  ['secondary_link', { kind: 'major_road', minZoom: 12, class: 'secondary' }],
  ['tertiary', { kind: 'major_road', minZoom: 10, class: 'tertiary' }],
  ['tertiary_link', { kind: 'major_road', minZoom: 12, class: 'tertiary' }],
  ['residential', { kind: 'minor_road', minZoom: 12, class: 'residential' }],
  ['unclassified', { kind: 'minor_road', minZoom: 12, class: 'residential' }],
  ['living_street', { kind: 'minor_road', minZoom: 12, class: 'residential' }],
  ['road', { kind: 'minor_road', minZoom: 12, class: 'residential' }],
  ['service', { kind: 'minor_road', minZoom: 13, class: 'service' }],
  ['raceway', { kind: 'minor_road', minZoom: 13 }],
  ['busway', { kind: 'minor_road', minZoom: 13 }],
  ['pedestrian', { kind: 'path', minZoom: 13 }],
  ['track', { kind: 'path', minZoom: 13 }],
  ['path', { kind: 'path', minZoom: 14 }],
  ['cycleway', { kind: 'path', minZoom: 14 }],
  ['bridleway', { kind: 'path', minZoom: 14 }],
  ['footway', { kind: 'path', minZoom: 14 }],
  ['steps', { kind: 'path', minZoom: 14 }],
  ['corridor', { kind: 'path', minZoom: 15 }],
]);

const refused: ReadonlySet<string> = new Set(['no', 'agricultural', 'forestry', 'emergency']);
const forward: ReadonlySet<string> = new Set(['yes', 'true', '1']);
const backward: ReadonlySet<string> = new Set(['-1', 'reverse']);
/** Longer ones do not fit a shield. */
const maxShieldLetters = 5;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== 'no';

/** +1 along the line only, −1 against it only, 0 both ways. */
const directionOf = (tags: Tags, highway: string): number => {
  const oneway = tags.get('oneway');
  if (oneway !== undefined) return forward.has(oneway) ? 1 : backward.has(oneway) ? -1 : 0;
  const junction = tags.get('junction');
  // Motorways and roundabouts have one direction even when nobody says so.
  return highway.startsWith('motorway') || junction === 'roundabout' || junction === 'circular' ? 1 : 0;
};

/** How the basemap draws a road; undefined for what is no road that exists, or an open place. */
export const roadKindOf = (tags: Tags): LineKind | undefined => {
  const highway = tags.get('highway');
  const road = highway === undefined ? undefined : roads.get(highway);
  if (highway === undefined || road === undefined || tags.get('area') === 'yes') return undefined;
  const properties: Record<string, string | number | boolean> = { kind: road.kind, kind_detail: highway };
  const direction = directionOf(tags, highway);
  if (direction !== 0) properties.oneway = 'yes';
  if (highway.endsWith('_link')) properties.is_link = true;
  addLevel(properties, tags);
  addShield(properties, tags);
  addNames(properties, tags);
  return { layer: 'roads', minZoom: road.minZoom, properties, isReversed: direction < 0 };
};

/** Tunnels and bridges are drawn below and above; the style asks only whether the property is there. */
export const addLevel = (properties: Record<string, string | number | boolean>, tags: Tags): void => {
  if (isSet(tags.get('tunnel')) || tags.get('covered') === 'yes') properties.is_tunnel = true;
  else if (isSet(tags.get('bridge'))) properties.is_bridge = true;
};

const addShield = (properties: Record<string, string | number | boolean>, tags: Tags): void => {
  const shield = tags.get('ref')?.split(';')[0]?.replaceAll(/\s/g, '');
  if (shield === undefined || shield === '' || shield.length > maxShieldLetters) return;
  properties.shield_text = shield;
  properties.network = 'other';
};

export type Drivable = {
  readonly class: RoadClass;
  readonly oneway: boolean;
  readonly isReversed: boolean;
  readonly tunnel: boolean;
  readonly bridge: boolean;
};

/** What a way is for cars; undefined where they may not or cannot go. Private roads count: crews may use them. */
export const drivableOf = (tags: Tags): Drivable | undefined => {
  const highway = tags.get('highway');
  const roadClass = highway === undefined ? undefined : roads.get(highway)?.class;
  if (highway === undefined || roadClass === undefined || tags.get('area') === 'yes') return undefined;
  const access = tags.get('motor_vehicle') ?? tags.get('vehicle') ?? tags.get('access');
  if (access !== undefined && refused.has(access)) return undefined;
  const direction = directionOf(tags, highway);
  return {
    class: roadClass,
    oneway: direction !== 0,
    isReversed: direction < 0,
    tunnel: isSet(tags.get('tunnel')),
    bridge: isSet(tags.get('bridge')),
  };
};
