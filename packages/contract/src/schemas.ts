import { datums } from '@liandong/words';
import { type Static, type TProperties, Type } from 'typebox';

/** A part that a route doesn't have. */
export const Nothing = Type.Unknown();

/** Object schema without additional members. */
export const Shape = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });

/** One of these strings. */
export const OneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });

export const WordsShape = Shape({ 'zh-Hans': Type.String(), 'zh-Hant': Type.String(), en: Type.String() });

/** ISO 8601 with zone. */
export const Time = Type.String({ description: 'ISO 8601 instant with zone', examples: ['2026-03-01T08:00:00.000Z'] });
export const Id = Type.String({ minLength: 1, maxLength: 80 });
export const Note = Type.String({ maxLength: 4000 });
export const DatumShape = OneOf(datums);

/** WGS-84 degrees. */
export const PlaceShape = Shape({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  address: Type.Optional(Type.String({ maxLength: 400 })),
});

export const ActorShape = Shape({
  kind: OneOf(['user', 'rule', 'node', 'system', 'terminal']),
  id: Type.String(),
  name: Type.String(),
  automatic: Type.Optional(Type.Boolean()),
});

export const IdParams = Shape({ id: Id });

/** An object that another node owns, seen here as a copy: who owns it, how old the copy is. */
export const CopyShape = Shape({ node: Type.String(), receivedAt: Time });

/** One refused row of an import. */
export const ImportReport = Shape({
  read: Type.Integer(),
  taken: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Array(
    Shape({ row: Type.Integer(), code: Type.String(), text: Type.String(), key: Type.Optional(Type.String()) }),
  ),
});
export type ImportReport = Static<typeof ImportReport>;
