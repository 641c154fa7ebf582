import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Bounds } from './features.ts';
import { type GroundDetail, switchOf } from './ground-parts.ts';
import { anchors, groundStyle, type MapLook } from './style.ts';

/** 底图: vector tiles in the Protomaps schema and, where heights are known, terrain tiles (Terrarium). */
export type MapGround = {
  readonly id: string;
  /** Another version is another basemap. */
  readonly version: string;
  /** Address with `{z}`, `{x}`, `{y}`. */
  readonly tiles: string;
  readonly maxZoom: number;
  readonly bounds: Bounds;
  readonly terrain?: { readonly tiles: string; readonly maxZoom: number } | undefined;
};

type Drawn = { readonly ground: MapGround; readonly layers: readonly LayerSpecification[] };

const bounded = ([west, south, east, north]: Bounds): [number, number, number, number] => [west, south, east, north];

/** The basemaps on a map whose style has loaded, and what of them is shown. */
export class Grounds {
  readonly #map: MapLibre;
  readonly #look: MapLook;
  readonly #drawn = new Map<string, Drawn>();
  #details: readonly GroundDetail[] = [];
  #tilted = false;

  constructor(map: MapLibre, look: MapLook) {
    this.#map = map;
    this.#look = look;
  }

  /** Draws these basemaps and no others; the first lies on top. */
  show(grounds: readonly MapGround[]): void {
    const wanted = new Set(grounds.map(keyOf));
    for (const [key, drawn] of this.#drawn) if (!wanted.has(key)) this.#remove(key, drawn);
    for (const ground of grounds.toReversed()) if (!this.#drawn.has(keyOf(ground))) this.#add(ground);
  }

  setDetails(details: readonly GroundDetail[]): void {
    this.#details = details;
    this.#switch();
  }

  setTilted(tilted: boolean): void {
    if (tilted === this.#tilted) return;
    this.#tilted = tilted;
    this.#switch();
  }

  #add(ground: MapGround): void {
    const { id, tiles, maxZoom, terrain } = ground;
    const bounds = bounded(ground.bounds);
    this.#map.addSource(`${id}/tiles`, { type: 'vector', tiles: [tiles], bounds, maxzoom: maxZoom });
    if (terrain !== undefined)
      this.#map.addSource(`${id}/terrain`, {
        type: 'raster-dem',
        tiles: [terrain.tiles],
        bounds,
        maxzoom: terrain.maxZoom,
        encoding: 'terrarium',
        tileSize: 256,
      });
    const { surface, names } = groundStyle(id, terrain !== undefined, this.#look);
    for (const layer of surface) this.#map.addLayer(layer, anchors.surface);
    for (const layer of names) this.#map.addLayer(layer, anchors.names);
    this.#drawn.set(keyOf(ground), { ground, layers: [...surface, ...names] });
    this.#switch();
  }

  #remove(key: string, { ground, layers }: Drawn): void {
    for (const { id } of layers) this.#map.removeLayer(id);
    this.#map.removeSource(`${ground.id}/tiles`);
    if (ground.terrain !== undefined) this.#map.removeSource(`${ground.id}/terrain`);
    this.#drawn.delete(key);
  }

  #switch(): void {
    for (const { layers } of this.#drawn.values())
      for (const layer of layers) {
        const belongsTo = switchOf(layer);
        if (belongsTo === undefined) continue;
        const isShown = belongsTo === 'tilted' ? this.#standsUp() : this.#details.includes(belongsTo);
        this.#map.setLayoutProperty(layer.id, 'visibility', isShown ? 'visible' : 'none');
      }
  }

  #standsUp(): boolean {
    return this.#tilted && this.#details.includes('buildings');
  }

  /** Ids of the layers that write the names of places. */
  placeLayers(): string[] {
    return [...this.#drawn.values()].map(({ ground }) => `${ground.id}/place`);
  }
}

const keyOf = ({ id, version }: MapGround): string => `${id}/${version}`;
