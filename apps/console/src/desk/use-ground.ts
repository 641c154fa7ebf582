import type { MapGround } from '@liandong/console-kit';
import { type GroundState, type GroundView, groundRoutes } from '@liandong/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useMay } from '../api/queries.ts';

/** How often the node is asked: while it builds, before it has anything, and else for what somebody has imported. */
const intervals = { building: 3_000, nothing: 5_000, usual: 60_000 } as const;

const intervalOf = (state: GroundState | undefined): number => {
  if (state?.building !== undefined) return intervals.building;
  return state === undefined || state.grounds.length === 0 ? intervals.nothing : intervals.usual;
};

const boundsOf = ([west = -180, south = -85, east = 180, north = 85]: GroundView['bounds']): MapGround['bounds'] => [
  west,
  south,
  east,
  north,
];

const mapGround = ({ id, version, bounds, maxZoom, terrainMaxZoom }: GroundView): MapGround => {
  const base = `${location.origin}/api/v1/ground/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;
  return {
    id,
    version,
    tiles: `${base}/tiles/{z}/{x}/{y}`,
    maxZoom,
    bounds: boundsOf(bounds),
    ...(terrainMaxZoom === undefined
      ? {}
      : { terrain: { tiles: `${base}/terrain/{z}/{x}/{y}`, maxZoom: terrainMaxZoom } }),
  };
};

const noGrounds: readonly GroundView[] = [];

/** The basemaps of this node as the map wants them, what they say about themselves, and a build under way. */
export const useGround = (): {
  readonly grounds: readonly MapGround[];
  readonly views: readonly GroundView[];
  readonly building: GroundState['building'];
} => {
  const { data } = useQuery({
    queryKey: keys.ground,
    queryFn: ({ signal }) => api(groundRoutes.state, { signal }),
    enabled: useMay()('map.read'),
    staleTime: 60_000,
    refetchInterval: (query) => intervalOf(query.state.data),
  });
  const views = data?.grounds ?? noGrounds;
  const grounds = useMemo(() => views.map(mapGround), [views]);
  return { grounds, views, building: data?.building };
};
