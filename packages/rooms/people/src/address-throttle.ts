import type { SecurityPolicy } from '@liandong/laws';
import { type Instant, instant, plusMs } from '@liandong/words';

/** The second lock: counts failed log-ins by network address, in memory, by the machine clock. */
export type AddressThrottle = {
  /** When this address may try again; undefined when it may now. */
  closedUntil(address: string, now: Instant): Instant | undefined;
  /** @returns true when this failure closed the address */
  fail(address: string, now: Instant): boolean;
};

/** So many addresses are remembered; an attacker with more of them meets the lock of the login name. */
const mostAddresses = 20_000;

/** Makes an empty throttle. */
export const createAddressThrottle = (policy: SecurityPolicy['throttle']): AddressThrottle => {
  const failures = new Map<string, readonly number[]>();
  const recent = (address: string, now: Instant): readonly number[] =>
    (failures.get(address) ?? []).filter((at) => at > now - policy.windowMs);
  return {
    closedUntil: (address, now) => {
      const [oldest, ...others] = recent(address, now);
      if (oldest === undefined || others.length + 1 < policy.failures) return undefined;
      return plusMs(instant(oldest), policy.windowMs);
    },
    fail: (address, now) => {
      const kept = [...recent(address, now), now].slice(-policy.failures);
      // Deleting first moves the address to the end: the one that was quiet longest is forgotten first.
      failures.delete(address);
      failures.set(address, kept);
      const [quietest] = failures.keys();
      if (failures.size > mostAddresses && quietest !== undefined) failures.delete(quietest);
      return kept.length === policy.failures;
    },
  };
};
