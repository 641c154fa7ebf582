import { type Static, Type } from 'typebox';
import { Nothing, Shape, WordsShape } from './schemas.ts';

/** A refusal on the wire (RFC 9457, application/problem+json). */
export const Problem = Shape({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  texts: WordsShape,
  data: Type.Optional(Type.Record(Type.String(), Nothing)),
});
export type Problem = Static<typeof Problem>;
