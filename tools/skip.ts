import type { TestContext } from 'node:test';

/**
 * Skips a test for want of something outside the house (a browser, a data set), with a reason that is printed; where
 * LIANDONG_NO_SKIP=1 (continuous integration) the test fails instead. The caller returns right after it.
 */
export const skipOrFail = (t: TestContext, reason: string): void => {
  if (process.env.LIANDONG_NO_SKIP === '1') throw new Error(`may not be skipped here: ${reason}`);
  t.skip(reason);
};
