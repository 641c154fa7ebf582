import type { Rooms } from './rooms.ts';

export type Timers = { stop(): void };

const tickMs = 500;

/** What the city clock drives without anybody asking: hold times, clear holds, silence. */
export const createTimers = ({ alerting, clock, log }: Pick<Rooms, 'alerting' | 'clock' | 'log'>): Timers => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    alerting
      .tick(clock.city())
      .catch((error: unknown) => log.error({ err: error }, 'alerting: tick failed'))
      .finally(() => {
        busy = false;
      });
  }, tickMs);
  return { stop: () => clearInterval(timer) };
};
