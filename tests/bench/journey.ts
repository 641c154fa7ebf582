import { type CaseRow, caseRoutes, terminalRoutes } from '@liandong/contract';
import { createSampleCity, demonstrationPassword } from '@liandong/sample-city';
import type { Page } from 'playwright-core';
import { findChromium, noChromium, openChromium, openWindow } from '../../tools/chromium.ts';
import { clientOf, host, startTestFederation, type TestFederation } from '../support/federation.ts';
import { type LiveEar, openLiveEar } from './support/live-ear.ts';
import { heading, percentile, round, table, verdict } from './support/report.ts';
import { machine } from './support/stand.ts';

// A reading is sent at the city's node; measured is when the row of its case stands in a real browser at the street's
// console. Between the two: the rule files and dispatches by itself, the case crosses to the district, whose desk is
// played here by a user who signs for and sends down as soon as the case arrives, and crosses to the street.

const aimMs = 1_500;
const target = 1;
const warmUps = 3;
const repetitions = 100;

type Gauge = { readonly code: string; readonly token: string };

/** When the street's row of a gauge was painted; noted in the page itself so that no poll blurs the time. */
const watchRows = `
globalThis.rowTimes = new Map();
globalThis.rowTimeOf = (code) => {
  const known = rowTimes.get(code) ?? Promise.withResolvers();
  rowTimes.set(code, known);
  return known;
};
new MutationObserver(() => {
  for (const row of document.querySelectorAll('[data-testid=case-row]')) {
    const code = row.textContent.match(/BENCH-\\d{3}/)?.[0];
    if (code !== undefined)
      requestAnimationFrame(() => rowTimeOf(code).resolve(performance.timeOrigin + performance.now()));
  }
}).observe(document, { childList: true, subtree: true, characterData: true })`;

const registerGauges = async ({ port }: TestFederation, count: number): Promise<readonly Gauge[]> => {
  const call = await clientOf(port, 'city-system');
  const underpass = [...createSampleCity().terminals()].find(({ order }) => order.code === 'XL-JS-0001')?.order;
  if (underpass === undefined) throw new Error('the sample has no underpass');
  const gauges: Gauge[] = [];
  for (let number = 0; number < count; number += 1) {
    const code = `BENCH-${String(number).padStart(3, '0')}`;
    const { token } = await call(terminalRoutes.register, {
      body: { ...underpass, code, name: code, address: code },
    });
    gauges.push({ code, token });
  }
  return gauges;
};

