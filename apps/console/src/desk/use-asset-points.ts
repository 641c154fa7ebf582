import { type Bounds, type MapPoint, useLanguage } from '@liandong/console-kit';
import { type AssetKind, type AssetView, assetRoutes } from '@liandong/contract';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useMay } from '../api/queries.ts';

/** So many of one kind are drawn at most. */
const perKind = 2000;
/** Views are asked for in steps, so that a small move asks nothing new. */
const steps = [1, 0.5, 0.2, 0.1, 0.05] as const;

/** The kinds of assets and how many of each the reader may see. */
export const useAssetKinds = () =>
  useQuery({
    queryKey: keys.assetKinds,
    queryFn: ({ signal }) => api(assetRoutes.kinds, { signal }),
    enabled: useMay()('map.read'),
    staleTime: 300_000,
  });

/** `west,south,east,north` around the view, rounded outwards. */
export const viewBox = ([west, south, east, north]: Bounds): string => {
  const step = steps.find((one) => one <= (east - west) * 1.01) ?? 0.05;
  const down = (value: number): number => Math.floor(value / step) * step;
  const up = (value: number): number => Math.ceil(value / step) * step;
  return [Math.max(-180, down(west)), Math.max(-90, down(south)), Math.min(180, up(east)), Math.min(90, up(north))]
    .map((value) => value.toFixed(3))
    .join(',');
};

const pointOf = (asset: AssetView, icon: string, english: boolean): MapPoint => ({
  id: asset.id,
  lon: asset.place.lon,
  lat: asset.place.lat,
  icon: `asset-${icon}`,
  label: english ? (asset.nameEn ?? asset.name) : asset.name,
  order: 0,
});

export type AssetPoints = { readonly assets: readonly AssetView[]; readonly points: readonly MapPoint[] };

/** The assets in view, of the kinds that are switched on. */
export const useAssetPoints = (
  bbox: string | undefined,
  shown: readonly string[],
  kinds: readonly AssetKind[],
): AssetPoints => {
  const english = useLanguage() === 'en';
  const found = useQueries({
    queries: shown.map((kind) => ({
      queryKey: keys.assets(kind, bbox ?? ''),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        api(assetRoutes.list, { query: { kind, limit: perKind, ...(bbox === undefined ? {} : { bbox }) }, signal }),
      enabled: bbox !== undefined,
      staleTime: 300_000,
      placeholderData: keepPreviousData,
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  return useMemo(() => {
    const icons = new Map(kinds.map(({ code, icon }) => [code, icon]));
    return { assets: found, points: found.map((one) => pointOf(one, icons.get(one.kind) ?? one.kind, english)) };
  }, [found, kinds, english]);
};
