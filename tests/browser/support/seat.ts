import assert from 'node:assert/strict';
import { demonstrationPassword } from '@liandong/sample-city';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openWindow } from '../../../tools/chromium.ts';
import { host } from '../../support/federation.ts';

/** On two busy cores a page may take its time; what never comes fails all the same. */
const patienceMs = 120_000;

export type SeatOptions = {
  readonly port: number;
  /** 0 the city's node, 1 the district's, 2 the street's. */
  readonly node: 0 | 1 | 2;
  readonly loginName?: string;
  readonly language?: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly size?: readonly [width: number, height: number];
  /** Runs in the page before the console. */
  readonly before?: string;
};

/** 席位: one person's browser window at the console of one node, and everything that went wrong in it. */
export type Seat = {
  readonly page: Page;
  readonly url: string;
  /** Errors of the console, of its security policy, and requests that left the node. */
  readonly faults: readonly string[];
  /** Fails when anything went wrong in this window, or when the page was loaded anew since the log-in. */
  assertSound(): Promise<void>;
  close(): Promise<void>;
};

/** The page asks who is there before anybody is: that one answer is 401. */
const isFirstQuestion = (text: string): boolean => text.includes('401 (Unauthorized)');

const watch = (context: BrowserContext, url: string): string[] => {
  const faults: string[] = [];
  const { host: own } = new URL(url);
  const check = (asked: string): void => {
    const { protocol, host: at } = new URL(asked);
    if (protocol !== 'data:' && protocol !== 'blob:' && at !== own) faults.push(`request outside: ${asked}`);
  };
  context.on('request', (request) => check(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error' && !isFirstQuestion(message.text())) faults.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`page: ${error.error().message}`));
  context.on('page', (page) => page.on('websocket', (socket) => check(socket.url())));
  return faults;
};

const tellViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('security policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;

/** Opens the console in a window of its own; logs in when a name is given. */
export const openSeat = async (browser: Browser, options: SeatOptions): Promise<Seat> => {
  const { port, node, loginName, language, theme, size } = options;
  const url = `http://${host}:${port + node}`;
  const remembered = [
    ...(language === undefined ? [] : [{ name: 'liandong.language', value: language }]),
    ...(theme === undefined ? [] : [{ name: 'liandong.theme', value: theme }]),
  ];
  const context = await openWindow(browser, {
    storageState: { cookies: [], origins: [{ origin: url, localStorage: remembered }] },
    ...(size === undefined ? {} : { viewport: { width: size[0], height: size[1] } }),
  });
  context.setDefaultTimeout(patienceMs);
  const faults = watch(context, url);
  await context.addInitScript(tellViolations);
  if (options.before !== undefined) await context.addInitScript(options.before);
  const page = await context.newPage();
  await page.goto(url);
  if (loginName !== undefined) await logIn(page, loginName);
  await page.evaluate('globalThis.loadedOnce = true');
  return {
    page,
    url,
    faults,
    assertSound: async () => {
      assert.deepEqual(faults, []);
      assert.equal(await page.evaluate('globalThis.loadedOnce'), true, 'the page was loaded anew');
    },
    close: () => context.close(),
  };
};

/** Types name and password and waits until the console is live. */
export const logIn = async (page: Page, loginName: string, password: string = demonstrationPassword): Promise<void> => {
  await page.locator('input[name=loginName]').fill(loginName);
  await page.locator('input[name=password]').fill(password);
  await page.getByTestId('login').click();
  await page.getByTestId('user-menu').waitFor();
  await page.locator('[data-live=true]').waitFor();
};
