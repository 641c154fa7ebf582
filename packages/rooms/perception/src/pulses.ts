import type { TerminalState } from '@liandong/contract';
import type { Clock, Logger } from '@liandong/platform';
import type { ReadingBatch } from './ingest/reading-batch.ts';
import type { Registry } from './registry.ts';
import { type LiveStream, type LiveTerminal, stateAt, type Terminal } from './terminal.ts';

/** A terminal went from one state to another, by the city clock. */
export type StateChange = { readonly terminal: Terminal; readonly from: TerminalState; readonly to: TerminalState };

/** Keeps latest values, signs of life and states in memory and tells screens of changes. */
export type Pulses = {
  /** After a commit. Hot path. */
  stored(batch: ReadingBatch): void;
  /** From the database, at start or after a commit in doubt. */
  learnLatest(stream: LiveStream, at: number, value: number, quality: number): void;
  learnHeard(terminal: LiveTerminal, at: number): void;
  takeDirty(): readonly LiveStream[];
  putBackDirty(streams: readonly LiveStream[]): void;
  hasDirty(): boolean;
  /** Brings the states up to the city clock. */
  checkStates(): void;
  /** Tells the listeners of the terminals that changed since the last call. */
  pulse(): void;
  onPulse(listener: (terminals: readonly Terminal[]) => void): () => void;
  onState(listener: (changes: readonly StateChange[]) => void): () => void;
};

export type PulsesDeps = {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly log: Logger;
  readonly silentMultiple: number;
};

export const createPulses = ({ clock, registry, log, silentMultiple }: PulsesDeps): Pulses => {
  let dirty: LiveStream[] = [];
  let changed: LiveTerminal[] = [];
  const pulseListeners = new Set<(terminals: readonly Terminal[]) => void>();
  const stateListeners = new Set<(changes: readonly StateChange[]) => void>();

  const heard = (terminal: LiveTerminal, at: number): void => {
    if (at > terminal.lastHeardAt) terminal.lastHeardAt = at;
    if (terminal.changed) return;
    terminal.changed = true;
    changed.push(terminal);
  };

  const take = (stream: LiveStream, at: number, value: number, quality: number): void => {
    if (at <= stream.latestAt) return;
    stream.latestAt = at;
    stream.latestValue = value;
    stream.latestQuality = quality;
    heard(stream.terminal, at);
    if (stream.dirty) return;
    stream.dirty = true;
    dirty.push(stream);
  };

  const tell = <Message>(listeners: ReadonlySet<(message: Message) => void>, message: Message): void => {
    for (const listener of listeners) {
      try {
        listener(message);
      } catch (cause) {
        // Screens are no reason to stop taking readings.
        log.error({ err: cause }, 'listener of terminals failed');
      }
    }
  };

  const checkStates = (): void => {
    const now = clock.city();
    const changes: StateChange[] = [];
    for (const terminal of registry.terminals()) {
      const from = terminal.state;
      const to = stateAt(terminal, now, silentMultiple);
      if (from === to) continue;
      terminal.state = to;
      changes.push({ terminal, from, to });
      if (!terminal.changed) changed.push(terminal);
      terminal.changed = true;
    }
    if (changes.length > 0) tell(stateListeners, changes);
  };

  return {
    stored: (batch) => {
      for (let row = 0; row < batch.count; row += 1) {
        const stream = registry.stream(batch.datastreamId[row] ?? 0);
        if (stream === undefined) continue;
        take(stream, batch.at[row] ?? 0, batch.value[row] ?? 0, batch.quality[row] ?? 0);
      }
      for (const { terminalId, at } of batch.heartbeats) {
        const terminal = registry.terminal(terminalId);
        if (terminal !== undefined) heard(terminal, at);
      }
    },
    learnLatest: take,
    learnHeard: heard,
    takeDirty: () => {
      const taken = dirty;
      dirty = [];
      for (const stream of taken) stream.dirty = false;
      return taken;
    },
    putBackDirty: (streams) => {
      for (const stream of streams) if (!stream.dirty) dirty.push(stream);
      for (const stream of streams) stream.dirty = true;
    },
    hasDirty: () => dirty.length > 0,
    checkStates,
    pulse: () => {
      if (changed.length === 0) return;
      checkStates();
      const terminals = changed;
      changed = [];
      for (const terminal of terminals) terminal.changed = false;
      tell(pulseListeners, terminals);
    },
    onPulse: (listener) => {
      pulseListeners.add(listener);
      return () => pulseListeners.delete(listener);
    },
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
};
