import type { NodeId, UserId } from './ids.ts';

/** Who did it. A user marked automatic is a simulated crew; screens label his acts. */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly name: string; readonly automatic?: boolean }
  | { readonly kind: 'rule'; readonly id: string; readonly name: string }
  | { readonly kind: 'node'; readonly id: string; readonly name: string }
  | { readonly kind: 'terminal'; readonly id: string; readonly name: string }
  | { readonly kind: 'system'; readonly id: string; readonly name: string };

/** What every write carries (architecture, ground rule 13). */
export type ActContext = {
  readonly actor: Actor;
  readonly onBehalfOf?: UserId | undefined;
  readonly node: NodeId;
  readonly exercise: boolean;
  readonly ip?: string | undefined;
};
