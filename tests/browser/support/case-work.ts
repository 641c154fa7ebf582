import type { CaseAct, CaseStatus } from '@liandong/laws';
import type { Locator, Page } from 'playwright-core';

/** The row of the queue with this title, in this state. */
export const caseRow = (page: Page, title: string | RegExp, status?: CaseStatus): Locator =>
  page
    .locator(`[data-testid=case-row]${status === undefined ? '' : `[data-status=${status}]`}`)
    .filter({ hasText: title });

/** Chooses the case in the queue and waits for it beside the map. */
export const openCase = async (page: Page, title: string | RegExp): Promise<Locator> => {
  const row = caseRow(page, title);
  const id = await row.getAttribute('data-id');
  const panel = page.locator(`[data-testid=case][data-id="${id}"]`);
  if (!(await panel.isVisible())) await row.click();
  await panel.waitFor();
  return panel;
};

export const actButton = (page: Page, act: CaseAct): Locator => page.getByTestId(`act-${act}`);

/** Clicks an act, fills in what its form asks for, and waits until the case stands where it should. */
export const doAct = async (page: Page, act: CaseAct, after: CaseStatus, note?: string): Promise<void> => {
  await actButton(page, act).click();
  if (act !== 'signFor' && act !== 'sendCheck') {
    if (note !== undefined) await page.getByTestId('act-note').fill(note);
    await page.getByTestId('act-ok').click();
    await page.getByTestId('act-ok').waitFor({ state: 'hidden' });
  }
  await statusMark(page, after).waitFor();
};

export const statusMark = (page: Page, status: CaseStatus): Locator =>
  page.locator(`[data-testid=case-status][data-status=${status}]`);

/** The acts whose buttons the case shows now. */
export const shownActs = async (panel: Locator): Promise<readonly string[]> => {
  const ids = await panel
    .locator('button[data-testid^=act-]')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-testid') ?? ''));
  return ids.map((id) => id.slice('act-'.length)).sort();
};
