import { refuse } from '@liandong/words';
import type { CityEvent, Life, StartedEvent } from './cities.ts';

/** What a demonstration adds to a node: events that can be brought about. */
export type Scene = {
  events(): readonly CityEvent[];
  /** @throws node.bad-argument for an event or a place that the city doesn't know, or when nothing is simulated */
  order(event: string, at: string | undefined): StartedEvent;
};

/** The scene of a federation: empty until its simulated terminals live. */
export const createScene = (): Scene & {
  comeAlive(life: Life | undefined): void;
  life(): Life | undefined;
} => {
  let life: Life | undefined;
  return {
    events: () => life?.events ?? [],
    order: (event, at) => {
      if (life === undefined) throw refuse('node.bad-argument', { key: 'event', value: event });
      return life.order(event, at);
    },
    comeAlive: (made) => {
      life = made;
    },
    life: () => life,
  };
};
