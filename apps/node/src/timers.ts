import type { CityClock } from '@liandong/platform';
import { type Instant, instant } from '@liandong/words';
import type { Rooms } from './rooms.ts';

export type Timers = { stop(): void };

const tickMs = 500;
/** Readings are on their way for so long; a hold must not end before a reading that contradicts it has arrived. */
const inFlightMs = 5_000;

const seenUpTo = (clock: CityClock): Instant => {
  const { city, speed } = clock.state();
  return instant(city - inFlightMs * speed);
};

/** What the city clock drives without anybody asking: hold times, clear holds, silence. */
export const createTimers = ({ alerting, clock, log }: Pick<Rooms, 'alerting' | 'clock' | 'log'>): Timers => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    alerting
      .tick(seenUpTo(clock))
      .catch((error: unknown) => log.error({ err: error }, 'alerting: tick failed'))
      .finally(() => {
        busy = false;
      });
  }, tickMs);
  return { stop: () => clearInterval(timer) };
};
