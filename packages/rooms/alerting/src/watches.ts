import { readingFlags } from '@liandong/contract';
import { type AlertRule, evaluate, heartbeat, noLevel, tick } from '@liandong/laws';
import { type DatastreamId, type Instant, instant, type TerminalId } from '@liandong/words';
import { type Beats, giveBeats, waitingBeats } from './heartbeats.ts';
import type { AlertingNeighbours, ReadingBatch, WatchedStream } from './neighbours.ts';
import { restoreState, type SavedState } from './state-store.ts';
import { type Happening, isAbout, newWatch, type Watch } from './watch.ts';

/** All watches of the node, by datastream. */
export type Watches = {
  /** Forgets everything and starts from saved states with these rules. */
  reload(rules: readonly AlertRule[], saved: readonly SavedState[]): void;
  all(): Iterable<Watch>;
  /** Applies a batch; readings in order, heartbeats of a terminal in between. Hot path. */
  takeBatch(batch: ReadingBatch, cityNow: Instant): readonly Happening[];
  takeReading(watch: Watch, at: number, value: number, quality: number, cityNow: Instant, found: Happening[]): void;
  takeTick(now: Instant): readonly Happening[];
  /** Watches that were heard for the first time and have no saved state yet; gives each of them once. */
  takeFresh(): readonly Watch[];
};

type Neighbours = Pick<AlertingNeighbours, 'stream' | 'streamsOf'>;
/** Told of a rule whose unit is not the datastream's: it is not applied, since its numbers would mean something else. */
type WrongUnit = (rule: AlertRule, stream: WatchedStream) => void;

export const createWatches = ({ stream, streamsOf }: Neighbours, wrongUnit: WrongUnit): Watches => {
  let rules: readonly AlertRule[] = [];
  /** By datastream id; a datastream that no rule is about has the shared empty list. */
  let byStream: (readonly Watch[] | undefined)[] = [];
  /** Watches of the other datastreams of the same terminal: whatever it sends is a sign of life for them. */
  let besideStream: (readonly Watch[] | undefined)[] = [];
  let lastTick = Number.POSITIVE_INFINITY;
  let fresh: Watch[] = [];

  const touch = (watch: Watch): void => {
    if (!watch.saved && !watch.dirty) fresh.push(watch);
    watch.dirty = true;
  };

  const watchesOf = (id: DatastreamId): readonly Watch[] => {
    const known = byStream[id];
    if (known !== undefined) return known;
    const found = stream(id);
    if (found === undefined) return nothing;
    const about = rules
      .filter((rule) => isAbout(rule, found) && hasUnit(rule, found, wrongUnit))
      .map((rule) => newWatch(rule, found));
    const list = about.length === 0 ? nothing : about;
    byStream[id] = list;
    return list;
  };

  const besides = (id: DatastreamId): readonly Watch[] => {
    const known = besideStream[id];
    if (known !== undefined) return known;
    const terminal = stream(id)?.terminal.id;
    if (terminal === undefined) return nothing;
    const list = streamsOf(terminal).flatMap((other) => (other.id === id ? nothing : watchesOf(other.id)));
    besideStream[id] = list;
    return list;
  };

  const takeLife = (watch: Watch, at: number, found: Happening[]): void => {
    touch(watch);
    tell(watch, heartbeat(watch.rule, watch.state, instant(at)), found);
  };

  const takeBeat = (terminal: TerminalId, at: number, found: Happening[]): void => {
    for (const { id } of streamsOf(terminal)) for (const watch of watchesOf(id)) takeLife(watch, at, found);
  };

  const takeReading: Watches['takeReading'] = (watch, at, value, quality, cityNow, found) => {
    touch(watch);
    const excluded = (quality & watch.rule.excludedQuality) !== 0;
    const happened = excluded
      ? heartbeat(watch.rule, watch.state, instant(Math.min(at, cityNow)))
      : evaluate(watch.rule, watch.state, instant(at), value, quality);
    tell(watch, happened, found);
  };

  const takeRow = (batch: ReadingBatch, row: number, cityNow: Instant, beats: Beats, found: Happening[]): void => {
    const id = datastream(batch.datastreamId[row]);
    const own = watchesOf(id);
    const beside = besides(id);
    const quality = batch.quality[row] ?? 0;
    if ((own.length === 0 && beside.length === 0) || isLate(quality)) return;
    const at = batch.at[row] ?? 0;
    if (beats.size > 0) {
      giveBeats(beats, stream(id)?.terminal.id, at, (terminal, beat) => takeBeat(terminal, beat, found));
    }
    for (const watch of own) takeReading(watch, at, batch.value[row] ?? Number.NaN, quality, cityNow, found);
    for (const watch of beside) takeLife(watch, Math.min(at, cityNow), found);
  };

  const takeBatch: Watches['takeBatch'] = (batch, cityNow) => {
    const found: Happening[] = [];
    const beats = waitingBeats(batch.heartbeats, cityNow);
    for (let row = 0; row < batch.count; row += 1) takeRow(batch, row, cityNow, beats, found);
    for (const [terminal, waiting] of beats) for (const at of waiting) takeBeat(terminal, at, found);
    return found;
  };

  const all = function* (): Iterable<Watch> {
    for (const list of byStream) if (list !== undefined) yield* list;
  };

  return {
    reload: (newRules, saved) => {
      rules = newRules;
      byStream = [];
      besideStream = [];
      fresh = [];
      lastTick = Number.POSITIVE_INFINITY;
      for (const state of saved) {
        const watch = watchesOf(state.datastreamId).find(({ rule }) => rule.id === state.ruleId);
        if (watch !== undefined) restoreState(watch, state);
      }
    },
    all,
    takeBatch,
    takeReading,
    takeTick: (now) => {
      const found: Happening[] = [];
      // After a start, or when the clock is set back, nobody can say who was silent meanwhile.
      const deaf = now < lastTick;
      lastTick = now;
      for (const watch of all()) {
        if (deaf) countAsHeard(watch, now);
        tell(watch, tick(watch.rule, watch.state, now), found);
      }
      return found;
    },
    takeFresh: () => {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
};

/** Whether a reading was older than the newest one when it came: rules have gone past it. */
export const isLate = (quality: number): boolean => (quality & readingFlags.late) !== 0;

const nothing: readonly Watch[] = [];

const datastream = (id: number | undefined): DatastreamId => (id ?? 0) as DatastreamId;

const hasUnit = (rule: AlertRule, stream: WatchedStream, wrongUnit: WrongUnit): boolean => {
  if (rule.unit === stream.characteristic.unit) return true;
  wrongUnit(rule, stream);
  return false;
};

const tell = (watch: Watch, transitions: Happening['transitions'], found: Happening[]): void => {
  if (transitions.length === 0) return;
  watch.dirty = true;
  found.push({ watch, transitions });
};

const countAsHeard = ({ state }: Watch, now: Instant): void => {
  if (state.seenAt !== noLevel && state.unknownSince === noLevel) state.seenAt = now;
};
