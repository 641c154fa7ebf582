import { type Static, Type } from 'typebox';
import { AlertShape } from './alert.ts';
import { CaseRowShape } from './case.ts';
import { LinkShape } from './node.ts';
import { Shape, Time } from './schemas.ts';
import { TerminalStateShape } from './terminal.ts';

/** Path of the live channel (WebSocket, JSON frames, session cookie). */
export const livePath = '/api/v1/live';

export const TerminalPulseShape = Shape({
  id: Type.String(),
  state: TerminalStateShape,
  at: Type.Number({ description: 'epoch ms of the newest value' }),
  values: Type.Record(Type.String(), Type.Number()),
});

/**
 * One frame to a console. `epoch` changes when the server restarts; `seq` grows by one per frame:
 * a gap or a new epoch means: ask for everything again.
 */
export const LiveFrame = Shape({
  epoch: Type.String(),
  seq: Type.Integer(),
  clock: Type.Optional(Shape({ city: Time, speed: Type.Number() })),
  alerts: Type.Optional(Type.Array(AlertShape)),
  cases: Type.Optional(Type.Array(CaseRowShape)),
  terminals: Type.Optional(Type.Array(TerminalPulseShape)),
  links: Type.Optional(Type.Array(LinkShape)),
});
export type LiveFrame = Static<typeof LiveFrame>;
export type TerminalPulse = Static<typeof TerminalPulseShape>;
