import type { GroundFeature, RoadClass, RoadWay } from '@liandong/laws';
import { toPositions } from '../city/plane.ts';
import type { Road } from '../city/types.ts';
import { line, named } from './draw.ts';

/** How a class of road is drawn: its kind in the schema, from which zoom, and what lies above what. */
const styles: Readonly<
  Record<RoadClass, { readonly kind: string; readonly minZoom: number; readonly sortRank: number }>
> = {
  motorway: { kind: 'highway', minZoom: 5, sortRank: 410 },
  trunk: { kind: 'major_road', minZoom: 7, sortRank: 400 },
  primary: { kind: 'major_road', minZoom: 8, sortRank: 390 },
  secondary: { kind: 'major_road', minZoom: 10, sortRank: 380 },
  tertiary: { kind: 'major_road', minZoom: 11, sortRank: 370 },
  residential: { kind: 'minor_road', minZoom: 12, sortRank: 360 },
  service: { kind: 'minor_road', minZoom: 13, sortRank: 350 },
  path: { kind: 'path', minZoom: 14, sortRank: 340 },
};

/** A road as the basemap draws it. */
export const roadFeature = ({ class: roadClass, name, tunnel, bridge, oneway, line: points }: Road): GroundFeature => {
  const { kind, minZoom, sortRank } = styles[roadClass];
  return line(
    'roads',
    minZoom,
    {
      kind,
      kind_detail: roadClass,
      sort_rank: sortRank,
      ...named(name),
      // The schema asks whether these are there at all, not what they say.
      ...(tunnel ? { is_tunnel: true } : {}),
      ...(bridge ? { is_bridge: true } : {}),
      ...(oneway ? { oneway: 'yes' } : {}),
    },
    points,
  );
};

/** A road as the road graph is cut from. */
export const roadWay = ({
  id,
  class: roadClass,
  name,
  nodes,
  line: points,
  oneway,
  tunnel,
  bridge,
}: Road): RoadWay => ({
  id,
  class: roadClass,
  name,
  nodes,
  line: toPositions(points),
  oneway,
  tunnel,
  bridge,
});
