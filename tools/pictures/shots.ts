import { searchRoutes, terminalRoutes } from '@liandong/contract';
import type { Page } from 'playwright-core';
import { officeList } from '../../tests/browser/support/office-list.ts';
import type { SeatOptions } from '../../tests/browser/support/seat.ts';
import { choose, chooseFile } from '../../tests/browser/support/wizard.ts';
import { clientOf } from '../../tests/support/federation.ts';
import type { Evening } from './evening.ts';

type Camera = { readonly lon: number; readonly lat: number; readonly zoom: number };

/** One picture: who looks, at what, and what he does first. */
export type Shot = {
  readonly name: string;
  readonly seat: Omit<SeatOptions, 'port' | 'before'>;
  /** Address below the node's, once the evening has come so far. */
  readonly address: (evening: Evening) => Promise<string>;
  readonly prepare?: (page: Page) => Promise<void>;
  /** When there is a map that has to stand still; always unless told. */
  readonly hasMap?: 'always' | 'later' | 'never';
};

const usualLayers = ['hillshade', 'contours', 'buildings', 'terminals', 'cameras', 'cases', 'alerts'];

type Seat = Shot['seat'];

/** A desk with the map at a place; kept as a saved view, which marks no place. */
const deskAt =
  ({ node, loginName = '' }: Seat, camera: Camera, chosen: (evening: Evening) => Promise<string> = async () => '') =>
  async (evening: Evening): Promise<string> => {
    const call = await clientOf(evening.federation.port + node, loginName);
    const view = await call(searchRoutes.saveView, {
      body: { ...camera, name: '图', layers: usualLayers, shared: false },
    });
    return `/?view=${view.id}${await chosen(evening)}`;
  };

const theCase =
  (person: 'duty' | 'unit' | 'crew') =>
  async ({ caseOf }: Evening): Promise<string> =>
    `&case=${(await caseOf(person)).id}`;

const terminal =
  (code: string) =>
  async ({ federation: { port } }: Evening): Promise<string> => {
    const call = await clientOf(port, 'city-duty');
    const found = (await call(terminalRoutes.list, { query: {} })).find((one) => one.code === code);
    return `&terminal=${found?.id ?? ''}`;
  };

const fixed = (address: string) => async (): Promise<string> => address;

const duty: Seat = { node: 0, loginName: 'city-duty', language: 'zh-Hans', theme: 'light' };
const leader: Seat = { ...duty, loginName: 'city-leader', size: [1600, 900] };
const night: Seat = { ...duty, theme: 'dark' };
const crew: Seat = { ...duty, node: 2, loginName: 'street-crew' };
const dispatcher: Seat = { ...duty, node: 1, loginName: 'district-dispatch', language: 'en' };
const engineer: Seat = { ...duty, loginName: 'city-system', size: [1366, 1000] };

const tilt = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: /三维|3D/ });
  await button.click();
  await page.locator('.ld-map-buttons [aria-pressed=true]').waitFor();
};

const searching = async (page: Page): Promise<void> => {
  await page.keyboard.press('/');
  await page.getByTestId('command-input').fill('txl');
  await page.locator('[data-testid^=command-road-]').first().waitFor();
};

const judging = async (page: Page): Promise<void> => {
  await chooseFile(page, '2026年新建积水监测点位表.xlsx', officeList);
  await page.getByLabel('终端类型（整份文件）').fill('道路积水监测仪');
  await choose(page, '安装地址', '位置描述');
  await choose(page, '坐标系', 'WGS-84');
  await page.getByTestId('import-judge').click();
  await page.getByTestId('import-read').first().waitFor();
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
};

/** While the street works on the underpass. */
export const shots: readonly Shot[] = [
  {
    name: 'desk',
    seat: duty,
    address: deskAt(duty, { lon: 146.0075, lat: 28.0295, zoom: 13.3 }, theCase('duty')),
  },
  {
    name: 'dark',
    seat: night,
    address: deskAt(night, { lon: 146.0045, lat: 28.0295, zoom: 14.2 }, async () => '&tab=alerts'),
    prepare: async (page) => {
      await page.getByTestId('alert-row').first().click();
      await page.getByTestId('alert').getByText('6 小时').click();
    },
  },
  {
    name: 'street',
    seat: crew,
    address: deskAt(crew, { lon: 146.0025, lat: 28.0302, zoom: 16.2 }, theCase('crew')),
    prepare: tilt,
  },
  {
    name: 'english',
    seat: dispatcher,
    address: deskAt(dispatcher, { lon: 146.0045, lat: 28.027, zoom: 13.6 }, theCase('unit')),
  },
  {
    name: 'wide',
    seat: leader,
    address: deskAt(leader, { lon: 146.009, lat: 28.0285, zoom: 13.3 }, theCase('duty')),
  },
  { name: 'wall', seat: { ...leader, theme: 'dark', size: [1440, 810] }, address: fixed('/wall') },
  {
    name: 'hills',
    seat: duty,
    address: deskAt(duty, { lon: 146.0185, lat: 28.0675, zoom: 13.2 }, terminal('XL-YL-0024')),
    prepare: (page) => page.getByTestId('terminal').getByText('6 小时').click(),
  },
  {
    name: 'search',
    seat: duty,
    address: deskAt(duty, { lon: 146.004, lat: 28.03, zoom: 14.6 }),
    prepare: searching,
  },
  { name: 'import', seat: engineer, address: fixed('/imports'), prepare: judging, hasMap: 'later' },
];

/** When the street has done its work. */
export const lastShots: readonly Shot[] = [
  {
    name: 'case',
    seat: duty,
    address: async ({ caseOf }) => `/cases/${(await caseOf('duty')).id}`,
    prepare: (page) => page.getByTestId('case').waitFor(),
    hasMap: 'never',
  },
];
