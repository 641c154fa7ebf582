import assert from 'node:assert/strict';
import { type SavedView, searchRoutes } from '@liandong/contract';
import type { Page } from 'playwright-core';
import { clientOf, until } from '../support/federation.ts';
import { axeViolations } from './support/axe.ts';
import { openCase } from './support/case-work.ts';
import { barRow, runRow, typeInBar } from './support/command-bar.ts';
import { sendDepth } from './support/gauge.ts';
import { describeOnStage } from './support/stage.ts';

const person = 'city-duty';
/** 听汐路: a road of the sample city by the initials of its pinyin. */
const road = { initials: 'txl', name: '听汐路' } as const;
const gauge = 'XL-JS-0001';

type Place = { readonly lon: number; readonly lat: number };

/** Metres, well enough over some kilometres. */
const metresBetween = (a: Place, b: Place): number =>
  Math.hypot((a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180), (a.lat - b.lat) * 111_320);

const bareKey = /\b(command|found|view|nav|act|theme|user|desk|layers)\.[a-z]/i;

describeOnStage(
  'the command bar',
  ({ inBrowser, federation, seat: openSeat }) => {
    const atDesk = (language: 'zh-Hans' | 'zh-Hant' | 'en' = 'zh-Hans') =>
      openSeat({ node: 0, loginName: person, language });
    const search = async (text: string) =>
      (await clientOf(federation().port, person))(searchRoutes.search, { query: { text } });

    const savedView = async (name: string): Promise<SavedView | undefined> => {
      const call = await clientOf(federation().port, person);
      return (await call(searchRoutes.views, {})).find((view) => view.name === name);
    };

    /** Saves where the map stands, as a person does. */
    const saveView = async (page: Page, name: string): Promise<SavedView> => {
      const before = (await savedView(name))?.savedAt;
      await page.getByTestId('views').click();
      await page.getByTestId('view-name').fill(name);
      await page.getByTestId('view-name').press('Enter');
      const view = await until('the view to be saved', async () => {
        const now = await savedView(name);
        return now?.savedAt === before ? undefined : now;
      });
      await page.keyboard.press('Escape');
      await page.getByTestId('view-name').waitFor({ state: 'detached' });
      return view;
    };

    /** A flight takes a moment: until the map stands within so many metres. */
    const standsAt = async (page: Page, place: Place, withinM: number): Promise<void> => {
      await until('the map to stand there', async () =>
        metresBetween(await saveView(page, 'here'), place) < withinM ? true : undefined,
      );
    };

    inBrowser('finds a street by the initials of its pinyin and flies there at Enter', async () => {
      const seat = await atDesk();
      const { page } = seat;
      const [found] = (await search(road.initials)).filter((one) => one.kind === 'road');
      assert.equal(found?.name, road.name);
      const place = { lon: found?.lon ?? 0, lat: found?.lat ?? 0 };
      const before = await saveView(page, 'before');
      assert.ok(metresBetween(before, place) > 300, 'the map shows the whole city first');
      await typeInBar(page, road.initials);
      const row = barRow(page, 'road');
      await row.waitFor();
      assert.match(await row.innerText(), /听汐路/);
      await runRow(page, row);
      await standsAt(page, place, 5);
      assert.ok(((await savedView('here'))?.zoom ?? 0) > before.zoom + 1);
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('opens the panel of a terminal that was found by its code', async () => {
      const seat = await atDesk();
      const { page } = seat;
      await typeInBar(page, gauge.toLowerCase());
      await runRow(page, barRow(page, 'terminal'));
      const panel = page.getByTestId('terminal');
      await panel.waitFor();
      const [terminal] = await search(gauge);
      assert.equal(await panel.getAttribute('data-id'), terminal?.id);
      await standsAt(page, { lon: terminal?.lon ?? 0, lat: terminal?.lat ?? 0 }, 5);
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('takes coordinates in the datum that is typed with them', async () => {
      const seat = await atDesk();
      const { page } = seat;
      await typeInBar(page, 'GCJ-02 114.0579, 22.5431');
      const row = barRow(page, 'place');
      await row.waitFor();
      assert.match(await row.innerText(), /GCJ-02/);
      await runRow(page, row);
      // The same point in WGS-84 lies some 600 m to the northwest.
      await standsAt(page, { lon: 114.05279, lat: 22.54583 }, 10);
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('runs a command by its name and by the initials of its pinyin', async () => {
      await sendDepth(federation(), gauge, 31);
      const seat = await atDesk();
      const { page } = seat;
      await openCase(page, /./);
      await typeInBar(page, '/pz');
      await runRow(page, barRow(page, 'act-comment'));
      await page.getByTestId('act-note').fill('已电话通知排水班组。');
      await page.getByTestId('act-ok').click();
      await page.getByTestId('case').getByText('已电话通知排水班组。').first().waitFor();
      for (const [typed, id, heading] of [
        ['/gzzd', 'go-/terminals', '感知终端'],
        ['/告警规则', 'go-/rules', '告警规则'],
        ['/desk', 'go-/', undefined],
      ] as const) {
        await typeInBar(page, typed);
        await runRow(page, barRow(page, id));
        if (heading === undefined) await page.getByTestId('queue').waitFor();
        else await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      }
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('closes at Escape, and leaves a slash that is typed into a field alone', async () => {
      const seat = await atDesk();
      const { page } = seat;
      await page.keyboard.press('/');
      await page.getByTestId('command-input').waitFor();
      await page.keyboard.press('Escape');
      await page.getByTestId('command-input').waitFor({ state: 'detached' });
      await page.keyboard.press('f');
      await page.keyboard.type('a/b');
      assert.equal(await page.getByTestId('command-input').count(), 0);
      await page.keyboard.press('Control+k');
      await page.getByTestId('command-input').waitFor();
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('goes back to a saved view: the place, how close, and the layers', async () => {
      const seat = await atDesk();
      const { page } = seat;
      const layer = async (): Promise<boolean> => {
        await page.getByTestId('layers').click();
        const shown = await page.getByTestId('layer-contours').isChecked();
        await page.keyboard.press('Escape');
        await page.getByTestId('layer-contours').waitFor({ state: 'detached' });
        return shown;
      };
      await typeInBar(page, road.name);
      await runRow(page, barRow(page, 'road'));
      const [found] = await search(road.name);
      await standsAt(page, { lon: found?.lon ?? 0, lat: found?.lat ?? 0 }, 5);
      await page.getByTestId('layers').click();
      await page.getByTestId('layer-contours').uncheck();
      await page.keyboard.press('Escape');
      const view = await saveView(page, '听汐路北口');
      assert.equal(view.layers.includes('contours'), false);
      await typeInBar(page, '望汐区');
      await runRow(page, barRow(page, 'jurisdiction'));
      await until('the map to be elsewhere', async () =>
        metresBetween(await saveView(page, 'here'), view) > 500 ? true : undefined,
      );
      await page.getByTestId('layers').click();
      await page.getByTestId('layer-contours').check();
      await page.keyboard.press('Escape');
      await page.getByTestId('views').click();
      await page.getByRole('link', { name: '听汐路北口' }).click();
      await standsAt(page, view, 1);
      assert.ok(Math.abs(((await savedView('here'))?.zoom ?? 0) - view.zoom) < 0.01);
      assert.equal(await layer(), false, 'the contours are off again');
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('has no violation of WCAG 2.2 A or AA and no bare key in three languages', async () => {
      for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
        const seat = await atDesk(language);
        const { page } = seat;
        await page.keyboard.press('/');
        const bar = page.getByRole('dialog');
        for (const typed of ['', road.initials, '/', 'no such thing at all']) {
          await page.getByTestId('command-input').fill(typed);
          if (typed === road.initials) await barRow(page, 'road').waitFor();
          if (typed.startsWith('no')) await bar.getByRole('status').waitFor();
          assert.deepEqual(await axeViolations(page), [], `${language}: ${typed}`);
          assert.doesNotMatch(
            await bar.evaluate((element) => element.outerHTML.replaceAll(/data-testid="[^"]*"/g, '')),
            bareKey,
          );
        }
        await seat.assertSound();
        await seat.close();
      }
    });
  },
  { drawn: true },
);
