import {
  Age,
  LevelMark,
  type DeskMap as MapHandle,
  MapIcon,
  type MapIconName,
  type MapPick,
  MapView,
  useFormat,
  useSay,
} from '@liandong/console-kit';
import type { TerminalView } from '@liandong/contract';
import { type ReactNode, type RefObject, useMemo, useRef } from 'react';
import { useAlerts, useCases, useGround, useJurisdictions, useNode, useTerminals } from '../api/queries.ts';
import { type TextKey, useT } from '../words/use-t.ts';
import { AlertValue } from './alert-row.tsx';
import { alertPoints, areasOf, casePoints, homeOf, terminalPoints } from './map-data.ts';

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

const TerminalCard = ({ id }: { readonly id: string }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { data: terminals = [] } = useTerminals();
  const terminal = terminals.find((one) => one.id === id);
  if (terminal === undefined) return null;
  const known = terminal.state === 'fresh';
  return (
    <>
      <strong>{terminal.name}</strong>
      <div className="quiet">
        {say(terminal.typeName)} · {t(`terminal.state.${terminal.state}`)}
      </div>
      {terminal.latest.map((latest) => (
        <div key={latest.characteristic} className="card-value">
          <span>{say(latest.name)}</span>
          <span className={known ? 'value' : 'ld-unknown'}>{format.quantity(latest.value, latest.unit)}</span>
        </div>
      ))}
      <Age at={terminal.lastHeardAt} unknownSince={known ? undefined : terminal.lastHeardAt} />
    </>
  );
};

const AlertCard = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const { data: alerts = [] } = useAlerts();
  const alert = alerts.find((one) => one.id === id);
  if (alert === undefined) return null;
  return (
    <>
      <strong>{alert.terminalName}</strong>
      <div className="card-value">
        <LevelMark rank={alert.rank} noData={alert.noData} name={say(alert.levelName)} />
        <AlertValue alert={alert} />
      </div>
      <Age at={alert.valueAt} />
    </>
  );
};

const CaseCard = ({ id }: { readonly id: string }) => {
  const t = useT();
  const say = useSay();
  const { data: cases = [] } = useCases();
  const row = cases.find((one) => one.id === id);
  if (row === undefined) return null;
  return (
    <>
      <strong>{row.title}</strong>
      <div className="card-value">
        <span>{t(`status.${row.status}`)}</span>
        <span>{say(row.holder)}</span>
      </div>
      <span className="quiet">{row.code}</span>
    </>
  );
};

const describe = ({ kind, id }: MapPick): ReactNode => {
  switch (kind) {
    case 'terminal':
      return <TerminalCard id={id} />;
    case 'alert':
      return <AlertCard id={id} />;
    case 'case':
      return <CaseCard id={id} />;
  }
};

const legend: readonly (readonly [MapIconName, TextKey])[] = [
  ['terminal-fresh', 'terminal.state.fresh'],
  ['terminal-stale', 'terminal.state.stale'],
  ['terminal-silent', 'terminal.state.silent'],
  ['terminal-never', 'terminal.state.never'],
  ['alert-1-nodata', 'legend.noData'],
  ['case-handling', 'legend.case'],
];

const Legend = () => {
  const t = useT();
  return (
    <details className="legend" open={innerWidth > 1500}>
      <summary>{t('legend.title')}</summary>
      <ul>
        <li className="legend-levels">
          {([1, 2, 3, 4] as const).map((rank) => (
            <MapIcon key={rank} name={`alert-${rank}-ack`} scale={0.7} />
          ))}
          <span>{t('desk.alerts')}</span>
        </li>
        <li>
          <span className="legend-icon">
            <MapIcon name="alert-3" scale={0.75} />
          </span>
          <span>{t('legend.unacknowledged')}</span>
        </li>
        {legend.map(([icon, text]) => (
          <li key={icon}>
            <span className="legend-icon">
              <MapIcon name={icon} scale={icon.startsWith('alert') ? 0.75 : 1} />
            </span>
            <span>{t(text)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

export type DeskMapProps = {
  readonly selection: Place | undefined;
  readonly onPick?: (pick: MapPick) => void;
  readonly onPlace?: (lon: number, lat: number) => void;
  readonly mapRef?: RefObject<MapHandle | null>;
  readonly quiet?: boolean;
};

/** 一张图 of this node: everything that the reader may see, live. */
export const DeskMap = ({ selection, onPick, onPlace, mapRef, quiet = false }: DeskMapProps) => {
  const say = useSay();
  const { quantity } = useFormat();
  const terminals = useSteadyTerminals();
  const ground = useGround();
  const { data: node } = useNode();
  const { data: jurisdictions } = useJurisdictions();
  const { data: alerts } = useAlerts();
  const { data: cases } = useCases();
  const areas = useMemo(() => areasOf(jurisdictions ?? [], terminals, say), [jurisdictions, terminals, say]);
  const home = useMemo(() => homeOf(node, jurisdictions ?? [], terminals), [node, jurisdictions, terminals]);
  const points = useMemo(() => terminalPoints(terminals), [terminals]);
  const alarms = useMemo(() => (quiet ? [] : alertPoints(alerts ?? [], quantity)), [alerts, quiet, quantity]);
  const files = useMemo(() => (quiet ? [] : casePoints(cases ?? [], alerts ?? [])), [cases, alerts, quiet]);
  return (
    <MapView
      ground={ground}
      areas={areas}
      terminals={points}
      alerts={alarms}
      cases={files}
      selection={selection}
      home={home}
      {...(onPick === undefined ? {} : { onPick })}
      {...(onPlace === undefined ? {} : { onPlace })}
      {...(mapRef === undefined ? {} : { mapRef })}
      describe={describe}
    >
      {!quiet && <Legend />}
    </MapView>
  );
};
