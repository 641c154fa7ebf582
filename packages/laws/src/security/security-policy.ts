/** 安全策略: how people log in; every value comes from a profile. */
export type SecurityPolicy = {
  readonly session: {
    /** A session that asked nothing for so long is over. */
    readonly idleMs: number;
    /** A session is over after this time, whatever happened in it. */
    readonly absoluteMs: number;
  };
  readonly lockOut: {
    /** So many failures of one login name within the window lock it. */
    readonly failures: number;
    readonly windowMs: number;
    readonly lockMs: number;
  };
  /** The second lock: failures from one network address, whatever the login names. */
  readonly throttle: { readonly failures: number; readonly windowMs: number };
  readonly password: PasswordPolicy;
  /** Cost of Argon2id (RFC 9106); a stored hash of another cost is replaced at the next log-in. */
  readonly passwordHash: { readonly memoryKiB: number; readonly passes: number; readonly lanes: number };
};

/** 口令策略 */
export type PasswordPolicy = {
  readonly minLength: number;
  /** How many of: small letters, capitals, digits, everything else. */
  readonly minKinds: number;
  readonly minDifferentCharacters: number;
  /** A password that somebody else chose stops working when its owner has not changed it by then. */
  readonly firstPasswordMs: number;
};
