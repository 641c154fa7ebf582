import { type Instant, instant } from '@liandong/words';

/** Two clocks: readings, rules and limits go by the city's, sessions and heartbeats by the machine's. */
export type Clock = { city(): Instant; machine(): Instant };

export type ClockState = {
  readonly mode: 'machine' | 'replay';
  readonly city: Instant;
  readonly machine: Instant;
  readonly speed: number;
};

/** A city clock that a replay moves: city time = anchor + (machine time since) × speed. */
export type CityClock = Clock & {
  state(): ClockState;
  replay(city: Instant, speed: number): void;
  useMachine(): void;
};

type Anchor = { readonly city: number; readonly machine: number; readonly speed: number };

/** Makes the node's clock; `now` is the machine clock. */
export const createCityClock = (now: () => number = Date.now): CityClock => {
  let anchor: Anchor | undefined;
  const city = (): Instant =>
    instant(anchor === undefined ? now() : Math.round(anchor.city + (now() - anchor.machine) * anchor.speed));
  return {
    city,
    machine: () => instant(now()),
    state: () => ({
      mode: anchor === undefined ? 'machine' : 'replay',
      city: city(),
      machine: instant(now()),
      speed: anchor?.speed ?? 1,
    }),
    replay: (at, speed) => {
      anchor = { city: at, machine: now(), speed };
    },
    useMachine: () => {
      anchor = undefined;
    },
  };
};
