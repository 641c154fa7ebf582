import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { freePorts, makeDataFolder, until } from '../support/federation.ts';
import { startFederationProcess } from '../support/federation-process.ts';
import { axeViolations } from './support/axe.ts';
import { caseRow } from './support/case-work.ts';
import { sendDepth } from './support/gauge.ts';
import { keepDrawing, mapPixels } from './support/map-pixels.ts';
import type { Seat } from './support/seat.ts';
import { describeOnStage } from './support/stage.ts';

const wallSize = [1920, 1080] as const;
const gauge = { code: 'XL-JS-0001', name: /听汐路下穿通道/, depthCm: 31 } as const;
/** CSS pixels on a screen of that size: what is meant to be read from afar, and the small print of stamps and ages. */
const readable = { leastPx: 15, wordsPx: 19, figuresPx: 90 } as const;

const textSizes = `(() => {
  const sizes = [];
  const walker = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.textContent.trim() === '' || parent.closest('.wall-tools') !== null || !parent.checkVisibility()) continue;
    if (parent.getBoundingClientRect().width < 2) continue;
    sizes.push([node.textContent.trim(), parseFloat(getComputedStyle(parent).fontSize)]);
  }
  return sizes;
})()`;

const sizesOf = async (page: Page): Promise<readonly (readonly [text: string, px: number])[]> =>
  (await page.evaluate(textSizes)) as [string, number][];

const bareKey = /\b(wall|node|map|alert|case|terminal)\.[a-z]/;

describeOnStage(
  'the wall',
  ({ inBrowser, federation, seat: openSeat }) => {
    const atWall = async (options: Partial<Parameters<typeof openSeat>[0]> = {}): Promise<Seat> => {
      const size = wallSize;
      const seat = await openSeat({ node: 0, loginName: 'city-duty', language: 'zh-Hans', size, ...options });
      await seat.page.getByRole('link', { name: /大屏|大螢幕|Wall/ }).click();
      await seat.page.getByTestId('wall-stale').waitFor();
      return seat;
    };

    inBrowser('shows alerts, cases and terminals in figures that are read from afar, over a drawn map', async () => {
      await sendDepth(federation(), gauge.code, gauge.depthCm);
      const seat = await atWall({ before: keepDrawing });
      const { page } = seat;
      await page.getByTestId('wall-alerts').getByText('1', { exact: true }).waitFor();
      await page.getByTestId('wall-cases').getByText('1', { exact: true }).waitFor();
      const latest = page.getByRole('complementary');
      await latest.getByText(gauge.name).waitFor();
      await latest.getByText('31 cm').waitFor();
      await until('a drawn map', async () => ((await mapPixels(page)).colours > 400 ? true : undefined));
      const sizes = await sizesOf(page);
      assert.deepEqual(
        sizes.filter(([, px]) => px < readable.leastPx),
        [],
        'nothing is small',
      );
      assert.ok(sizes.filter(([, px]) => px >= readable.figuresPx).length >= 4, 'four big figures');
      const small = sizes.filter(([, px]) => px < readable.wordsPx).map(([text]) => text);
      assert.deepEqual(
        small.filter((text) => !/生成|Generated|·/.test(text)),
        [],
        'only the small print is smaller',
      );
      assert.deepEqual(await axeViolations(page), []);
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('hides places and names from visitors, also after it was loaded anew', async () => {
      await sendDepth(federation(), gauge.code, gauge.depthCm);
      const seat = await atWall();
      const { page } = seat;
      const latest = page.getByRole('complementary');
      await latest.getByText(gauge.name).waitFor();
      await page.keyboard.press('p');
      await page.getByText('地点与对象名称已隐去').waitFor();
      await latest.getByText('望汐区').waitFor();
      assert.equal(await page.getByText(gauge.name).count(), 0);
      await page.reload();
      await latest.getByText('望汐区').waitFor();
      assert.equal(await page.getByText(gauge.name).count(), 0);
      assert.deepEqual(await axeViolations(page), []);
      await page.getByTestId('wall-privacy').click();
      await latest.getByText(gauge.name).waitFor();
      assert.deepEqual(seat.faults, []);
      await seat.close();
    });

    inBrowser('speaks three languages, without a bare key, and is left by its link', async () => {
      for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
        const seat = await atWall({ language });
        const { page } = seat;
        await page.getByTestId('wall-alerts').waitFor();
        assert.doesNotMatch(await page.locator('.wall').innerText(), bareKey, language);
        await page.getByRole('link').click();
        await page.getByTestId('queue').waitFor();
        await seat.assertSound();
        await seat.close();
      }
    });

    inBrowser('says at once that its data stand still when the node is gone, and goes on when it is back', async () => {
      const installation = { dataDirectory: await makeDataFolder(), port: await freePorts() };
      const first = startFederationProcess(installation);
      await first.ready();
      const seat = await atWall({ port: installation.port });
      const stamp = seat.page.getByTestId('wall-stale');
      await stamp.getByText(/^数据截至 \d\d:\d\d:\d\d$/).waitFor();
      assert.deepEqual(seat.faults, []);
      assert.equal(await stamp.getAttribute('data-live'), 'true');
      await first.kill();
      await stamp.getByText(/^数据已停止更新,截至 \d\d:\d\d:\d\d$/).waitFor();
      assert.equal(await stamp.getAttribute('data-live'), 'false');
      assert.deepEqual(await axeViolations(seat.page), []);
      const second = startFederationProcess(installation);
      await second.ready();
      await stamp.getByText(/^数据截至/).waitFor();
      await seat.page.getByRole('link').click();
      await caseRow(seat.page, /./).waitFor({ state: 'detached' });
      await seat.close();
      await second.stop();
      await rm(installation.dataDirectory, { recursive: true, force: true });
    });
  },
  { drawn: true },
);
