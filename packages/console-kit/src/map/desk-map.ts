import type { FeatureCollection } from 'geojson';
import { GeoJSONSource, Map as MapLibre, type MapMouseEvent, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { mapColours } from './colours.ts';
import {
  areaCollection,
  type Bounds,
  coneCollection,
  frameCollection,
  labelCollection,
  type MapArea,
  type MapCone,
  type MapKind,
  type MapPoint,
  noFeatures,
  pointCollection,
} from './features.ts';
import { placesWithout } from './ground-labels.ts';
import type { GroundDetail } from './ground-parts.ts';
import { Grounds, type MapGround } from './grounds.ts';
import { drawMapIcon, iconPixelRatio, isMapIcon } from './icons.ts';
import { type Camera, flatPitch, type MapMover, moverOf } from './map-mover.ts';
import { startPulse } from './pulse.ts';
import { type MapLook, type MapSource, mapStyle } from './style.ts';

setWorkerUrl(workerUrl);

export type MapPick = { readonly kind: MapKind; readonly id: string };
export type MapHover = MapPick & { readonly x: number; readonly y: number };

export type DeskMapOptions = {
  readonly container: HTMLElement;
  readonly look: MapLook;
  /** What a screen reader calls the canvas. */
  readonly label: string;
  readonly camera?: Camera | undefined;
  readonly onPick: (pick: MapPick) => void;
  readonly onPlace: (lon: number, lat: number) => void;
  readonly onHover: (hover: MapHover | undefined) => void;
  /** The map was tilted or lies flat again. */
  readonly onTilt: (tilted: boolean) => void;
};

/** 一张图: our thin layer over MapLibre; it knows points and areas, not what they mean. */
export type DeskMap = MapMover & {
  readonly setGrounds: (grounds: readonly MapGround[]) => void;
  /** What of the basemap is shown. */
  readonly setDetails: (details: readonly GroundDetail[]) => void;
  readonly setAreas: (areas: readonly MapArea[]) => void;
  readonly setPoints: (kind: MapKind, points: readonly MapPoint[]) => void;
  readonly setSelection: (place: { readonly lon: number; readonly lat: number } | undefined) => void;
  /** Where the chosen camera looks. */
  readonly setCone: (cone: MapCone | undefined) => void;
  /** A pin at a place that was searched for. */
  readonly setMarker: (
    place: { readonly lon: number; readonly lat: number; readonly label: string } | undefined,
  ) => void;
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

const pickOrder: readonly (readonly [layer: string, kind: MapKind])[] = [
  ['case', 'case'],
  ['alert', 'alert'],
  ['terminal', 'terminal'],
  ['terminal-ring', 'terminal'],
  ['terminal-dot', 'terminal'],
  ['asset', 'asset'],
];

const featureUnder = (map: MapLibre, event: MapMouseEvent): MapPick | undefined => {
  const { x, y } = event.point;
  const layers = pickOrder.map(([layer]) => layer).filter((layer) => map.getLayer(layer) !== undefined);
  const found = map.queryRenderedFeatures(
    [
      [x - 5, y - 5],
      [x + 5, y + 5],
    ],
    { layers },
  );
  for (const [layer, kind] of pickOrder) {
    const best = found.find((feature) => feature.layer.id === layer);
    if (best !== undefined) return { kind, id: String(best.properties.id) };
  }
  return undefined;
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

const startMap = ({ container, look, label, camera }: DeskMapOptions): MapLibre => {
  const map = new MapLibre({
    container,
    style: mapStyle(look),
    locale: { 'Map.Title': label },
    center: [camera?.lon ?? 0, camera?.lat ?? 0],
    zoom: camera?.zoom ?? 1,
    attributionControl: false,
    fadeDuration: look.variant === 'wall' ? 300 : 0,
    maxPitch: 60,
    maxZoom: 19,
    // A wall of four screens is wider than the usual limit.
    maxCanvasSize: [16_384, 16_384],
    renderWorldCopies: false,
    localIdeographFontFamily: false,
  });
  if (look.variant !== 'wall') map.addControl(new ScaleControl({ maxWidth: 96, unit: 'metric' }), 'bottom-right');
  const inks = { palette: look.palette, colours: mapColours[look.variant] };
  map.setMissingStyleImageResolver((id) => {
    if (isMapIcon(id) && !map.hasImage(id)) map.addImage(id, drawMapIcon(id, inks), { pixelRatio: iconPixelRatio });
  });
  return map;
};

/** Sets data once the style is there; of two calls for one source the later one wins. */
const dataSetter = (map: MapLibre, styled: Promise<void>) => {
  const latest = new Map<MapSource, FeatureCollection>();
  return (source: MapSource, data: FeatureCollection): void => {
    latest.set(source, data);
    void styled.then(() => {
      if (latest.get(source) !== data) return;
      const target = map.getSource(source);
      if (target instanceof GeoJSONSource) target.setData(data);
    });
  };
};

const onePoint = (
  place: { readonly lon: number; readonly lat: number; readonly label?: string } | undefined,
): FeatureCollection =>
  place === undefined
    ? noFeatures
    : pointCollection([{ id: '', icon: '', order: 0, lon: place.lon, lat: place.lat, label: place.label ?? '' }]);

/** Names that jurisdictions write are left out of the basemap, also in basemaps that come later. */
const nameKeeper = (map: MapLibre, grounds: Grounds) => {
  let names: readonly string[] = [];
  const apply = (): void => {
    for (const layer of grounds.placeLayers()) map.setFilter(layer, placesWithout(names));
  };
  return {
    apply,
    keep: (areas: readonly MapArea[]): void => {
      names = areas.flatMap(({ names: own = [] }) => own);
      apply();
    },
  };
};

/** Draws the desk map into an element. */
export const createDeskMap = (options: DeskMapOptions): DeskMap => {
  const { look } = options;
  const map = startMap(options);
  const styled = new Promise<void>((resolve) => void map.once('style.load', () => resolve()));
  const setData = dataSetter(map, styled);
  const grounds = new Grounds(map, look);
  const keeper = nameKeeper(map, grounds);
  const stopPulse = look.variant === 'wall' ? startPulse(map, look.letters.scale) : undefined;
  let ended = false;
  const whenStyled = (act: () => void): void => void styled.then(() => (ended ? undefined : act()));
  listen(map, options);
  let shown: { areas: readonly MapArea[]; boxes: readonly Bounds[] } = { areas: [], boxes: [] };
  const drawAreas = (change: Partial<typeof shown>): void => {
    shown = { ...shown, ...change };
    setData('areas', areaCollection(shown.areas, shown.boxes));
  };
  let tilted = false;
  map.on('pitch', () => {
    const now = map.getPitch() > flatPitch;
    if (now === tilted) return;
    tilted = now;
    whenStyled(() => grounds.setTilted(now));
    options.onTilt(now);
  });
  return {
    setGrounds: (given) => {
      const boxes = given.map(({ bounds }) => bounds);
      setData('frame', frameCollection(boxes));
      drawAreas({ boxes });
      whenStyled(() => {
        grounds.show(given);
        keeper.apply();
      });
    },
    setDetails: (details) => whenStyled(() => grounds.setDetails(details)),
    setAreas: (areas) => {
      drawAreas({ areas });
      setData('labels', labelCollection(areas));
      whenStyled(() => keeper.keep(areas));
    },
    setPoints: (kind, points) => {
      setData(kind, pointCollection(points));
      if (kind === 'alert' && stopPulse !== undefined)
        setData('pulse', pointCollection(points.filter(({ icon }) => /^alert-\d$/.test(icon))));
    },
    setSelection: (place) => setData('selection', onePoint(place)),
    setCone: (cone) => setData('cone', cone === undefined ? noFeatures : coneCollection(cone)),
    setMarker: (place) => setData('marker', onePoint(place)),
    ...moverOf(map),
    destroy: () => {
      ended = true;
      stopPulse?.();
      map.remove();
    },
  };
};
