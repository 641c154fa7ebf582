import type { TerminalPulse } from '@liandong/contract';
import type { OneMapSource, Placed } from '@liandong/onemap';
import type { Terminal } from '@liandong/perception';
import type { RecordedFact } from '@liandong/platform';
import type { Rooms } from './rooms.ts';

const pulseOf = (terminal: Terminal, state: TerminalPulse['state']): Placed<TerminalPulse> => ({
  path: terminal.jurisdictionPath,
  thing: {
    id: terminal.id,
    state,
    at: Number.isFinite(terminal.lastHeardAt) ? terminal.lastHeardAt : 0,
    values: Object.fromEntries(
      terminal.streams
        .filter((stream) => Number.isFinite(stream.latestAt))
        .map((stream) => [stream.characteristic.code, stream.latestValue]),
    ),
  },
});

/** What the screens hear: facts of the event log turned into the rows they changed, pulses, links. */
export const liveSource = (rooms: Rooms): OneMapSource => {
  const { eventLog, alerts, cases, perception, linkage, people, log, clock } = rooms;

  const watchFacts = (read: (facts: readonly RecordedFact[]) => Promise<void>) =>
    eventLog.watch((facts) => {
      read(facts).catch((error: unknown) => log.error({ err: error }, 'live channel: rows could not be read'));
    });

  return {
    onAlert: (listener) =>
      watchFacts(async (facts) => {
        const ids = new Set(facts.filter((fact) => fact.objectKind === 'alert').map((fact) => fact.objectId));
        if (ids.size === 0) return;
        for (const { view, jurisdictionPath } of await alerts.alertsById([...ids])) listener(view, jurisdictionPath);
      }),
    onCase: (listener) =>
      watchFacts(async (facts) => {
        for (const { row, path } of await cases.changedBy(facts)) listener(row, path);
      }),
    onPulse: (listener) =>
      perception.onPulse((terminals) =>
        listener(terminals.map((terminal) => pulseOf(terminal, perception.questions.stateOf(terminal)))),
      ),
    onLinks: (listener) => linkage.onLinkChange(listener),
    onSessionsChanged: (listener) => people.onSessionsChanged(listener),
    cityClock: () => {
      const { city, speed } = clock.state();
      return { city, speed };
    },
  };
};
