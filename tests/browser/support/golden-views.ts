import { searchRoutes } from '@liandong/contract';
import { clientOf, type TestFederation } from '../../support/federation.ts';
import { caseRow } from './case-work.ts';
import { sendDepth } from './gauge.ts';
import { keepDrawing } from './map-pixels.ts';
import type { Seat, SeatOptions } from './seat.ts';
import { stillMap, watchGround } from './still-map.ts';

/** One view of the sample city whose picture is kept. */
export type GoldenView = {
  readonly name: string;
  readonly title: string;
  readonly theme: 'light' | 'dark';
  readonly size: readonly [width: number, height: number];
  /** Where the map stands and what it shows; the whole area when absent. */
  readonly camera?: { readonly lon: number; readonly lat: number; readonly zoom: number };
  readonly layers: readonly string[];
  readonly isWall?: boolean;
};

/** Queue and detail beside a map of some 820 by 540. */
const deskSize = [1600, 592] as const;
const usualLayers = ['hillshade', 'contours', 'buildings', 'terminals', 'cameras', 'cases', 'alerts'] as const;
const groundLayers = ['hillshade', 'contours', 'buildings'] as const;

/** Of the sample city of usual seed in the size of tests, with nobody sending readings. */
export const goldenViews: readonly GoldenView[] = [
  { name: 'overview', title: 'the whole city by day', theme: 'light', size: deskSize, layers: usualLayers },
  {
    name: 'dark',
    title: 'districts, parks and stations by night',
    theme: 'dark',
    size: deskSize,
    camera: { lon: 146.013, lat: 28.026, zoom: 14 },
    layers: usualLayers,
  },
  {
    name: 'street',
    title: 'a street with its buildings',
    theme: 'light',
    size: deskSize,
    camera: { lon: 146.012, lat: 28.0245, zoom: 16.5 },
    layers: groundLayers,
  },
  {
    name: 'hills',
    title: 'the hills behind the city with relief and contours',
    theme: 'light',
    size: deskSize,
    camera: { lon: 145.989, lat: 28.066, zoom: 13.6 },
    layers: groundLayers,
  },
  { name: 'wall', title: 'the wall', theme: 'dark', size: [900, 506], layers: usualLayers, isWall: true },
];

export type SeatOpener = (options: Omit<SeatOptions, 'port'>) => Promise<Seat>;

const person = 'city-duty';
const underpass = { gauge: 'XL-JS-0001', depthCm: 31 } as const;

/** One alert and its case stand on every map, as they would on such an evening. */
const floodedSeat = async (federation: TestFederation, openSeat: SeatOpener, view: GoldenView): Promise<Seat> => {
  await sendDepth(federation, underpass.gauge, underpass.depthCm);
  const { theme, size } = view;
  const seat = await openSeat({ node: 0, loginName: person, language: 'zh-Hans', theme, size, before: keepDrawing });
  await caseRow(seat.page, /./, 'dispatched').waitFor();
  return seat;
};

/** Opens the view in a window of its own and waits until its map stands still; the map alone, PNG. */
export const drawGolden = async (
  federation: TestFederation,
  openSeat: SeatOpener,
  view: GoldenView,
): Promise<{ readonly picture: Buffer; readonly seat: Seat }> => {
  const { name, camera, layers, isWall = false } = view;
  const seat = await floodedSeat(federation, openSeat, view);
  const ground = watchGround(seat.page);
  if (isWall) await seat.page.goto(`${seat.url}/wall`);
  if (camera !== undefined) {
    const call = await clientOf(federation.port, person);
    const order = { ...camera, name, layers: [...layers], shared: false };
    const { id } = await call(searchRoutes.saveView, { body: order });
    await seat.page.goto(`${seat.url}/?view=${id}`);
  }
  return { picture: await stillMap(seat.page, ground), seat };
};
