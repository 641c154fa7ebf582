import type { Problem } from './problem.ts';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from './route.ts';

/** A refusal that came back from a node. */
export class ApiRefusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ApiRefusal';
    this.problem = problem;
  }
}

export type ApiInput<T> = {
  readonly params?: ParamsOf<T>;
  readonly query?: QueryOf<T>;
  readonly body?: BodyOf<T>;
  /** The bytes of an upload route. */
  readonly file?: Blob | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
};

export type ApiCall = <T extends Route>(route: T, input?: ApiInput<T>) => Promise<ResponseOf<T>>;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const withParams = (path: string, params: Readonly<Record<string, unknown>>): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));

const withQuery = (path: string, query: Readonly<Record<string, unknown>>): string => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
};

/**
 * The typed client: one call per route of the contract.
 * @param base e.g. `http://127.0.0.1:8080`, or '' in a page of the node
 * @throws ApiRefusal when the node said no
 */
export const createClient =
  (base: string, fetchLike: Fetch = (url, init) => fetch(url, init)): ApiCall =>
  async (route, input = {}) => {
    const path = withQuery(
      withParams(route.path, (input.params ?? {}) as Record<string, unknown>),
      (input.query ?? {}) as Record<string, unknown>,
    );
    const response = await fetchLike(base + path, {
      method: route.method,
      credentials: 'same-origin',
      ...(input.signal === undefined ? {} : { signal: input.signal }),
      ...(input.body === undefined
        ? {}
        : { body: JSON.stringify(input.body), headers: { 'content-type': 'application/json' } }),
      ...(input.file === undefined
        ? {}
        : { body: input.file, headers: { 'content-type': 'application/octet-stream' } }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new ApiRefusal(answer as Problem);
    return answer as never;
  };
