// Pictures of every screen against the stand-in, with the checks that matter: CSP, outside requests, axe.
//   node tests/browser/console-shots.ts --url http://127.0.0.1:5180 --out DIR [--size 1366x768] [--language zh-Hans] [--theme light] [--only desk]
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openChromium } from '../../tools/chromium.ts';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:5180' },
    out: { type: 'string', default: 'shots' },
    size: { type: 'string', default: '1366x768' },
    language: { type: 'string', default: 'zh-Hans' },
    theme: { type: 'string', default: 'light' },
    only: { type: 'string' },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Step = readonly [name: string, path: string, then?: (page: Page) => Promise<void>];
const click = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
};
const steps: readonly Step[] = [
  ['desk', '/'],
  ['desk-case', '/', click('[data-testid=case-row]')],
  ['desk-alert', '/?tab=alerts&alert=a-0'],
  ['desk-terminal', '/?terminal=t-0'],
  ['links-popover', '/', click('[data-testid=links]')],
  ['act-dispatch', '/?case=c-2', click('[data-testid=act-dispatch]')],
  ['report', '/', click('[data-testid=report]')],
  ['case', '/cases/c-0'],
  ['alerts', '/alerts'],
  ['terminals', '/terminals'],
  ['terminal', '/terminals/t-0'],
  ['rules', '/rules'],
  ['links', '/links'],
  ['ingest', '/ingest'],
  ['people', '/people'],
  ['people-posts', '/people', click('[role=tab]:nth-of-type(1) ~ * [role=tab], .ant-tabs-tab:nth-child(2)')],
  ['audit', '/audit', click('[data-testid=verify-audit]')],
];

type AxeResult = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
};

const axe = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )) as AxeResult;
  for (const { id, nodes } of violations) {
    say(`  axe ${name}: ${id} × ${nodes.length}`);
    for (const { html, failureSummary } of nodes.slice(0, 3))
      say(`    ${html.slice(0, 160)}\n    ${failureSummary?.slice(0, 220)}`);
  }
};

const [width = 1366, height = 768] = options.size.split('x').map(Number);
await mkdir(options.out, { recursive: true });
const browser = await openChromium();
const context = await browser.newContext({ viewport: { width, height } });
await context.addInitScript(
  ([language, theme]) => {
    localStorage.setItem('liandong.language', language ?? '');
    localStorage.setItem('liandong.theme', theme ?? '');
  },
  [options.language, options.theme],
);
const page = await context.newPage();
let fontBytes = 0;
let scriptBytes = 0;
page.on('console', (message) => {
  if (message.type() === 'error' || message.type() === 'warning')
    say(`  console ${message.type()}: ${message.text().slice(0, 300)}`);
});
page.on('pageerror', (error) => say(`  page error: ${error.message}`));
page.on('request', (request) => {
  if (!request.url().startsWith(options.url) && !/^(data|blob):/.test(request.url())) say(`  OUTSIDE ${request.url()}`);
});
page.on('response', async (response) => {
  const size = Number(
    (await response.allHeaders())['content-length'] ?? (await response.body().catch(() => Buffer.alloc(0))).length,
  );
  if (response.url().includes('.woff2')) fontBytes += size;
  if (response.url().endsWith('.js')) scriptBytes += size;
});
const shot = async (name: string): Promise<void> => {
  await page.waitForTimeout(1200);
  await page.screenshot({ path: join(options.out, `${name}.png`) });
  say(name);
  await axe(page, name);
};

await page.goto(options.url);
await page.locator('input[name=loginName]').fill('zhou');
if (options.only === undefined) await shot('login');
await page.locator('input[name=password]').fill('demo');
await page.locator('[data-testid=login]').click();
await page.locator('[data-testid=queue]').waitFor();
await page.waitForTimeout(2500);
say(
  `first load: fonts ${Math.round(fontBytes / 1024)} KiB, scripts ${Math.round(scriptBytes / 1024)} KiB (not compressed)`,
);
for (const [name, path, then] of steps) {
  if (options.only !== undefined && !options.only.split(',').includes(name)) continue;
  await page.goto(options.url + path);
  await page.waitForTimeout(1500);
  if (then !== undefined) await then(page);
  await shot(name);
}
await browser.close();
