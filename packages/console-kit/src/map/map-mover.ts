import type { LngLatBoundsLike, Map as MapLibre } from 'maplibre-gl';
import type { Bounds } from './features.ts';

export type Camera = { readonly lon: number; readonly lat: number; readonly zoom: number };

/** Moves the map and tells where it stands. */
export type MapMover = {
  /** Shows this box unless a person has touched the map. */
  readonly fitUntouched: (bounds: Bounds) => void;
  readonly fit: (bounds: Bounds) => void;
  readonly camera: () => Camera;
  /** Told after every move, also at once; returns how to stop. */
  readonly onMove: (listener: (bounds: Bounds, zoom: number) => void) => () => void;
  readonly goTo: (camera: Camera) => void;
  readonly zoomBy: (steps: number) => void;
  /** Lets buildings stand up, or lays the map flat with north at the top. */
  readonly tilt: (tilted: boolean) => void;
  /** How often a person has moved the map by hand. */
  readonly moves: () => number;
};

/** Below this many degrees the map counts as flat. */
export const flatPitch = 1;
const tiltedPitch = 52;
const tiltedBearing = -18;
const tiltedZoom = 15;

const boundsOfView = (map: MapLibre): Bounds => {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
};

const padded = (bounds: Bounds): LngLatBoundsLike => {
  const [west, south, east, north] = bounds;
  const pad = 0.004;
  return [west - pad, south - pad, east + pad, north + pad];
};

type Hand = {
  readonly touch: () => void;
  readonly move: () => void;
  readonly touched: () => boolean;
  readonly moves: () => number;
};

/** Knows whether the view is a person's choice, and how often a hand has moved it. */
const trackHand = (map: MapLibre): Hand => {
  let touched = false;
  let moves = 0;
  const touch = (): void => {
    touched = true;
  };
  const move = (): void => {
    touched = true;
    moves += 1;
  };
  for (const event of ['dragstart', 'wheel', 'dblclick', 'touchstart', 'boxzoomstart'] as const) map.on(event, move);
  map.on('rotatestart', ({ originalEvent }) => {
    if (originalEvent !== undefined) move();
  });
  return { touch, move, touched: () => touched, moves: () => moves };
};

const fitTo = (map: MapLibre, bounds: Bounds): void =>
  void map.fitBounds(padded(bounds), { padding: 36, animate: false, maxZoom: 15 });

/** The mover of one map. */
export const moverOf = (map: MapLibre): MapMover => {
  const hand = trackHand(map);
  return {
    fitUntouched: (bounds) => {
      if (!hand.touched()) fitTo(map, bounds);
    },
    fit: (bounds) => fitTo(map, bounds),
    camera: () => ({ lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() }),
    onMove: (listener) => {
      const tell = (): void => listener(boundsOfView(map), map.getZoom());
      map.on('moveend', tell);
      tell();
      return () => void map.off('moveend', tell);
    },
    goTo: ({ lon, lat, zoom }) => {
      hand.touch();
      map.easeTo({ center: [lon, lat], zoom, duration: 500 });
    },
    zoomBy: (steps) => {
      hand.move();
      map.easeTo({ zoom: map.getZoom() + steps, duration: 200 });
    },
    tilt: (tilted) => {
      hand.move();
      const standing = { pitch: tiltedPitch, bearing: tiltedBearing, zoom: Math.max(tiltedZoom, map.getZoom()) };
      map.easeTo({ ...(tilted ? standing : { pitch: 0, bearing: 0 }), duration: 600 });
    },
    moves: hand.moves,
  };
};
