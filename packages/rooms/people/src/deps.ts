import type { SecurityPolicy } from '@liandong/laws';
import type { Clock, Database, Logger } from '@liandong/platform';
import type { ActContext, NodeId } from '@liandong/words';
import type { AddressThrottle } from './address-throttle.ts';
import type { LoginGuard } from './login-guard.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';

export type PeopleOptions = {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly node: NodeId;
  /** Whether demonstration users may log in to this node. */
  readonly demonstration: boolean;
  readonly policy: SecurityPolicy;
  /** Root … self; undefined or empty when this node doesn't know the jurisdiction. */
  jurisdictionPathOf(code: string): readonly string[] | undefined;
};

/** What the parts of the room share. */
export type PeopleDeps = PeopleOptions & {
  readonly passwords: Passwords;
  readonly guard: LoginGuard;
  readonly throttle: AddressThrottle;
  readonly sessions: Sessions;
};

/** The node itself, when it sets up what a pack or the first start asks for. */
export const setUpContext = (node: NodeId): ActContext => ({
  actor: { kind: 'system', id: 'set-up', name: 'set-up' },
  node,
  exercise: false,
});
