import type { Locator, Page } from 'playwright-core';

/** Opens the command bar by its key and types. */
export const typeInBar = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('/');
  await page.getByTestId('command-input').fill(text);
};

/** A row of the bar: a command by its id, or the first thing found of a kind. */
export const barRow = (page: Page, begin: string): Locator =>
  page.locator(`[role=option][data-testid^="command-${begin}"]`).first();

/** Goes down by the arrow key until this row is chosen, then presses Enter. */
export const runRow = async (page: Page, row: Locator): Promise<void> => {
  await row.waitFor();
  const rows = await page.locator('[role=option]').count();
  for (let at = 0; at < rows && (await row.getAttribute('aria-selected')) !== 'true'; at += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByTestId('command-input').waitFor({ state: 'detached' });
};