const send = async (port: number, { token }: Gauge, depthCm: number): Promise<void> => {
  const response = await fetch(`http://${host}:${port}/v1/devices/me/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ts: Date.now(), values: { depthCm } }),
  });
  if (!response.ok) throw new Error(`reading refused: ${response.status}`);
};

const openStreet = async (page: Page, port: number): Promise<void> => {
  await page.goto(`http://${host}:${port + 2}`);
  await page.locator('input[name=loginName]').fill('street-crew');
  await page.locator('input[name=password]').fill(demonstrationPassword);
  await page.getByTestId('login').click();
  await page.locator('[data-live=true]').waitFor();
  // The map draws with the same processor: the measured time begins on a desk that stands.
  await page.locator('canvas[role=region]').waitFor();
  await page.evaluate(watchRows);
};

const rowTime = async (page: Page, code: string): Promise<number> =>
  Number(await page.evaluate(`rowTimeOf('${code}').promise`));

/** Instants of one repetition, ms of the machine's clock. */
type Run = {
  readonly sent: number;
  readonly answered: number;
  readonly atDistrict: number;
  readonly signed: number;
  readonly sentDown: number;
  readonly heardAtStreet: number;
  readonly visible: number;
};

const now = (): number => performance.timeOrigin + performance.now();

/** Awaits the instant at which a named thing happens, whether it is asked for before or after. */
const createMarks = () => {
  const marks = new Map<string, PromiseWithResolvers<number>>();
  const of = (name: string): PromiseWithResolvers<number> => {
    const mark = marks.get(name) ?? Promise.withResolvers<number>();
    marks.set(name, mark);
    return mark;
  };
  return { set: (name: string): void => of(name).resolve(now()), at: (name: string) => of(name).promise };
};

const codeOf = (row: CaseRow): string => row.title.match(/BENCH-\d{3}/)?.[0] ?? '';

/** The district's desk: signs for and sends down as soon as a case arrives. */
const startDistrict = (port: number, marks: ReturnType<typeof createMarks>): Promise<LiveEar> =>
  openLiveEar(port + 1, 'district-dispatch', async (row, call) => {
    const code = codeOf(row);
    if (code === '' || row.status !== 'dispatched') return;
    marks.set(`${code} district`);
    const params = { id: row.id };
    const held = await call(caseRoutes.act, { params: { ...params, act: 'signFor' }, body: { version: row.version } });
    marks.set(`${code} signed`);
    await call(caseRoutes.act, { params: { ...params, act: 'delegateDown' }, body: { version: held.version } });
    marks.set(`${code} sent down`);
  });

const runOnce = async (port: number, page: Page, gauge: Gauge, marks: ReturnType<typeof createMarks>): Promise<Run> => {
  const { code } = gauge;
  const sent = now();
  await send(port, gauge, 31);
  const answered = now();
  return {
    sent,
    answered,
    visible: await rowTime(page, code),
    atDistrict: await marks.at(`${code} district`),
    signed: await marks.at(`${code} signed`),
    sentDown: await marks.at(`${code} sent down`),
    heardAtStreet: await marks.at(`${code} street`),
  };
};

const parts: readonly (readonly [string, (run: Run) => number])[] = [
  ['city: reading → stored and answered', (run) => run.answered - run.sent],
  ['reading → case filed, dispatched, heard by the district’s desk', (run) => run.atDistrict - run.sent],
  ['district’s desk signs for (one call)', (run) => run.signed - run.atDistrict],
  ['district’s desk sends down (one call)', (run) => run.sentDown - run.signed],
  ['call that sends down begins → heard on the street’s live channel', (run) => run.heardAtStreet - run.signed],
  ['heard → row on the screen', (run) => run.visible - run.heardAtStreet],
  ['whole: reading sent → row visible', (run) => run.visible - run.sent],
];

const report = (runs: readonly Run[]): void => {
  heading('journey: reading sent at the city → case row visible in a browser at the street', [
    machine(),
    `${runs.length} repetitions one after the other, ${warmUps} before them to warm up; three nodes, PostgreSQL with fsync and the browser on this machine`,
    'the district’s desk is an automatic user who signs for and sends down at once; a person would take his time',
  ]);
  const lines = parts.map(([name, of]) => {
    const figures = runs.map(of);
    return [name, round(percentile(figures, 0.5)), round(percentile(figures, 0.99)), round(Math.max(...figures))];
  });
  table(['ms', 'p50', 'p99', 'max'], lines);
  const whole = runs.map((run) => run.visible - run.sent);
  const p99 = percentile(whole, 0.99);
  verdict({
    bench: 'journey',
    ratio: round(aimMs / p99, 3),
    target,
    aimP99Ms: aimMs,
    p50Ms: round(percentile(whole, 0.5)),
    p99Ms: round(p99),
    maxMs: round(Math.max(...whole)),
    repetitions: runs.length,
    machine: machine(),
  });
};

const measure = async (): Promise<void> => {
  if (findChromium() === undefined) throw new Error(noChromium);
  await using ends = new AsyncDisposableStack();
  const federation = await startTestFederation({ after: (run) => ends.defer(async () => run()) });
  const { port } = federation;
  const gauges = await registerGauges(federation, warmUps + repetitions);
  const browser = await openChromium();
  ends.defer(() => browser.close());
  const page = await (await openWindow(browser)).newPage();
  await openStreet(page, port);
  const marks = createMarks();
  const district = await startDistrict(port, marks);
  const street = await openLiveEar(port + 2, 'street-crew', (row) => marks.set(`${codeOf(row)} street`));
  ends.defer(() => {
    district.close();
    street.close();
  });
  const runs: Run[] = [];
  for (const gauge of gauges) {
    runs.push(await runOnce(port, page, gauge, marks));
    // Uneven pauses, so that no timer of the platform runs in step with the measurement.
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 700));
  }
  report(runs.slice(warmUps));
};

await measure();
