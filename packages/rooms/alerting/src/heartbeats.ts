import type { Instant, TerminalId } from '@liandong/words';
import type { ReadingBatch } from './neighbours.ts';

/** Heartbeats of a batch that wait for their place among the readings: by terminal, in order of time. */
export type Beats = Map<TerminalId, number[]>;

const noBeats: Beats = new Map();

/** Sorts the heartbeats of a batch by terminal. */
export const waitingBeats = (heartbeats: ReadingBatch['heartbeats'], cityNow: Instant): Beats => {
  if (heartbeats.length === 0) return noBeats;
  const beats: Beats = new Map();
  for (const { terminalId, at } of heartbeats) {
    // A stamp ahead of the city clock must not make a terminal look alive for days.
    const heardAt = Math.min(at, cityNow);
    const own = beats.get(terminalId);
    if (own === undefined) beats.set(terminalId, [heardAt]);
    else own.push(heardAt);
  }
  for (const own of beats.values()) own.sort((a, b) => a - b);
  return beats;
};

/** Hands out the heartbeats that were sent before a reading of the same terminal. */
export const giveBeats = (
  beats: Beats,
  terminal: TerminalId | undefined,
  before: number,
  give: (terminal: TerminalId, at: number) => void,
): void => {
  const own = terminal === undefined ? undefined : beats.get(terminal);
  if (terminal === undefined || own === undefined) return;
  for (let first = own[0]; first !== undefined && first < before; first = own[0]) {
    own.shift();
    give(terminal, first);
  }
};
