import type { Readable } from 'node:stream';
import type { ActContext } from '@liandong/words';
import type { Static, TSchema } from 'typebox';
import type { Session } from './session.ts';

/** The shape of a route as the contract defines it. */
export type HttpRoute<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly access: string;
  readonly summary: string;
  readonly tag: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  readonly bodyLimit?: number;
  /** The body is a file: it comes as a stream of bytes, whatever its type. */
  readonly upload?: boolean;
};

/** An answer that is no JSON: a tile, a picture, a file. */
export class Bytes {
  readonly data: Uint8Array;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  /** @param headers e.g. `content-encoding`, `cache-control`, `content-disposition`, `etag` */
  constructor(data: Uint8Array, type: string, headers: Readonly<Record<string, string>> = {}) {
    this.data = data;
    this.type = type;
    this.headers = headers;
  }
}

export type RouteRequest<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  readonly params: Static<P>;
  readonly query: Static<Q>;
  readonly body: Static<B>;
  /** Bytes of the body; only for device routes, where nothing is parsed beforehand. */
  readonly raw: Buffer;
  /** The file of an upload route, not longer than `bodyLimit`: reading beyond fails with http.too-large. */
  readonly stream: Readable;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly context: ActContext;
  readonly session: Session | undefined;
  readonly ip: string;
  /** Token of the session cookie, '' when there is none. */
  readonly sessionToken: string;
  /** Sets the session cookie, or clears it when undefined. */
  setSessionCookie(token: string | undefined): void;
};

/** A route and the function that answers it. */
export type RouteAnswer = {
  readonly route: HttpRoute;
  readonly handle: (request: RouteRequest<TSchema, TSchema, TSchema>) => Promise<unknown>;
};

/** Joins a route of the contract with its answer; both are checked by the compiler. */
export const answer = <P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  route: HttpRoute<P, Q, B, R>,
  handle: (request: RouteRequest<P, Q, B>) => Promise<Static<R> | Bytes> | Static<R> | Bytes,
): RouteAnswer => ({
  route: route as unknown as HttpRoute,
  handle: async (request) => handle(request as unknown as RouteRequest<P, Q, B>),
});
