import assert from 'node:assert/strict';
import { terminalRoutes } from '@liandong/contract';
import type { Page } from 'playwright-core';
import { clientOf, until } from '../support/federation.ts';
import { axeViolations } from './support/axe.ts';
import { keepDrawing, mapPixels } from './support/map-pixels.ts';
import { badLines, newGauges, officeList } from './support/office-list.ts';
import { describeOnStage } from './support/stage.ts';
import { choose, chooseFile, figure } from './support/wizard.ts';

const fileName = '2026年新建积水监测点位表.xlsx';
const otherName = '点位表(最终版2).xlsx';
const type = '道路积水监测仪';

/** Figures of the report that is shown, in the order read, new, changed, unchanged, refused. */
const figures = async (page: Page): Promise<readonly number[]> => {
  await page.locator('.import-wizard').getByTestId('import-read').waitFor();
  return Promise.all((['read', 'taken', 'changed', 'unchanged', 'refused'] as const).map((key) => figure(page, key)));
};

describeOnStage(
  'the import wizard',
  ({ inBrowser, federation, seat: openSeat }) => {
    const gauges = async (): Promise<readonly string[]> => {
      const call = await clientOf(federation().port, 'city-duty');
      const terminals = await call(terminalRoutes.list, { query: {} });
      return terminals.filter(({ code }) => code.startsWith('XJ-JS-')).map(({ code }) => code);
    };

    /** From a file to its dry run, as an engineer does it; checks on the way what the wizard says of the table. */
    const judge = async (page: Page, name: string): Promise<void> => {
      await chooseFile(page, name, officeList);
      await page.getByTestId('import-judge').waitFor();
      for (const code of ['header-lines', 'lines-above-header', 'merged-cells', 'blank-lines'])
        await page.locator(`[data-code="import.${code}"]`).waitFor();
      assert.equal(await page.getByLabel('表头所在行').inputValue(), '2,3');
      await choose(page, '安装地址', '位置描述');
      await page.getByText('潮音路与听汐路交叉口东南角').waitFor();
      await page.getByLabel('终端类型（整份文件）').fill(type);
      assert.equal(await page.getByTestId('import-judge').isDisabled(), true, 'nobody has told the datum yet');
      await choose(page, '坐标系', 'WGS-84');
      await page.getByTestId('import-judge').click();
    };

    inBrowser('shows what a list would do, imports it, doubles nothing and takes it back', async () => {
      const seat = await openSeat({ node: 0, loginName: 'city-system', language: 'zh-Hans', before: keepDrawing });
      const { page } = seat;
      await page.getByRole('link', { name: '数据导入' }).click();
      await page.getByTestId('import-file').waitFor({ state: 'attached' });
      assert.deepEqual(await axeViolations(page), [], 'file');
      await judge(page, fileName);
      assert.deepEqual(await figures(page), [9, 5, 0, 0, 4]);
      assert.deepEqual(await gauges(), [], 'a dry run writes nothing');
      for (const [line, reason] of [
        [badLines.outside, '不在本节点的任何辖区内'],
        [badLines.swapped, '28.0291, 146.0119 不是经纬度'],
        [badLines.withoutCode, '缺少'],
        [badLines.twice, `编号 ${newGauges[0]} 在同一份清单中出现不止一次`],
      ] as const)
        await page.locator(`tr[data-row-key^="${line}/"]`).filter({ hasText: reason }).waitFor();
      await until('the rows on the map', async () => ((await mapPixels(page)).colours > 400 ? true : undefined));
      assert.deepEqual(await axeViolations(page), [], 'dry run');

      await page.getByTestId('import-go').click();
      await page.getByTestId('import-again').waitFor();
      assert.deepEqual(await figures(page), [9, 5, 0, 0, 4]);
      assert.deepEqual([...(await gauges())].sort(), [...newGauges]);

      await page.getByTestId('import-again').click();
      await judge(page, otherName);
      await page.locator('.import-filename').filter({ hasText: otherName }).waitFor();
      assert.deepEqual(await figures(page), [9, 0, 0, 5, 4]);
      await page.getByTestId('import-go').click();
      await page.getByTestId('import-again').waitFor();
      assert.deepEqual([...(await gauges())].sort(), [...newGauges], 'nothing is doubled');

      await page.getByTestId('import-undo').click();
      await page.locator('.ant-popconfirm-buttons .ant-btn-primary').click();
      await page.getByText('已撤销').first().waitFor();
      await until('the terminals to be gone', async () => ((await gauges()).length === 0 ? true : undefined));
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('says that a content is known under another name, and maps columns by keyboard alone', async () => {
      const seat = await openSeat({ node: 0, loginName: 'city-system', language: 'zh-Hans' });
      const { page } = seat;
      await page.getByRole('link', { name: '数据导入' }).click();
      await chooseFile(page, '又一份.xlsx', officeList);
      await page.getByText(/同样的内容已于 .+导入过/).waitFor();
      await page.getByRole('combobox', { name: '坐标系', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.ant-select-dropdown:visible').waitFor();
      assert.deepEqual(await axeViolations(page), [], 'columns, with a list open');
      await page.keyboard.press('Enter');
      assert.equal(await page.getByTestId('import-judge').isEnabled(), true);
      assert.deepEqual(await axeViolations(page), [], 'columns');
      await seat.assertSound();
      await seat.close();
    });

    inBrowser('refuses what is no workbook, in words', async () => {
      const seat = await openSeat({ node: 0, loginName: 'city-system', language: 'en' });
      const { page } = seat;
      await page.getByRole('link', { name: 'Import' }).click();
      await chooseFile(page, 'list.xlsx', Buffer.from('this is a letter and no workbook'));
      await page.getByRole('alert').waitFor();
      assert.doesNotMatch(await page.getByRole('alert').innerText(), /import\.[a-z]/);
      await seat.close();
    });
  },
  { drawn: true },
);
