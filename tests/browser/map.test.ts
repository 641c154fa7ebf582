import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { until } from '../support/federation.ts';
import { axeViolations } from './support/axe.ts';
import { keepDrawing, mapPixels } from './support/map-pixels.ts';
import { logIn } from './support/seat.ts';
import { describeOnStage } from './support/stage.ts';

const readFaces = `[...document.fonts].filter((face) => face.family.includes('maplibre-gl-font-face'))
  .map((face) => face.status)`;

/** States of the pieces of type faces that the map has asked for. */
const mapFaces = async (page: Page): Promise<readonly string[]> => (await page.evaluate(readFaces)) as string[];

describeOnStage(
  'the map',
  ({ inBrowser, seat: seatOf }) => {
    inBrowser('draws the basemap from tiles of the node, with the letters of the bundled type faces', async () => {
      for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
        const seat = await seatOf({ node: 0, language, before: keepDrawing });
        const tiles: number[] = [];
        const warnings: string[] = [];
        seat.page.on('response', (response) => {
          if (/\/api\/v1\/ground\/.+\/(tiles|terrain)\//.test(response.url())) tiles.push(response.status());
        });
        seat.page.on('console', (message) => {
          if (message.type() === 'warning' && !message.text().includes('GPU stall')) warnings.push(message.text());
        });
        await logIn(seat.page, 'city-duty');
        await until('tiles', async () => (tiles.length > 3 ? true : undefined));
        await until('a basemap', async () => ((await mapPixels(seat.page)).colours > 400 ? true : undefined));
        await until('letters', async () => ((await mapFaces(seat.page)).length > 0 ? true : undefined));
        assert.ok(
          tiles.every((status) => status === 200 || status === 204),
          String(tiles),
        );
        assert.ok((await mapFaces(seat.page)).every((status) => status === 'loaded' || status === 'loading'));
        assert.deepEqual(warnings, [], language);
        await seat.assertSound();
        await seat.close();
      }
    });

    inBrowser('shows the layers that a person has chosen, also after he comes back, by keyboard alone', async () => {
      const seat = await seatOf({ node: 0, loginName: 'city-duty' });
      const { page } = seat;
      await page.getByTestId('layers').focus();
      await page.keyboard.press('Enter');
      const contours = page.getByTestId('layer-contours');
      await contours.waitFor();
      assert.equal(await contours.isChecked(), true);
      await contours.focus();
      await page.keyboard.press('Space');
      assert.equal(await contours.isChecked(), false);
      assert.deepEqual(await axeViolations(page), []);
      await page.keyboard.press('Escape');
      await contours.waitFor({ state: 'detached' });
      await page.reload();
      await page.getByTestId('layers').click();
      assert.equal(await page.getByTestId('layer-contours').isChecked(), false);
      assert.equal(await page.getByTestId('layer-buildings').isChecked(), true);
      assert.deepEqual(seat.faults, []);
      await seat.close();
    });

    inBrowser('lets buildings stand up and lies flat again', async () => {
      const seat = await seatOf({ node: 0, loginName: 'city-duty', language: 'en' });
      const button = seat.page.getByRole('button', { name: 'Buildings in 3D' });
      for (const pressed of ['true', 'false']) {
        await button.click();
        await until(`pressed: ${pressed}`, async () =>
          (await button.getAttribute('aria-pressed')) === pressed ? true : undefined,
        );
      }
      await seat.assertSound();
      await seat.close();
    });
  },
  { drawn: true },
);
