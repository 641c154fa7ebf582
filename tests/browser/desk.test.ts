import assert from 'node:assert/strict';
import { until } from '../support/federation.ts';
import { axeViolations } from './support/axe.ts';
import { openCase } from './support/case-work.ts';
import { sendDepth } from './support/gauge.ts';
import { keepDrawing, mapPixels } from './support/map-pixels.ts';
import { logIn, type Seat } from './support/seat.ts';
import { describeOnStage } from './support/stage.ts';

const underpass = 'XL-JS-0001';

describeOnStage(
  'the console',
  ({ inBrowser, federation, seat: seatOf }) => {
    inBrowser(
      'tells a person with a wrong password why he is not let in, and opens the desk for the right one',
      async () => {
        const seat = await seatOf({ node: 0 });
        const { page } = seat;
        await page.locator('input[name=loginName]').fill('city-duty');
        await page.locator('input[name=password]').fill('not-my-password');
        await page.getByTestId('login').click();
        await page.getByRole('alert').filter({ hasText: '用户名或密码不正确' }).waitFor();
        assert.equal(await page.getByTestId('queue').count(), 0);
        await logIn(page, 'city-duty');
        await page.getByTestId('queue').waitFor();
        assert.equal(await page.title(), '汐澜市城市运行中心 · 联动');
        await seat.assertSound();
        await seat.close();
      },
    );

    inBrowser('draws the map of the city, and a fresh alert upon it without a reload', async () => {
      const seat = await seatOf({ node: 0, loginName: 'city-duty', before: keepDrawing });
      const drawn = await until('a drawn map', async () => {
        const seen = await mapPixels(seat.page);
        return seen.colours > 200 && seen.commonest < 0.9 ? seen : undefined;
      });
      assert.ok(drawn.pixels > 100_000, `${drawn.pixels} pixels`);
      await sendDepth(federation(), underpass, 31);
      await seat.page.getByTestId('tab-alerts').click();
      await seat.page.getByTestId('alert-row').first().waitFor();
      await until('the alert on the map', async () => {
        const { alarming } = await mapPixels(seat.page);
        return alarming > drawn.alarming + 0.0001 ? true : undefined;
      });
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('changes every word to traditional Chinese and to English without a reload', async () => {
      const seat = await seatOf({ node: 1, loginName: 'district-duty' });
      const { page } = seat;
      const desk = page.getByRole('region', { name: /案件队列|案件隊列|Case queue/ });
      for (const [language, words, place, map] of [
        ['zh-Hant', '案件隊列', '望汐區', '地圖'],
        ['en', 'Case queue', 'Wangxi District', 'Map'],
        ['zh-Hans', '案件队列', '望汐区', '地图'],
      ] as const) {
        await page.getByTestId('language').click();
        await page.getByTestId(`menu-${language}`).click();
        await page.locator(`html[lang="${language}"]`).waitFor();
        assert.equal(await desk.getAttribute('aria-label'), words);
        await page.locator(`canvas[aria-label="${map}"]`).waitFor();
        await page.getByRole('banner').getByText(place).first().waitFor();
        assert.ok((await page.title()).includes(place));
      }
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('has no violation of WCAG 2.2 A or AA before the log-in', async () => {
      for (const theme of ['light', 'dark'] as const) {
        const seat = await seatOf({ node: 0, theme, language: 'zh-Hans' });
        await seat.page.getByTestId('login').waitFor();
        await seat.page.getByText('汐澜市城市运行中心').waitFor();
        assert.deepEqual(await axeViolations(seat.page), [], theme);
        await seat.close();
      }
    });

    for (const theme of ['light', 'dark'] as const) {
      inBrowser(`has no violation of WCAG 2.2 A or AA on a duty officer's pages in the ${theme} theme`, async () => {
        await sendDepth(federation(), underpass, 32);
        const seat = await seatOf({ node: 0, loginName: 'city-leader', theme });
        const { page } = seat;
        const check = async (what: string): Promise<void> =>
          assert.deepEqual(await axeViolations(page), [], `${what}, ${theme}`);
        await check('desk');
        await openCase(page, /./);
        await check('desk with a case');
        const id = await page.getByTestId('case').getAttribute('data-id');
        await page.getByTestId('tab-alerts').click();
        await page.getByTestId('alert-row').first().click();
        await page.getByTestId('alert').waitFor();
        await check('desk with an alert');
        const terminal = await page.getByTestId('alert').getByRole('link').first().getAttribute('href');
        for (const path of [`/cases/${id}`, '/alerts', '/terminals', terminal ?? '', '/rules', '/links', '/ingest']) {
          await openPage(seat, path);
          await check(path);
        }
        assert.deepEqual(seat.faults, []);
        await seat.close();
      });
    }

    inBrowser("has no violation of WCAG 2.2 A or AA on the administrators' pages", async () => {
      for (const [loginName, path] of [
        ['city-security', '/people'],
        ['city-audit', '/audit'],
        ['city-system', '/links'],
      ] as const) {
        const seat = await seatOf({ node: 0, loginName });
        await openPage(seat, path);
        assert.deepEqual(await axeViolations(seat.page), [], path);
        for (const tab of await seat.page.getByRole('main').getByRole('tab').all()) {
          await tab.click();
          assert.deepEqual(await axeViolations(seat.page), [], `${path}, ${await tab.innerText()}`);
        }
        assert.deepEqual(seat.faults, []);
        await seat.close();
      }
    });
  },
  { drawn: true },
);

const isStill = `document.querySelector('.ant-spin-spinning, output.waiting') === null &&
  document.getAnimations().every((one) => one.playState !== 'running')`;

/** Goes to a page of the console by its address and waits until nothing is being read any more. */
const openPage = async ({ page, url }: Seat, path: string): Promise<void> => {
  await page.goto(url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await until(`nothing to be read any more on ${path}`, async () =>
    (await page.evaluate(isStill)) ? true : undefined,
  );
};
