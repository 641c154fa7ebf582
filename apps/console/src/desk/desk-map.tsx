import {
  type Bounds,
  type GroundDetail,
  groundDetails,
  type DeskMap as MapHandle,
  type MapPick,
  MapView,
  useFormat,
  useSay,
} from '@liandong/console-kit';
import type { TerminalView } from '@liandong/contract';
import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { useAlerts, useCases, useJurisdictions, useNode, useTerminals } from '../api/queries.ts';
import { GroundNote, useAttribution } from './ground-note.tsx';
import { tellCamera } from './last-camera.ts';
import { AlertCard, AssetCard, CaseCard, TerminalCard } from './map-cards.tsx';
import { alertPoints, areasOf, casePoints, homeOf, terminalPoints } from './map-data.ts';
import { assetLayer, useMapLayers } from './map-layers.ts';
import { MapLegend } from './map-legend.tsx';
import { type AssetPoints, useAssetKinds, useAssetPoints, viewBox } from './use-asset-points.ts';
import { useCone } from './use-cone.ts';
import { useGround } from './use-ground.ts';

export type Place = { readonly lon: number; readonly lat: number };

/** The same list until a terminal's place or state changes: values alone do not redraw the map. */
const useSteadyTerminals = (): readonly TerminalView[] => {
  const { data } = useTerminals();
  const kept = useRef<readonly TerminalView[]>([]);
  const next = data ?? [];
  const same =
    kept.current.length === next.length &&
    next.every((one, index) => one.id === kept.current[index]?.id && one.state === kept.current[index]?.state);
  if (!same) kept.current = next;
  return kept.current;
};

/** The assets whose layers are on, around the view. */
const useAssetLayers = (layers: readonly string[], box: string | undefined): AssetPoints => {
  const { data: kinds } = useAssetKinds();
  const shown = useMemo(
    () => layers.filter((one) => one.startsWith(assetLayer)).map((one) => one.slice(assetLayer.length)),
    [layers],
  );
  return useAssetPoints(box, shown, kinds ?? []);
};

/** The small card of what lies under the pointer. */
const useDescribe = ({ assets }: AssetPoints): ((pick: MapPick) => ReactNode) => {
  const say = useSay();
  const { data: kinds } = useAssetKinds();
  return useCallback(
    ({ kind, id }: MapPick): ReactNode => {
      switch (kind) {
        case 'terminal':
          return <TerminalCard id={id} />;
        case 'alert':
          return <AlertCard id={id} />;
        case 'case':
          return <CaseCard id={id} />;
        case 'asset': {
          const asset = assets.find((one) => one.id === id);
          const name = kinds?.find((one) => one.code === asset?.kind)?.name;
          return asset === undefined ? null : <AssetCard asset={asset} kind={name === undefined ? '' : say(name)} />;
        }
      }
    },
    [assets, kinds, say],
  );
};

const noLayers: readonly string[] = groundDetails.filter((one) => one !== 'grids');

/** Points of the duty: terminals, alerts and cases, as far as their layers are on. */
const useDutyPoints = (layers: readonly string[]) => {
  const { quantity } = useFormat();
  const terminals = useSteadyTerminals();
  const { data: alerts } = useAlerts();
  const { data: cases } = useCases();
  const points = useMemo(() => terminalPoints(terminals, layers), [terminals, layers]);
  const alarms = useMemo(
    () => (layers.includes('alerts') ? alertPoints(alerts ?? [], quantity) : []),
    [alerts, layers, quantity],
  );
  const files = useMemo(
    () => (layers.includes('cases') ? casePoints(cases ?? [], alerts ?? []) : []),
    [cases, alerts, layers],
  );
  return { points, alarms, files, terminals };
};

export type DeskMapProps = {
  readonly selection: Place | undefined;
  /** The terminal that is chosen; a camera shows where it looks. */
  readonly terminalId?: string | undefined;
  readonly onPick?: (pick: MapPick) => void;
  readonly onPlace?: (lon: number, lat: number) => void;
  readonly mapRef?: RefObject<MapHandle | null>;
  /** A map to choose a place on: without the objects of the duty and without a menu. */
  readonly quiet?: boolean;
};

/** 一张图 of this node: everything that the reader may see, live. */
export const DeskMap = ({ selection, terminalId, onPick, onPlace, mapRef, quiet = false }: DeskMapProps) => {
  const say = useSay();
  const { grounds, views, building } = useGround();
  const { data: node } = useNode();
  const { data: jurisdictions } = useJurisdictions();
  const [chosen] = useMapLayers();
  const layers = quiet ? noLayers : chosen;
  const { points, alarms, files, terminals } = useDutyPoints(layers);
  const [box, setBox] = useState<string>();
  const assets = useAssetLayers(layers, box);
  const areas = useMemo(() => areasOf(jurisdictions ?? [], terminals, say), [jurisdictions, terminals, say]);
  const home = useMemo(
    () => homeOf(node, jurisdictions ?? [], terminals, grounds),
    [node, jurisdictions, terminals, grounds],
  );
  const details = useMemo(() => groundDetails.filter((one): one is GroundDetail => layers.includes(one)), [layers]);
  const onView = useCallback((bounds: Bounds) => {
    setBox(viewBox(bounds));
    const [west, south, east, north] = bounds;
    tellCamera({ lon: (west + east) / 2, lat: (south + north) / 2 });
  }, []);
  const pick = useCallback((picked: MapPick) => (picked.kind === 'asset' ? undefined : onPick?.(picked)), [onPick]);
  return (
    <MapView
      grounds={grounds}
      details={details}
      areas={areas}
      terminals={points}
      alerts={alarms}
      cases={files}
      assets={assets.points}
      cone={useCone(terminalId)}
      selection={selection}
      home={home}
      attribution={useAttribution(views)}
      onPick={pick}
      onView={onView}
      {...(onPlace === undefined ? {} : { onPlace })}
      {...(mapRef === undefined ? {} : { mapRef })}
      describe={useDescribe(assets)}
    >
      <GroundNote building={building} />
      {!quiet && <MapLegend />}
    </MapView>
  );
};
