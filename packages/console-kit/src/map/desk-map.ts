import type { FeatureCollection } from 'geojson';
import {
  GeoJSONSource,
  type LngLatBoundsLike,
  Map as MapLibre,
  type MapMouseEvent,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Palette } from '../tokens.ts';
import {
  areaCollection,
  type Bounds,
  graticule,
  labelCollection,
  type MapArea,
  type MapKind,
  type MapPoint,
  noFeatures,
  pointCollection,
} from './features.ts';
import { lettersReady } from './fonts.ts';
import { drawMapIcon, iconPixelRatio, mapIconNames } from './icons.ts';
import { type MapSource, mapStyle } from './style.ts';

setWorkerUrl(workerUrl);

export type Camera = { readonly lon: number; readonly lat: number; readonly zoom: number };
export type MapPick = { readonly kind: MapKind; readonly id: string };
export type MapHover = MapPick & { readonly x: number; readonly y: number };

export type DeskMapOptions = {
  readonly container: HTMLElement;
  readonly palette: Palette;
  readonly font: string;
  /** What a screen reader calls the canvas. */
  readonly label: string;
  readonly camera?: Camera | undefined;
  readonly onPick: (pick: MapPick) => void;
  readonly onPlace: (lon: number, lat: number) => void;
  readonly onHover: (hover: MapHover | undefined) => void;
};

const pickable: readonly MapKind[] = ['case', 'alert', 'terminal'];
const isKind = (id: string): id is MapKind => (pickable as readonly string[]).includes(id);

/** 一张图: our thin layer over MapLibre; it knows points and areas, not what they mean. */
export type DeskMap = {
  /** What is drawn below everything, by `kind`; WGS-84. */
  readonly setGround: (ground: FeatureCollection) => void;
  readonly setAreas: (areas: readonly MapArea[]) => void;
  readonly setPoints: (kind: MapKind, points: readonly MapPoint[]) => void;
  readonly setSelection: (place: { readonly lon: number; readonly lat: number } | undefined) => void;
  /** Shows this box unless a person has touched the map. */
  readonly fitUntouched: (bounds: Bounds) => void;
  readonly fit: (bounds: Bounds) => void;
  readonly camera: () => Camera;
  readonly goTo: (camera: Camera) => void;
  readonly zoomBy: (steps: number) => void;
  /** How often a person has moved the map by hand. */
  readonly moves: () => number;
  readonly destroy: () => void;
};

/** True when this browser can draw the map at all. */
export const canDrawMap = (): boolean => {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
};

const lettersOf = (data: FeatureCollection): string[] =>
  data.features.map((feature) => String(feature.properties?.label ?? ''));

/** Sets data once the style and the letters are there; of two calls for one source the later one wins. */
const dataSetter = (map: MapLibre, font: string) => {
  const turns = new Map<MapSource, number>();
  const styled = new Promise<void>((resolve) => map.once('style.load', () => resolve()));
  return async (source: MapSource, data: FeatureCollection): Promise<void> => {
    const turn = (turns.get(source) ?? 0) + 1;
    turns.set(source, turn);
    await Promise.all([styled, lettersReady(font, lettersOf(data))]);
    if (turns.get(source) !== turn) return;
    const target = map.getSource(source);
    if (target instanceof GeoJSONSource) target.setData(data);
  };
};

const visibleBounds = (map: MapLibre): Bounds => {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
};

const featureUnder = (map: MapLibre, event: MapMouseEvent): MapPick | undefined => {
  const { x, y } = event.point;
  const found = map.queryRenderedFeatures(
    [
      [x - 5, y - 5],
      [x + 5, y + 5],
    ],
    { layers: [...pickable] },
  );
  const best = pickable.flatMap((kind) => found.filter((feature) => feature.layer.id === kind)).at(0);
  if (best === undefined || !isKind(best.layer.id)) return undefined;
  return { kind: best.layer.id, id: String(best.properties.id) };
};

const listen = (map: MapLibre, options: DeskMapOptions): void => {
  map.on('click', (event) => {
    const pick = featureUnder(map, event);
    if (pick === undefined) options.onPlace(event.lngLat.lng, event.lngLat.lat);
    else options.onPick(pick);
  });
  map.on('mousemove', (event) => {
    const pick = featureUnder(map, event);
    map.getCanvas().style.cursor = pick === undefined ? '' : 'pointer';
    options.onHover(pick === undefined ? undefined : { ...pick, x: event.point.x, y: event.point.y });
  });
  map.on('mouseout', () => options.onHover(undefined));
  map.on('movestart', () => options.onHover(undefined));
};

const padded = (bounds: Bounds): LngLatBoundsLike => {
  const [west, south, east, north] = bounds;
  const pad = 0.004;
  return [west - pad, south - pad, east + pad, north + pad];
};

const startMap = ({ container, palette, font, label, camera }: DeskMapOptions): MapLibre => {
  const map = new MapLibre({
    container,
    style: mapStyle(palette, font),
    locale: { 'Map.Title': label },
    center: [camera?.lon ?? 0, camera?.lat ?? 0],
    zoom: camera?.zoom ?? 1,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxPitch: 0,
    maxZoom: 19,
    renderWorldCopies: false,
    localIdeographFontFamily: false,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 96, unit: 'metric' }), 'bottom-right');
  map.on('styleimagemissing', () => undefined);
  map.once('style.load', () => {
    for (const name of mapIconNames) map.addImage(name, drawMapIcon(name, palette), { pixelRatio: iconPixelRatio });
  });
  return map;
};

/** Draws the desk map into an element. */
export const createDeskMap = (options: DeskMapOptions): DeskMap => {
  const map = startMap(options);
  const setData = dataSetter(map, options.font);
  let touched = false;
  let moves = 0;
  const byHand = (): void => {
    touched = true;
    moves += 1;
  };
  for (const event of ['dragstart', 'wheel', 'dblclick', 'touchstart', 'boxzoomstart'] as const) map.on(event, byHand);
  const grid = (): void => void setData('grid', graticule(visibleBounds(map)));
  map.on('moveend', grid);
  map.once('load', grid);
  listen(map, options);
  const fit = (bounds: Bounds): void =>
    void map.fitBounds(padded(bounds), { padding: 36, animate: false, maxZoom: 15 });
  return {
    setGround: (ground) => void setData('ground', ground),
    setAreas: (areas) => {
      void setData('areas', areaCollection(areas));
      void setData('labels', labelCollection(areas));
    },
    setPoints: (kind, points) => void setData(kind, pointCollection(points)),
    setSelection: (place) => {
      const at = place === undefined ? [] : [{ ...place, id: 'selection', icon: '', label: '', order: 0 }];
      void setData('selection', place === undefined ? noFeatures : pointCollection(at));
    },
    fitUntouched: (bounds) => {
      if (!touched) fit(bounds);
    },
    fit,
    camera: () => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() }),
    goTo: ({ lon, lat, zoom }) => {
      touched = true;
      map.easeTo({ center: [lon, lat], zoom, duration: 500 });
    },
    zoomBy: (steps) => {
      byHand();
      map.easeTo({ zoom: map.getZoom() + steps, duration: 200 });
    },
    moves: () => moves,
    destroy: () => map.remove(),
  };
};
