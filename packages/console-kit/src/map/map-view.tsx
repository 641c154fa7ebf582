import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../i18n.ts';
import { useTheme } from '../theme.ts';
import { mapFontsOf } from '../tokens.ts';
import { useKitWords } from '../use-kit-words.ts';
import { type Camera, canDrawMap, createDeskMap, type DeskMap, type MapHover, type MapPick } from './desk-map.ts';
import type { Bounds, MapArea, MapPoint } from './features.ts';

export type MapViewProps = {
  readonly ground?: FeatureCollection | undefined;
  readonly areas: readonly MapArea[];
  readonly terminals: readonly MapPoint[];
  readonly alerts: readonly MapPoint[];
  readonly cases: readonly MapPoint[];
  readonly selection?: { readonly lon: number; readonly lat: number } | undefined;
  /** The view until a person touches the map. */
  readonly home?: Bounds | undefined;
  readonly onPick?: (pick: MapPick) => void;
  readonly onPlace?: (lon: number, lat: number) => void;
  /** What stands in the small card under the pointer. */
  readonly describe?: (pick: MapPick) => ReactNode;
  readonly mapRef?: RefObject<DeskMap | null>;
  readonly children?: ReactNode;
};

/** Starts a map for this theme and language; a new one takes over the camera. */
const useDeskMap = (props: MapViewProps, onHover: (hover: MapHover | undefined) => void) => {
  const holder = useRef<HTMLDivElement>(null);
  const camera = useRef<Camera | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [map, setMap] = useState<DeskMap>();
  const { palette } = useTheme();
  const fonts = mapFontsOf(useLanguage());
  const font = fonts.join(',');
  const label = useKitWords()('map.label');
  useEffect(() => {
    if (holder.current === null) return;
    const made = createDeskMap({
      container: holder.current,
      palette,
      font,
      label,
      camera: camera.current,
      onPick: (pick) => latest.current.onPick?.(pick),
      onPlace: (lon, lat) => latest.current.onPlace?.(lon, lat),
      onHover,
    });
    const given = latest.current.mapRef;
    if (given !== undefined) given.current = made;
    setMap(made);
    return () => {
      camera.current = made.camera();
      if (given !== undefined) given.current = null;
      made.destroy();
    };
  }, [palette, font, label, onHover]);
  return { holder, map, moved: camera };
};

const MapCanvas = (props: MapViewProps) => {
  const t = useKitWords();
  const [hover, setHover] = useState<MapHover>();
  const { holder, map, moved } = useDeskMap(props, setHover);
  const { ground, areas, terminals, alerts, cases, selection, home } = props;
  useEffect(() => {
    if (ground !== undefined) map?.setGround(ground);
  }, [map, ground]);
  useEffect(() => map?.setAreas(areas), [map, areas]);
  useEffect(() => map?.setPoints('terminal', terminals), [map, terminals]);
  useEffect(() => map?.setPoints('alert', alerts), [map, alerts]);
  useEffect(() => map?.setPoints('case', cases), [map, cases]);
  useEffect(() => map?.setSelection(selection), [map, selection]);
  useEffect(() => {
    if (home !== undefined && moved.current === undefined) map?.fitUntouched(home);
  }, [map, home, moved]);
  const card = hover === undefined ? undefined : props.describe?.(hover);
  return (
    <section className="ld-map" aria-label={t('map.label')}>
      <div ref={holder} className="ld-map-canvas" />
      {card !== undefined && hover !== undefined && (
        <div className="ld-map-card" style={{ left: hover.x, top: hover.y }}>
          {card}
        </div>
      )}
      <div className="ld-map-buttons">
        <button type="button" aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => map?.zoomBy(1)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 3v10M3 8h10" />
          </svg>
        </button>
        <button type="button" aria-label={t('map.zoomOut')} title={t('map.zoomOut')} onClick={() => map?.zoomBy(-1)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 8h10" />
          </svg>
        </button>
        <button
          type="button"
          aria-label={t('map.fit')}
          title={t('map.fit')}
          onClick={() => home !== undefined && map?.fit(home)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
          </svg>
        </button>
      </div>
      {props.children}
    </section>
  );
};

/** 一张图 with areas, terminals, alerts and cases; a plain note stands in where WebGL2 is missing. */
export const MapView = (props: MapViewProps) => {
  const t = useKitWords();
  const [possible] = useState(canDrawMap);
  if (possible) return <MapCanvas {...props} />;
  return (
    <section className="ld-map ld-map-none" aria-label={t('map.label')}>
      <p>{t('map.none')}</p>
    </section>
  );
};
