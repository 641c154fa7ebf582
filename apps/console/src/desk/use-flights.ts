import type { Camera, DeskMap } from '@liandong/console-kit';
import { type RefObject, useEffect, useRef } from 'react';
import { useSavedViews } from '../api/search-queries.ts';
import type { DeskSearch } from '../router.tsx';

/** `lon,lat,zoom` as numbers; undefined when it is something else. */
export const readCamera = (text: string | undefined): Camera | undefined => {
  const parts = (text ?? '').split(',').map(Number);
  const [lon, lat, zoom] = parts;
  if (lon === undefined || lat === undefined || zoom === undefined || !parts.every(Number.isFinite)) return undefined;
  const fits = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && zoom >= 0 && zoom <= 22;
  return fits ? { lon, lat, zoom } : undefined;
};

const waitMs = 100;

/** The map comes a moment after the page. */
const whenThere = (map: RefObject<DeskMap | null>, run: (map: DeskMap) => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    if (map.current === null) timer = setTimeout(look, waitMs);
    else run(map.current);
  };
  look();
  return () => clearTimeout(timer);
};

/** Takes the map where the address says: to what was found, or to a saved view. */
export const useFlights = (
  search: DeskSearch,
  map: RefObject<DeskMap | null>,
  showLayers: (layers: readonly string[]) => void,
): void => {
  const { data: views } = useSavedViews();
  const show = useRef(showLayers);
  show.current = showLayers;
  useEffect(() => {
    const camera = readCamera(search.at);
    return camera === undefined ? undefined : whenThere(map, (there) => there.goTo(camera));
  }, [search.at, map]);
  const view = views?.find(({ id }) => id === search.view);
  useEffect(() => {
    if (view === undefined) return undefined;
    return whenThere(map, (there) => {
      there.goTo(view);
      show.current(view.layers);
    });
  }, [view, map]);
};
