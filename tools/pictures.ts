// Pictures of the real screens for the READMEs: starts the sample city, lets it flood, and looks over the shoulders of
// the people at three consoles. `npm run pictures -- [DIR]`; everything in the pictures is generated data.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiCall, type CaseView, caseRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import { caseRow } from '../tests/browser/support/case-work.ts';
import { sendDepth } from '../tests/browser/support/gauge.ts';
import { keepDrawing, mapPixels } from '../tests/browser/support/map-pixels.ts';
import { openSeat, type Seat, type SeatOptions } from '../tests/browser/support/seat.ts';
import { clientOf, startTestFederation, type TestFederation, until } from '../tests/support/federation.ts';
import { findChromium, noChromium, openChromium } from './chromium.ts';
import { packPng } from './pack-png.ts';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../docs/pictures'));
const floodMs = 180_000;
/** Water at other places, so that the map shows more than one story: gauge and depth in cm. */
const elsewhere = [
  ['XL-JS-0006', 27],
  ['XL-JS-0009', 22],
  ['XL-JS-0012', 17],
] as const;
const underpass = /听汐路下穿通道/;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

type People = { readonly duty: ApiCall; readonly unit: ApiCall; readonly crew: ApiCall };

const findCase = (call: ApiCall, place: RegExp): Promise<CaseView> =>
  until(
    'the case of the flooded underpass',
    async () => {
      const rows = await call(caseRoutes.queue, { query: { state: 'open' } });
      const row = rows.find(({ title }) => place.test(title));
      return row === undefined ? undefined : await call(caseRoutes.one, { params: { id: row.id } });
    },
    floodMs,
  );

const act = async (call: ApiCall, name: CaseAct, note?: string): Promise<void> => {
  const { id, version } = await findCase(call, underpass);
  await call(caseRoutes.act, {
    params: { id, act: name },
    body: { version, ...(note === undefined ? {} : { note }) },
  });
};

/** Just before a picture: the simulated gauges say otherwise within twenty seconds. */
const pourElsewhere = async (federation: TestFederation): Promise<void> => {
  for (const [gauge, depthCm] of elsewhere) await sendDepth(federation, gauge, depthCm);
};

/** Until the street works on the underpass; the first picture is due before it finishes. */
const letItFlood = async ({ duty, unit, crew }: People): Promise<void> => {
  say('waiting for the flood …');
  await findCase(duty, underpass);
  await findCase(unit, underpass);
  await act(unit, 'signFor');
  await act(unit, 'delegateDown', '请听汐街道就近处置,注意封闭通道。');
  await findCase(crew, underpass);
  await act(crew, 'signFor');
  await act(crew, 'progress', '已到现场,通道两端封闭,两台排水泵作业中。');
};

/** Waits until letters and map stand still, then takes the picture. */
const take = async ({ page, faults }: Seat, name: string, hasMap = true): Promise<void> => {
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.getByTestId('toast-done').waitFor({ state: 'detached' });
  let last = '';
  await until(`a map that stands still for ${name}`, async () => {
    if (!hasMap) return true;
    const { colours, commonest } = await mapPixels(page);
    const seen = `${colours} ${commonest}`;
    const still = colours > 50 && seen === last;
    last = seen;
    return still ? true : undefined;
  });
  await page.mouse.move(0, 0);
  await writeFile(path.join(folder, `${name}.png`), packPng(await page.screenshot()));
  say(`${name}.png${faults.map((fault) => `\n  ${fault}`).join('')}`);
};

const main = async (): Promise<void> => {
  if (findChromium() === undefined) throw new Error(noChromium);
  await mkdir(folder, { recursive: true });
  await using ends = new AsyncDisposableStack();
  const federation = await startTestFederation({ after: (run) => ends.defer(async () => run()) }, { living: true });
  const { port } = federation;
  const browser = await openChromium();
  ends.defer(() => browser.close());
  const seat = async (options: Omit<SeatOptions, 'port'>): Promise<Seat> => {
    await pourElsewhere(federation);
    const opened = await openSeat(browser, { port, before: keepDrawing, language: 'zh-Hans', ...options });
    // By its address, so that the map keeps the view of the whole area.
    const id = await caseRow(opened.page, underpass).getAttribute('data-id');
    await opened.page.goto(`${opened.url}/?case=${id}`);
    await opened.page.locator(`[data-testid=case][data-id="${id}"]`).waitFor();
    return opened;
  };
  const people = {
    duty: await clientOf(port, 'city-duty'),
    unit: await clientOf(port + 1, 'district-dispatch'),
    crew: await clientOf(port + 2, 'street-crew'),
  };
  await letItFlood(people);

  const desk = await seat({ node: 0, loginName: 'city-duty' });
  await take(desk, 'desk');
  await desk.close();
  const street = await seat({ node: 2, loginName: 'street-crew' });
  await take(street, 'street');
  await street.close();
  const wide = await seat({ node: 0, loginName: 'city-leader', size: [1920, 1080] });
  await take(wide, 'wide');
  await wide.close();
  const dark = await seat({ node: 0, loginName: 'city-duty', theme: 'dark' });
  await take(dark, 'dark');
  await dark.close();
  const english = await seat({ node: 1, loginName: 'district-dispatch', language: 'en' });
  await take(english, 'english');
  await english.close();

  await act(people.crew, 'finish', '积水已抽排,路面已清扫,通道恢复通行。');
  const page = await seat({ node: 0, loginName: 'city-duty' });
  const { id } = await findCase(people.duty, underpass);
  await page.page.goto(`${page.url}/cases/${id}`);
  await page.page.getByTestId('case').waitFor();
  await take(page, 'case', false);
  await page.close();
};

await main();
