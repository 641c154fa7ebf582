import {
  type Camera,
  type DeskMap as MapHandle,
  type MapPick,
  Splitter,
  useRememberedWidth,
} from '@liandong/console-kit';
import type { AlertView, CaseRow } from '@liandong/contract';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { AlertPanel } from '../alerts/alert-panel.tsx';
import { useAlerts, useCases, useMay, useTerminals } from '../api/queries.ts';
import { CasePanel } from '../cases/case-panel.tsx';
import type { DeskSearch } from '../router.tsx';
import { Icon } from '../shell/icons.tsx';
import { usePlaces } from '../shell/places.ts';
import { TerminalPanel } from '../terminals/terminal-panel.tsx';
import { useT } from '../words/use-t.ts';
import type { Place } from './desk-map.tsx';
import { useMapLayers } from './map-layers.ts';
import { Queue } from './queue.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { readCamera, useFlights } from './use-flights.ts';
import { ViewsMenu } from './views-menu.tsx';

const DeskMap = lazy(() => import('./desk-map.tsx').then((module) => ({ default: module.DeskMap })));
const LayerMenu = lazy(() => import('./layer-menu.tsx').then((module) => ({ default: module.LayerMenu })));
const ReportDialog = lazy(() =>
  import('../cases/report-dialog.tsx').then((module) => ({ default: module.ReportDialog })),
);

const queueLimits = [300, 560] as const;
const detailLimits = [340, 640] as const;
const closeZoom = 14;

/** Where the chosen thing lies. */
const useChosenPlace = (search: DeskSearch): Place | undefined => {
  const { data: cases = [] } = useCases();
  const { data: alerts = [] } = useAlerts();
  const { data: terminals = [] } = useTerminals();
  if (search.case !== undefined) return cases.find((one) => one.id === search.case)?.place;
  if (search.alert !== undefined) return alerts.find((one) => one.id === search.alert)?.place;
  if (search.terminal !== undefined) return terminals.find((one) => one.id === search.terminal)?.place;
  // What was found without a panel of its own: its place is marked.
  return readCamera(search.at);
};

const Detail = ({ search, onClose }: { readonly search: DeskSearch; readonly onClose: () => void }) => {
  if (search.case !== undefined) return <CasePanel id={search.case} onClose={onClose} />;
  if (search.alert !== undefined) return <AlertPanel id={search.alert} onClose={onClose} />;
  if (search.terminal !== undefined) return <TerminalPanel id={search.terminal} onClose={onClose} />;
  return <SummaryPanel />;
};

type Before = { readonly row: string | undefined; readonly camera: Camera; readonly moves: number };

/** A row takes the map to its place; the second click on it gives the old view back. */
const useRowFlight = () => {
  const map = useRef<MapHandle>(null);
  const before = useRef<Before>(undefined);
  const fly = useCallback((row: string, place: Place): 'there' | 'back' => {
    const handle = map.current;
    const old = before.current;
    if (old?.row === row) {
      handle?.goTo(old.camera);
      before.current = undefined;
      return 'back';
    }
    if (handle === null) return 'there';
    // From row to row the view from before the first one is kept, unless a person has moved the map since.
    const camera = old?.moves === handle.moves() ? old.camera : handle.camera();
    before.current = { row, camera, moves: handle.moves() };
    handle.goTo({ lon: place.lon, lat: place.lat, zoom: Math.max(closeZoom, handle.camera().zoom) });
    return 'there';
  }, []);
  const forget = useCallback(() => {
    before.current = before.current && { ...before.current, row: undefined };
  }, []);
  return { map, fly, forget };
};

/** 指挥台面, for those who may see a map; an administrator without that right is taken to a screen of his own. */
export const DeskPage = () => {
  const t = useT();
  const [first] = usePlaces();
  if (first === undefined) return <p className="empty">{t('common.noRight')}</p>;
  return first.to === '/' ? <Desk /> : <Navigate to={first.to} replace />;
};

/** Queue left, map centre, detail and timeline right. */
const Desk = () => {
  const t = useT();
  const may = useMay();
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const [queueWidth, setQueueWidth] = useRememberedWidth(
    'liandong.desk.queue',
    innerWidth > 1600 ? 400 : 340,
    queueLimits,
  );
  const [detailWidth, setDetailWidth] = useRememberedWidth(
    'liandong.desk.detail',
    innerWidth > 1600 ? 460 : 384,
    detailLimits,
  );
  const [reporting, setReporting] = useState(false);
  const [layers, setLayers] = useMapLayers();
  const { map, fly, forget } = useRowFlight();
  const selection = useChosenPlace(search);
  useFlights(search, map, setLayers);
  const tab = search.tab ?? 'cases';

  const show = useCallback(
    (chosen: Omit<DeskSearch, 'tab'>) => void navigate({ search: { tab: search.tab, ...chosen } }),
    [navigate, search.tab],
  );
  const close = useCallback(() => {
    forget();
    show({});
  }, [forget, show]);
  const onCase = useCallback(
    (row: CaseRow) => (fly(row.id, row.place) === 'back' ? show({}) : show({ case: row.id })),
    [fly, show],
  );
  const onAlert = useCallback(
    (alert: AlertView) => (fly(alert.id, alert.place) === 'back' ? show({}) : show({ alert: alert.id })),
    [fly, show],
  );
  const onPick = useCallback(
    ({ kind, id }: MapPick) => {
      forget();
      show({ [kind]: id });
    },
    [forget, show],
  );
  return (
    <div className="desk" style={{ gridTemplateColumns: `${queueWidth}px 1px minmax(0, 1fr) 1px ${detailWidth}px` }}>
      <h1 className="visually-hidden">{t('nav.desk')}</h1>
      <Queue
        tab={tab}
        chosen={search}
        onTab={(next) => void navigate({ search: { ...search, tab: next === 'alerts' ? 'alerts' : undefined } })}
        onCase={onCase}
        onAlert={onAlert}
        onEscape={close}
      />
      <Splitter width={queueWidth} limits={queueLimits} onChange={setQueueWidth} side="left" />
      <div className="desk-map">
        <Suspense fallback={<div className="desk-map-wait" />}>
          <DeskMap selection={selection} terminalId={search.terminal} onPick={onPick} mapRef={map} />
        </Suspense>
        <div className="desk-tools">
          {may('case.report') && (
            <button
              type="button"
              className="ld-button desk-report"
              onClick={() => setReporting(true)}
              data-testid="report"
            >
              <Icon name="plus" size={16} />
              {t('desk.report')}
            </button>
          )}
          <ViewsMenu map={map} layers={layers} />
          <Suspense fallback={null}>
            <LayerMenu />
          </Suspense>
        </div>
      </div>
      <Splitter width={detailWidth} limits={detailLimits} onChange={setDetailWidth} side="right" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <section className="detail" aria-label={t('desk.detail')} tabIndex={0}>
        <Detail search={search} onClose={close} />
      </section>
      {(reporting || search.report === true) && (
        <Suspense fallback={null}>
          <ReportDialog
            onClose={() => {
              setReporting(false);
              if (search.report === true) show({});
            }}
            onReported={(id) => show({ case: id })}
          />
        </Suspense>
      )}
    </div>
  );
};
