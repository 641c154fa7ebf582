import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { findChromium, noChromium, openChromium } from '../../../tools/chromium.ts';
import { skipOrFail } from '../../../tools/skip.ts';
import { startTestFederation, type TestFederation } from '../../support/federation.ts';
import { openSeat, type Seat, type SeatOptions } from './seat.ts';

/** A running federation of three nodes and a browser to look at it. */
export type Stage = {
  readonly federation: () => TestFederation;
  readonly browserVersion: () => string;
  /** Opens a window that closes after the suite; at this federation unless told. */
  readonly seat: (options: Omit<SeatOptions, 'port'> & { readonly port?: number }) => Promise<Seat>;
  /** One test; skipped with a reason (or failed, where nothing may be skipped) without a browser. */
  readonly inBrowser: (name: string, run: () => Promise<void>) => void;
};

/** Starts the sample city with nobody but the test sending readings, once for all tests of a suite. */
export const describeOnStage = (
  name: string,
  tests: (stage: Stage) => void,
  options: {
    /** With the ground under the map. */
    readonly drawn?: boolean;
  } = {},
): void => {
  describe(name, () => {
    const ends: (() => Promise<void> | void)[] = [];
    let running: { readonly browser: Browser; readonly federation: TestFederation } | undefined;
    const stage = () => {
      if (running === undefined) throw new Error('the federation does not run');
      return running;
    };
    before(async () => {
      if (findChromium() === undefined) return;
      const federation = await startTestFederation({ after: (run) => void ends.push(run) }, options);
      await federation.groundReady();
      running = { federation, browser: await openChromium() };
    });
    after(async () => {
      await running?.browser.close();
      for (const end of ends) await end();
    });
    tests({
      federation: () => stage().federation,
      browserVersion: () => stage().browser.version(),
      seat: (options) => openSeat(stage().browser, { port: stage().federation.port, ...options }),
      inBrowser: (title, run) =>
        void it(title, async (t) => (findChromium() === undefined ? skipOrFail(t, noChromium) : await run())),
    });
  });
};
