import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../i18n.ts';
import { useTheme } from '../theme.ts';
import { mapFontsOf, palettes } from '../tokens.ts';
import { useKitWords } from '../use-kit-words.ts';
import { canDrawMap, createDeskMap, type DeskMap, type MapHover, type MapPick } from './desk-map.ts';
import type { Bounds, MapArea, MapCone, MapPoint } from './features.ts';
import { type GroundDetail, groundDetails } from './ground-parts.ts';
import type { MapGround } from './grounds.ts';
import { MapButtons } from './map-buttons.tsx';
import type { Camera } from './map-mover.ts';
import type { MapLook } from './style.ts';

export type MapViewProps = {
  /** `desk` follows the theme of the page; `wall` is big, deep and without buttons. */
  readonly variant?: 'desk' | 'wall';
  readonly grounds?: readonly MapGround[];
  /** What of the basemap is shown; all but grids unless told. */
  readonly details?: readonly GroundDetail[];
  readonly areas: readonly MapArea[];
  readonly terminals: readonly MapPoint[];
  readonly alerts: readonly MapPoint[];
  readonly cases: readonly MapPoint[];
  readonly assets?: readonly MapPoint[];
  readonly cone?: MapCone | undefined;
  readonly selection?: { readonly lon: number; readonly lat: number } | undefined;
  /** The view until a person touches the map. */
  readonly home?: Bounds | undefined;
  /** Who drew the basemap, and what else a reader must know about it. */
  readonly attribution?: ReactNode;
  /** Told where the map stands after every move. */
  readonly onView?: (bounds: Bounds, zoom: number) => void;
  readonly onPick?: (pick: MapPick) => void;
  readonly onPlace?: (lon: number, lat: number) => void;
  /** What stands in the small card under the pointer. */
  readonly describe?: (pick: MapPick) => ReactNode;
  readonly mapRef?: RefObject<DeskMap | null>;
  readonly children?: ReactNode;
};

const noPoints: readonly MapPoint[] = [];
const noGrounds: readonly MapGround[] = [];
const usualDetails: readonly GroundDetail[] = groundDetails.filter((one) => one !== 'grids');
/** Letters on a wall are read from ten metres. */
const wallScale = 1.3;

const useLook = (variant: 'desk' | 'wall'): MapLook => {
  const { theme } = useTheme();
  const language = useLanguage();
  return useMemo(() => {
    const skin = variant === 'wall' ? 'wall' : theme;
    const scale = variant === 'wall' ? wallScale : 1;
    return { variant: skin, palette: palettes[skin], letters: { fonts: mapFontsOf(language), language, scale } };
  }, [variant, theme, language]);
};

/** Starts a map for this look; a new one takes over the camera. */
const useDeskMap = (props: MapViewProps, onHover: (hover: MapHover | undefined) => void) => {
  const holder = useRef<HTMLDivElement>(null);
  const camera = useRef<Camera | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [map, setMap] = useState<DeskMap>();
  const [tilted, setTilted] = useState(false);
  const look = useLook(props.variant ?? 'desk');
  const label = useKitWords()('map.label');
  useEffect(() => {
    if (holder.current === null) return;
    const made = createDeskMap({
      container: holder.current,
      look,
      label,
      camera: camera.current,
      onPick: (pick) => latest.current.onPick?.(pick),
      onPlace: (lon, lat) => latest.current.onPlace?.(lon, lat),
      onHover,
      onTilt: setTilted,
    });
    const given = latest.current.mapRef;
    if (given !== undefined) given.current = made;
    setMap(made);
    setTilted(false);
    return () => {
      camera.current = made.camera();
      if (given !== undefined) given.current = null;
      made.destroy();
    };
  }, [look, label, onHover]);
  return { holder, map, tilted, moved: camera };
};

/** Hands the map whatever has changed, and hears where it stands. */
const useMapData = (map: DeskMap | undefined, props: MapViewProps): void => {
  const {
    grounds = noGrounds,
    details = usualDetails,
    areas,
    terminals,
    alerts,
    cases,
    assets = noPoints,
    cone,
    selection,
    onView,
  } = props;
  useEffect(() => map?.setDetails(details), [map, details]);
  useEffect(() => map?.setGrounds(grounds), [map, grounds]);
  useEffect(() => map?.setAreas(areas), [map, areas]);
  useEffect(() => map?.setPoints('asset', assets), [map, assets]);
  useEffect(() => map?.setPoints('terminal', terminals), [map, terminals]);
  useEffect(() => map?.setPoints('alert', alerts), [map, alerts]);
  useEffect(() => map?.setPoints('case', cases), [map, cases]);
  useEffect(() => map?.setCone(cone), [map, cone]);
  useEffect(() => map?.setSelection(selection), [map, selection]);
  useEffect(() => (onView === undefined ? undefined : map?.onMove(onView)), [map, onView]);
};

const MapCanvas = (props: MapViewProps) => {
  const t = useKitWords();
  const [hover, setHover] = useState<MapHover>();
  const { holder, map, tilted, moved } = useDeskMap(props, setHover);
  const { variant = 'desk', home, attribution } = props;
  useMapData(map, props);
  useEffect(() => {
    if (home !== undefined && moved.current === undefined) map?.fitUntouched(home);
  }, [map, home, moved]);
  const card = hover === undefined ? undefined : props.describe?.(hover);
  return (
    <section className="ld-map" data-variant={variant} aria-label={t('map.label')}>
      <div ref={holder} className="ld-map-canvas" />
      {card !== undefined && hover !== undefined && (
        <div className="ld-map-card" style={{ left: hover.x, top: hover.y }}>
          {card}
        </div>
      )}
      {variant === 'desk' && <MapButtons map={map} home={home} tilted={tilted} />}
      {attribution !== undefined && <p className="ld-map-attribution">{attribution}</p>}
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
