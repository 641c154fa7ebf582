import { readingFlags, type TerminalState, type TerminalType, type TerminalView } from '@liandong/contract';
import type { Clock } from '@liandong/platform';
import { type DatastreamId, instant, type TerminalId, toIso } from '@liandong/words';
import { hashToken } from './credential.ts';
import type { History } from './history.ts';
import type { Registry } from './registry.ts';
import { type CredentialHolder, type Datastream, never, stateAt, type Terminal } from './terminal.ts';

export type TerminalFilter = {
  /** Part of the name or code. */
  readonly text?: string | undefined;
  readonly state?: TerminalState | undefined;
  readonly limit?: number | undefined;
};

/** What neighbours may ask; everything but history is answered from memory. */
export type PerceptionQuestions = History & {
  terminal(id: string): Terminal | undefined;
  terminalByCode(code: string): Terminal | undefined;
  terminals(): Iterable<Terminal>;
  types(): readonly TerminalType[];
  /** Who holds this credential; undefined for a wrong, replaced or retired one. */
  byCredential(token: string): CredentialHolder | undefined;
  datastream(id: DatastreamId | number): Datastream | undefined;
  datastreamOf(terminalId: TerminalId | string, characteristic: string): Datastream | undefined;
  /** Newest durable reading of each characteristic that has one. */
  latestOf(terminalId: TerminalId | string): TerminalView['latest'];
  /** By the city clock, at this moment. */
  stateOf(terminal: Terminal): TerminalState;
  /** Terminals whose jurisdiction lies in one of the roots, by code. */
  visible(roots: readonly string[], filter?: TerminalFilter): readonly Terminal[];
  view(terminal: Terminal): TerminalView;
};

export type QuestionsDeps = {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly history: History;
  readonly silentMultiple: number;
};

const defaultLimit = 5000;

export const createQuestions = ({ clock, registry, history, silentMultiple }: QuestionsDeps): PerceptionQuestions => {
  const stateOf = (terminal: Terminal): TerminalState => stateAt(terminal, clock.city(), silentMultiple);

  const latest = (terminal: Terminal): TerminalView['latest'] => {
    const now = clock.city();
    const staleBefore = now - terminal.model.type.staleAfterMs;
    return terminal.streams
      .filter((stream) => stream.latestAt !== never)
      .map((stream) => ({
        characteristic: stream.characteristic.code,
        name: stream.characteristic.name,
        unit: stream.characteristic.unit,
        value: stream.latestValue,
        at: toIso(instant(stream.latestAt)),
        quality: stream.latestQuality | (stream.latestAt < staleBefore ? readingFlags.stale : 0),
      }));
  };

  return {
    ...history,
    terminal: (id) => registry.terminal(id),
    terminalByCode: (code) => registry.terminalByCode(code),
    terminals: () => registry.terminals(),
    types: () => [...registry.models.values()].map((model) => model.type),
    byCredential: (token) => registry.holderOf(hashToken(token).toString('hex')),
    datastream: (id) => registry.stream(id),
    datastreamOf: (terminalId, characteristic) =>
      registry.terminal(terminalId)?.streams.find((stream) => stream.characteristic.code === characteristic),
    latestOf: (terminalId) => {
      const terminal = registry.terminal(terminalId);
      return terminal === undefined ? [] : latest(terminal);
    },
    stateOf,
    visible: (roots, { text, state, limit = defaultLimit } = {}) => {
      const wanted = new Set(roots);
      const part = text?.toLowerCase();
      return [...registry.terminals()]
        .filter((one) => one.jurisdictionPath.some((code) => wanted.has(code)))
        .filter((one) => part === undefined || `${one.code}\n${one.name}`.toLowerCase().includes(part))
        .filter((one) => state === undefined || stateOf(one) === state)
        .sort((a, b) => (a.code < b.code ? -1 : 1))
        .slice(0, limit);
    },
    view: (terminal) => ({
      id: terminal.id,
      code: terminal.code,
      name: terminal.name,
      typeCode: terminal.model.type.code,
      typeName: terminal.model.type.name,
      icon: terminal.model.type.icon,
      jurisdictionCode: terminal.jurisdictionCode,
      ...(terminal.ownerOrganisationId === undefined ? {} : { ownerOrganisationId: terminal.ownerOrganisationId }),
      place: {
        lon: terminal.lon,
        lat: terminal.lat,
        ...(terminal.address === undefined ? {} : { address: terminal.address }),
      },
      sourceDatum: terminal.sourceDatum,
      lifeState: terminal.lifeState,
      state: stateOf(terminal),
      ...(terminal.lastHeardAt === never ? {} : { lastHeardAt: toIso(instant(terminal.lastHeardAt)) }),
      latest: latest(terminal),
    }),
  };
};
