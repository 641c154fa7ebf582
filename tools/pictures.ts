// Pictures of the real screens for the READMEs: starts the sample city, lets it flood, and looks over the shoulders of
// the people at three consoles. `npm run pictures -- [DIR]`, or `-- golden` for the pictures that the browser tests compare
// with; everything in the pictures is generated data.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiCall, type CaseView, caseRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import type { Browser } from 'playwright-core';
import { sendDepth } from '../tests/browser/support/gauge.ts';
import { keepGolden } from '../tests/browser/support/golden-file.ts';
import { drawGolden, goldenViews } from '../tests/browser/support/golden-views.ts';
import { keepDrawing } from '../tests/browser/support/map-pixels.ts';
import { openSeat, type Seat, type SeatOptions } from '../tests/browser/support/seat.ts';
import { stillMap, watchGround } from '../tests/browser/support/still-map.ts';
import { clientOf, startTestFederation, type TestFederation, until } from '../tests/support/federation.ts';
import { findChromium, noChromium, openChromium } from './chromium.ts';
import { packPng } from './pack-png.ts';

const wanted = process.argv[2];
const folder = path.resolve(wanted ?? path.join(import.meta.dirname, '../docs/pictures'));
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
const take = async ({ page, faults }: Seat, name: string, ground?: Ground): Promise<void> => {
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.getByTestId('toast-done').waitFor({ state: 'detached' });
  if (ground !== undefined) await stillMap(page, ground);
  await page.mouse.move(0, 0);
  await writeFile(path.join(folder, `${name}.png`), packPng(await page.screenshot()));
  say(`${name}.png${faults.map((fault) => `\n  ${fault}`).join('')}`);
};

type Ground = ReturnType<typeof watchGround>;
type Opened = { readonly seat: Seat; readonly ground: Ground };
type Open = (options: Omit<SeatOptions, 'port'>, address: string) => Promise<Opened>;

/** Opens consoles one after the other; each is closed when its picture has been taken. */
const openerOf = (federation: TestFederation, browser: Browser): Open => {
  return async (options, address) => {
    await pourElsewhere(federation);
    const seat = await openSeat(browser, {
      port: federation.port,
      before: keepDrawing,
      language: 'zh-Hans',
      ...options,
    });
    const ground = watchGround(seat.page);
    await seat.page.goto(`${seat.url}${address}`);
    return { seat, ground };
  };
};

const picture = async (
  open: Open,
  name: string,
  options: Omit<SeatOptions, 'port'>,
  address: string,
): Promise<void> => {
  const { seat, ground } = await open(options, address);
  if (address.includes('case=')) await seat.page.getByTestId('case').first().waitFor();
  await take(seat, name, ground);
  await seat.close();
};

/** The case of the underpass as the node of this seat knows it. */
const caseAt = async (federation: TestFederation, node: 0 | 1 | 2, loginName: string): Promise<CaseView> =>
  findCase(await clientOf(federation.port + node, loginName), underpass);

/** The address of the desk with this case, close to its place when a zoom is told. */
const deskOf = ({ id, place }: CaseView, zoom?: number): string =>
  `/?case=${id}${zoom === undefined ? '' : `&at=${place.lon},${place.lat},${zoom}`}`;

const duty = { node: 0, loginName: 'city-duty' } as const;

const takeDesks = async (federation: TestFederation, open: Open): Promise<void> => {
  const top = await caseAt(federation, 0, 'city-duty');
  const below = await caseAt(federation, 2, 'street-crew');
  const between = await caseAt(federation, 1, 'district-dispatch');
  await picture(open, 'desk', duty, deskOf(top));
  await picture(open, 'street', { node: 2, loginName: 'street-crew' }, deskOf(below, 15.6));
  await picture(open, 'wide', { ...duty, loginName: 'city-leader', size: [1920, 1080] }, deskOf(top));
  await picture(open, 'dark', { ...duty, theme: 'dark' }, deskOf(top, 13.8));
  const english = { node: 1, loginName: 'district-dispatch', language: 'en' } as const;
  await picture(open, 'english', english, deskOf(between));
  await picture(open, 'hills', duty, '/?at=146.0,28.062,13');
  await picture(open, 'wall', { ...duty, size: [1920, 1080] }, '/wall');
};

