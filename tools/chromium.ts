import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
];

/** The system's Chromium: the one LIANDONG_CHROMIUM names, else the first of the usual places; undefined when none. */
export const findChromium = (): string | undefined => {
  const named = process.env.LIANDONG_CHROMIUM;
  return (named === undefined || named === '' ? places : [named]).find(isExecutable);
};

/** Says to a person what to do when there is no Chromium. */
export const noChromium = 'no Chromium found: install it (apt-get install chromium) or name it in LIANDONG_CHROMIUM';

/**
 * Starts a headless Chromium with an empty profile that draws WebGL in software, the same on every machine, and asks
 * the network for nothing by itself. Close it with `await using` or `close()`.
 */
export const openChromium = async (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(noChromium);
  return await chromium.launch({
    executablePath,
    headless: true,
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...quietFlags],
  });
};

/** A person's own window: cookies and storage of its own, at the size of a usual desk monitor, speaking English. */
export const openWindow = async (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    ...options,
  });

const quietFlags: readonly string[] = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
