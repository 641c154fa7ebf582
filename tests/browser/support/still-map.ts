import type { Page } from 'playwright-core';
import { until } from '../../support/federation.ts';

const readPicture = `(() => {
  const canvas = document.querySelector('canvas[role=region]');
  return canvas === null || canvas.width === 0 ? '' : canvas.toDataURL('image/png');
})()`;

/** So long the map asks for nothing before it counts as still. */
const quietMs = 1_500;
const stepMs = 500;
/** Software drawing on two busy cores is slow. */
const patienceMs = 90_000;

/** The map's own canvas as PNG, without anything that lies over it; needs `keepDrawing`. */
const mapPicture = async (page: Page): Promise<Buffer> =>
  Buffer.from(((await page.evaluate(readPicture)) as string).replace(/^[^,]*,/, ''), 'base64');

const fontsLoaded = `document.fonts.status === 'loaded' &&
  [...document.fonts].every((face) => face.status !== 'loading')`;

/** Knows when this window last asked for tiles; to be made before the map is opened. */
export const watchGround = (page: Page): { readonly quiet: () => boolean } => {
  let open = 0;
  let last = Date.now();
  const isGround = (address: string): boolean => address.includes('/api/v1/ground');
  const ended = (request: { url(): string }): void => {
    if (!isGround(request.url())) return;
    open -= 1;
    last = Date.now();
  };
  page.on('request', (request) => {
    if (!isGround(request.url())) return;
    open += 1;
    last = Date.now();
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return { quiet: () => open <= 0 && Date.now() - last > quietMs };
};

/**
 * Waits until nothing is asked for any more, all letters are there, and the map draws the same picture twice; that
 * picture. Needs `keepDrawing`.
 */
export const stillMap = async (page: Page, ground: { readonly quiet: () => boolean }): Promise<Buffer> => {
  let before: Buffer | undefined;
  return until(
    'a map that stands still',
    async () => {
      await page.waitForTimeout(stepMs);
      const ready = ground.quiet() && (await page.evaluate(fontsLoaded)) === true;
      const now = await mapPicture(page);
      const same = ready && now.length > 0 && before?.equals(now) === true;
      before = ready ? now : undefined;
      return same ? now : undefined;
    },
    patienceMs,
  );
};
