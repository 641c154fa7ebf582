import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { groundRoutes, importRoutes } from '@liandong/contract';
import type { Browser, Page } from 'playwright-core';
import { findChromium, noChromium, openChromium } from '../../tools/chromium.ts';
import { skipOrFail } from '../../tools/skip.ts';
import { until } from '../support/federation.ts';
import { type OwnCity, startOwnCity } from '../support/own-city.ts';
import { typeInBar } from './support/command-bar.ts';
import { colourShares, keepDrawing } from './support/map-pixels.ts';
import { logIn, openSeat, type Seat } from './support/seat.ts';
import { stillMap, watchGround } from './support/still-map.ts';

const datasets = path.resolve(import.meta.dirname, '../..', process.env.LIANDONG_DATASETS ?? '../shared/data');
const extract = path.join(datasets, 'basemap/chengdu-osm-2018/chengdu.osm.pbf');
const person = 'system-administrator';
const buildLimitMs = 300_000;

/** Colours of the light map. */
const classes = {
  road: ['#ffffff', '#fdfdfc'],
  water: ['#bfd3db', '#b3cad3'],
  building: ['#d9dbd8', '#cdd2d1'],
} as const;

/** The widest part of the confluence of the two rivers, and streets of the old town within the first ring. */
const riverside = { lon: 104.0836, lat: 30.6473, zoom: 15.5 } as const;
const oldTown = { lon: 104.0657, lat: 30.6574, zoom: 16 } as const;

/** 天: in the first piece of the type face that has it, once the map has written it. */
const writesChinese = `[...document.fonts].some((face) => face.family.includes('maplibre-gl-font-face') &&
  face.status === 'loaded' && face.unicodeRange.split(',').some((range) => {
    const [from, to = from] = range.trim().slice(2).split('-').map((text) => parseInt(text, 16));
    return from <= 0x5929 && 0x5929 <= to;
  }))`;

describe('Chengdu, a city of one’s own', () => {
  const ends: (() => Promise<void> | void)[] = [];
  let running: { readonly city: OwnCity; readonly browser: Browser } | undefined;

  before(async () => {
    if (findChromium() === undefined || !existsSync(extract)) return;
    const city = await startOwnCity({ after: (run) => void ends.push(run) }, { root: '5101', name: '成都市' });
    running = { city, browser: await openChromium() };
  });
  after(async () => {
    await running?.browser.close();
    for (const end of ends) await end();
  });

  const itDraws = (name: string, run: (stage: NonNullable<typeof running>) => Promise<void>): void =>
    void it(name, async (t) => {
      if (findChromium() === undefined) return skipOrFail(t, noChromium);
      if (running === undefined) return skipOrFail(t, `no Chengdu at ${extract}: set LIANDONG_DATASETS`);
      await run(running);
    });

  const importMap = async ({ call, bring }: OwnCity): Promise<void> => {
    const { id } = await bring('chengdu.osm.pbf', await readFile(extract), {
      target: 'basemap',
      settings: { name: '成都' },
    });
    const done = await until(
      'the basemap of Chengdu',
      async () => {
        const one = await call(importRoutes.one, { params: { id } });
        return one.state === 'running' ? undefined : one;
      },
      buildLimitMs,
    );
    assert.equal(done.state, 'done', done.failure?.text.en);
    assert.ok(done.taken > 40_000, `${done.taken} features`);
  };

  const openMap = async ({ city, browser }: NonNullable<typeof running>): Promise<Seat> => {
    const { port, firstLogins } = city.federation;
    const seat = await openSeat(browser, { port, node: 0, language: 'zh-Hans', theme: 'light', before: keepDrawing });
    const password = firstLogins.find(({ loginName }) => loginName === person)?.password;
    assert.ok(password !== undefined, 'the first log-in was told');
    await logIn(seat.page, person, password);
    return seat;
  };

  /** Goes there as by a link from a colleague, and counts the colours when all is drawn. */
  const look = async (
    { page, url }: Seat,
    place: { readonly lon: number; readonly lat: number; readonly zoom: number },
  ) => {
    const ground = watchGround(page);
    await page.goto(`${url}/?at=${place.lon},${place.lat},${place.zoom}`);
    await stillMap(page, ground);
    return colourShares(page, classes);
  };

  const within = (what: string, share: number, least: number, most: number): void =>
    assert.ok(share >= least && share <= most, `${what}: ${(share * 100).toFixed(2)} % of the pixels`);

  itDraws(
    'imports its map from OpenStreetMap and draws it with roads, river, buildings and Chinese names',
    async (stage) => {
      await importMap(stage.city);
      const seat = await openMap(stage);
      const { page } = seat;
      await page.getByText('OpenStreetMap').first().waitFor();
      const ground = watchGround(page);
      await stillMap(page, ground);
      const overview = await colourShares(page, classes);
      within('roads of the whole city', overview.road, 0.01, 0.2);
      const river = await look(seat, riverside);
      within('roads at the river', river.road, 0.04, 0.3);
      within('water at the river', river.water, 0.03, 0.3);
      const streets = await look(seat, oldTown);
      within('roads of the old town', streets.road, 0.05, 0.35);
      within('buildings of the old town', streets.building, 0.05, 0.35);
      assert.equal(await page.evaluate(writesChinese), true, 'Chinese letters were drawn');
      assert.deepEqual(seat.faults, []);
      await seat.close();
    },
  );

  itDraws('finds its streets by name and by pinyin, and never asks anybody outside', async (stage) => {
    const seat = await openMap(stage);
    const { page } = seat;
    for (const typed of ['人民南路', 'rmnl']) await findRoad(page, typed, /人民南路/);
    const [view] = (await stage.city.call(groundRoutes.state, {})).grounds;
    assert.equal(view?.generated, false);
    assert.equal(await page.getByText('生成数据').count(), 0, 'nothing here is generated');
    await seat.assertSound();
    await seat.close();
  });

  const findRoad = async (page: Page, typed: string, name: RegExp): Promise<void> => {
    await typeInBar(page, typed);
    await page.locator('[data-testid^=command-road-]').filter({ hasText: name }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('command-input').waitFor({ state: 'detached' });
  };
});
