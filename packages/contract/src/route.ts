import type { Right } from '@liandong/laws';
import type { Static, TSchema } from 'typebox';

/** Who may call: a right, anybody signed in, a device by its credential, or everybody. */
export type Access = Right | 'signed-in' | 'device' | 'public';

/** One question or order over HTTP: shape only; a room gives the answer. */
export type Route<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify form, e.g. `/api/v1/cases/:id`. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly tag: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  /** Largest body in bytes; 1 MiB unless told. */
  readonly bodyLimit?: number;
  /** The body is a file, sent as plain bytes. */
  readonly upload?: boolean;
};

type Parts<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> = Omit<
  Route<P, Q, B, R>,
  'params' | 'query' | 'body'
> & { readonly params?: P; readonly query?: Q; readonly body?: B };

/** Keeps the literal types of a route; absent parts accept nothing. */
export const defineRoute = <
  R extends TSchema,
  P extends TSchema = typeof Nothing,
  Q extends TSchema = typeof Nothing,
  B extends TSchema = typeof Nothing,
>(
  parts: Parts<P, Q, B, R>,
): Route<P, Q, B, R> => ({
  ...parts,
  params: parts.params ?? (Nothing as unknown as P),
  query: parts.query ?? (Nothing as unknown as Q),
  body: parts.body ?? (Nothing as unknown as B),
});

export type ParamsOf<T> = T extends Route<infer P, TSchema, TSchema, TSchema> ? Static<P> : never;
export type QueryOf<T> = T extends Route<TSchema, infer Q, TSchema, TSchema> ? Static<Q> : never;
export type BodyOf<T> = T extends Route<TSchema, TSchema, infer B, TSchema> ? Static<B> : never;
export type ResponseOf<T> = T extends Route<TSchema, TSchema, TSchema, infer R> ? Static<R> : never;

import { Nothing } from './schemas.ts';
