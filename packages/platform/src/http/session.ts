import { type ActContext, refuse, type UserId } from '@liandong/words';

/** Who is asking, and what he may do where. */
export type Session = {
  readonly userId: UserId;
  readonly loginName: string;
  readonly name: string;
  readonly automatic: boolean;
  readonly organisationIds: readonly string[];
  readonly grants: readonly { readonly right: string; readonly jurisdictionCode: string }[];
  /** Machine time. */
  readonly expiresAt: number;
  /** The jurisdictions at whose top the right is held. */
  roots(right: string): readonly string[];
  /** True when one of those jurisdictions is in the object's path (root … self). */
  may(right: string, path: readonly string[]): boolean;
};

/** Session of a request to a route that needs one. */
export const signedIn = (request: { readonly session: Session | undefined }): Session => {
  if (request.session === undefined) throw refuse('http.not-signed-in');
  return request.session;
};

/** Throws http.no-right unless the session holds the right for this object. */
export const demand = (session: Session, right: string, path: readonly string[]): void => {
  if (!session.may(right, path)) throw refuse('http.no-right', { right });
};

/** Finds the session of a cookie's token; undefined when it is unknown or over. */
export type Identify = (token: string) => Promise<Session | undefined>;

export type ContextOf = (session: Session | undefined, ip: string) => ActContext;