const takeSearch = async (open: Open): Promise<void> => {
  const { seat, ground } = await open(duty, '/?at=146.013,28.026,14.6');
  await stillMap(seat.page, ground);
  await seat.page.keyboard.press('/');
  await seat.page.getByTestId('command-input').fill('txl');
  await seat.page.locator('.command-row').first().waitFor();
  await seat.page.waitForTimeout(1_500);
  await take(seat, 'search');
  await seat.close();
};

/** A list as an office keeps it: two lines of header, a place that lies at sea. */
const officeList = Buffer.from(
  [
    '应急物资点台账,,,,,',
    '名称,类别,经度,纬度,管理单位,地址',
    ...Array.from({ length: 24 }, (_, index) => {
      const [lon, lat] = [145.988 + (index % 6) * 0.0075, 28.014 + Math.floor(index / 6) * 0.0085];
      return `第${index + 1}应急物资点,应急物资仓库,${lon.toFixed(5)},${lat.toFixed(5)},街道应急办,示例地址${index + 1}号`;
    }),
    '海上点,应急物资仓库,146.03,27.95,街道应急办,',
    '',
  ].join('\n'),
);

const takeImport = async (open: Open): Promise<void> => {
  const { seat, ground } = await open({ node: 0, loginName: 'city-system', size: [1366, 1000] }, '/imports');
  const { page } = seat;
  await page
    .getByTestId('import-file')
    .setInputFiles({ name: '应急物资点.csv', mimeType: 'text/csv', buffer: officeList });
  await page.getByTestId('import-datum').click();
  await page.keyboard.press('Enter');
  await page.getByTestId('import-judge').click();
  await page.getByTestId('import-go').waitFor();
  await stillMap(page, ground);
  await take(seat, 'import');
  await seat.close();
};

const renewGolden = async (federation: TestFederation, browser: Browser): Promise<void> => {
  const open = (options: Omit<SeatOptions, 'port'>) => openSeat(browser, { port: federation.port, ...options });
  for (const view of goldenViews) {
    const { picture: drawn, seat } = await drawGolden(federation, open, view);
    await keepGolden(view.name, drawn);
    await seat.close();
    say(`golden/${view.name}.png`);
  }
};

const takeAll = async (federation: TestFederation, browser: Browser): Promise<void> => {
  const open = openerOf(federation, browser);
  const people = {
    duty: await clientOf(federation.port, 'city-duty'),
    unit: await clientOf(federation.port + 1, 'district-dispatch'),
    crew: await clientOf(federation.port + 2, 'street-crew'),
  };
  await letItFlood(people);
  await takeDesks(federation, open);
  await takeSearch(open);
  await takeImport(open);
  await act(people.crew, 'finish', '积水已抽排,路面已清扫,通道恢复通行。');
  const { seat } = await open(duty, `/cases/${(await findCase(people.duty, underpass)).id}`);
  await seat.page.getByTestId('case').waitFor();
  await take(seat, 'case');
  await seat.close();
};

const main = async (): Promise<void> => {
  if (findChromium() === undefined) throw new Error(noChromium);
  const isGolden = wanted === 'golden';
  if (!isGolden) await mkdir(folder, { recursive: true });
  await using ends = new AsyncDisposableStack();
  const cleanup = { after: (run: () => Promise<void> | void) => void ends.defer(async () => run()) };
  // The golden pictures are those of the small city that tests start.
  const whole = { living: true, drawn: true, order: { size: 600 } } as const;
  const federation = await startTestFederation(cleanup, isGolden ? { drawn: true } : whole);
  await federation.groundReady();
  const browser = await openChromium();
  ends.defer(() => browser.close());
  await (isGolden ? renewGolden(federation, browser) : takeAll(federation, browser));
};

await main();
