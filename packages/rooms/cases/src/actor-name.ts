import type { Actor } from '@liandong/words';

/** How an actor is called on paper; a name that was never given shows as the id. */
export const actorName = (actor: Actor): string => (actor.name === '' ? actor.id : actor.name);
