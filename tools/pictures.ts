// Pictures of the real screens for the READMEs: an evening of heavy rain in the sample city, seen over the shoulders of
// the people at three consoles; everything in them is generated. `npm run pictures` takes all of them, `-- NAME…` some,
// `-- golden` the pictures that the browser tests compare with.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { keepGolden } from '../tests/browser/support/golden-file.ts';
import { drawGolden, goldenViews, type SeatOpener } from '../tests/browser/support/golden-views.ts';
import { keepDrawing } from '../tests/browser/support/map-pixels.ts';
import { openSeat } from '../tests/browser/support/seat.ts';
import { stillMap, watchGround } from '../tests/browser/support/still-map.ts';
import { startTestFederation } from '../tests/support/federation.ts';
import { findChromium, noChromium, openChromium } from './chromium.ts';
import { packPng } from './pack-png.ts';
import { type Evening, startEvening } from './pictures/evening.ts';
import { lastShots, type Shot, shots } from './pictures/shots.ts';

const folder = path.join(import.meta.dirname, '../docs/pictures');
const mostBytes = 250_000;
/** Colours of a picture, the fewest when nothing else makes it small enough. */
const colourSteps = [256, 192, 128, 96, 64] as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const packed = (png: Buffer): Buffer => {
  let small = png;
  for (const colours of colourSteps) {
    small = packPng(png, colours);
    if (small.length <= mostBytes) break;
  }
  return small;
};

const take = async (browser: Browser, evening: Evening, shot: Shot): Promise<void> => {
  const { name, seat: options, address, prepare, hasMap = 'always' } = shot;
  const { port } = evening.federation;
  const before = keepDrawing + evening.clock.inPage();
  const seat = await openSeat(browser, { ...options, port, before });
  const { page, url, faults } = seat;
  const ground = watchGround(page);
  await page.goto(url + (await address(evening)));
  if (hasMap === 'always') await stillMap(page, ground);
  await prepare?.(page);
  if (hasMap !== 'never') await stillMap(page, ground);
  await page.mouse.move(0, 0);
  const picture = packed(await page.screenshot());
  await writeFile(path.join(folder, `${name}.png`), picture);
  say(`${name}.png ${Math.round(picture.length / 1000)} kB${faults.map((fault) => `\n  ${fault}`).join('')}`);
  await seat.close();
};

const takeAll = async (browser: Browser, ends: AsyncDisposableStack, names: readonly string[]): Promise<void> => {
  const isWanted = ({ name }: Shot): boolean => names.length === 0 || names.includes(name);
  say('the evening begins …');
  const evening = await startEvening(ends);
  for (const shot of shots.filter(isWanted)) await take(browser, evening, shot);
  await evening.act('crew', 'finish', '积水已抽排,路面已清扫,通道恢复通行。');
  for (const shot of lastShots.filter(isWanted)) await take(browser, evening, shot);
};

/** In the small city that tests start, with nobody sending readings. */
const renewGolden = async (browser: Browser, ends: AsyncDisposableStack): Promise<void> => {
  const cleanup = { after: (run: () => Promise<void> | void) => void ends.defer(async () => run()) };
  const federation = await startTestFederation(cleanup, { drawn: true });
  await federation.groundReady();
  for (const view of goldenViews) {
    const open: SeatOpener = (options) => openSeat(browser, { port: federation.port, ...options });
    const { picture, seat } = await drawGolden(federation, open, view);
    await keepGolden(view.name, picture);
    await seat.close();
    say(`golden/${view.name}.png`);
  }
};

const main = async (): Promise<void> => {
  if (findChromium() === undefined) throw new Error(noChromium);
  const wanted = process.argv.slice(2);
  const known = ['golden', ...[...shots, ...lastShots].map(({ name }) => name)];
  const strange = wanted.filter((one) => !known.includes(one));
  if (strange.length > 0) throw new Error(`no such picture: ${strange.join(', ')}; there are ${known.join(', ')}`);
  await mkdir(folder, { recursive: true });
  await using ends = new AsyncDisposableStack();
  const browser = await openChromium();
  ends.defer(() => browser.close());
  if (wanted.includes('golden')) await renewGolden(browser, ends);
  else await takeAll(browser, ends, wanted);
};

await main();
