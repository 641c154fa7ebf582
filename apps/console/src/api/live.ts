import { tellCityClock } from '@liandong/console-kit';
import {
  type AlertView,
  type CaseRow,
  type LinkView,
  type LiveFrame,
  livePath,
  type TerminalPulse,
  type TerminalView,
} from '@liandong/contract';
import { isOpen } from '@liandong/laws';
import { useSyncExternalStore } from 'react';
import { queryClient } from './client.ts';
import { keys } from './keys.ts';
import type { LiveMessage } from './live-message.ts';

/** Whether the live channel stands; `since` is machine time, epoch milliseconds. */
export type LiveState = { readonly live: boolean; readonly ever: boolean; readonly since: number };

let state: LiveState = { live: false, ever: false, since: Date.now() };
const listeners = new Set<() => void>();
const setState = (live: boolean): void => {
  if (live === state.live && state.ever) return;
  state = { live, ever: state.ever || live, since: Date.now() };
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useLive = (): LiveState => useSyncExternalStore(subscribe, () => state);

/** Puts newer versions of rows into a list; rows for which `keep` is false leave it. */
const merged = <Row extends { readonly id: string; readonly version: number }>(
  old: readonly Row[],
  news: readonly Row[],
  keep: (row: Row) => boolean,
): Row[] => {
  const byId = new Map(old.map((row) => [row.id, row]));
  for (const row of news) {
    const known = byId.get(row.id);
    if (known !== undefined && known.version > row.version) continue;
    if (keep(row)) byId.set(row.id, row);
    else byId.delete(row.id);
  }
  return [...byId.values()];
};

const takeCases = (rows: readonly CaseRow[]): void => {
  queryClient.setQueryData<CaseRow[]>([...keys.cases], (old) => old && merged(old, rows, (row) => isOpen(row.status)));
  for (const { id } of rows) void queryClient.invalidateQueries({ queryKey: keys.case(id) });
  void queryClient.invalidateQueries({ queryKey: keys.figures });
};

const takeAlerts = (alerts: readonly AlertView[]): void => {
  queryClient.setQueryData<AlertView[]>(
    [...keys.alerts],
    (old) => old && merged(old, alerts, (alert) => alert.state === 'raised'),
  );
  queryClient.setQueryData<AlertView[]>([...keys.alertsAll], (old) => old && merged(old, alerts, () => true));
  for (const alert of alerts) {
    queryClient.setQueryData(keys.alert(alert.id), alert);
    void queryClient.invalidateQueries({ queryKey: keys.terminalAlerts(alert.terminalId) });
  }
};

const pulses = new Map<string, TerminalPulse>();
let pulsesWaiting = false;

const withPulse = (terminal: TerminalView, pulse: TerminalPulse): TerminalView => {
  const at = new Date(pulse.at).toISOString();
  return {
    ...terminal,
    state: pulse.state,
    lastHeardAt: at,
    latest: terminal.latest.map((latest) => {
      const value = pulse.values[latest.characteristic];
      return value === undefined ? latest : { ...latest, value, at };
    }),
  };
};

/** Pulses may come by the thousand: they are put on screen once a second. */
const showPulses = (): void => {
  pulsesWaiting = false;
  const taken = new Map(pulses);
  pulses.clear();
  queryClient.setQueryData<TerminalView[]>([...keys.terminals], (old) =>
    old?.map((terminal) => {
      const pulse = taken.get(terminal.id);
      return pulse === undefined ? terminal : withPulse(terminal, pulse);
    }),
  );
  for (const [id, pulse] of taken)
    queryClient.setQueryData<TerminalView>(keys.terminal(id), (old) => old && withPulse(old, pulse));
};

const takePulses = (news: readonly TerminalPulse[]): void => {
  for (const pulse of news) {
    const before = pulses.get(pulse.id);
    pulses.set(pulse.id, before ? { ...pulse, values: { ...before.values, ...pulse.values } } : pulse);
  }
  if (pulsesWaiting) return;
  pulsesWaiting = true;
  setTimeout(showPulses, 1000);
};

const takeLinks = (links: readonly LinkView[]): void => {
  queryClient.setQueryData<LinkView[]>([...keys.links], (old) => {
    const byPeer = new Map((old ?? []).map((link) => [link.peer, link]));
    for (const link of links) byPeer.set(link.peer, link);
    return [...byPeer.values()];
  });
};

const take = (frame: LiveFrame): void => {
  if (frame.clock) tellCityClock(Date.parse(frame.clock.city), frame.clock.speed);
  if (frame.cases) takeCases(frame.cases);
  if (frame.alerts) takeAlerts(frame.alerts);
  if (frame.terminals) takePulses(frame.terminals);
  if (frame.links) takeLinks(frame.links);
};

/** Answers that the live channel never changes. */
const unmoved = new Set(['jurisdictions', 'terminal-types', 'classes', 'session']);

/** Opens the live channel in a worker. @returns a function that closes it */
export const startLive = (): (() => void) => {
  const worker = new Worker(new URL('./live-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<LiveMessage>) => {
    if (data.kind === 'frame') take(data.frame);
    else if (data.kind === 'state') setState(data.live);
    else void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !unmoved.has(String(queryKey[0])) });
  };
  worker.postMessage(`${location.origin.replace(/^http/, 'ws')}${livePath}`);
  return () => {
    worker.terminate();
    state = { live: false, ever: false, since: Date.now() };
  };
};
