import type { Page } from 'playwright-core';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Brings a workbook to the wizard, as by choosing it in the file dialog. */
export const chooseFile = async (page: Page, name: string, bytes: Uint8Array): Promise<void> =>
  await page.getByTestId('import-file').setInputFiles({ name, mimeType: type, buffer: Buffer.from(bytes) });

/** Chooses in a list of the wizard, which is known by its label. */
export const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
};

/** A figure of the report that is shown. */
export const figure = async (
  page: Page,
  key: 'read' | 'taken' | 'changed' | 'unchanged' | 'refused',
): Promise<number> => Number(await page.locator('.import-wizard').getByTestId(`import-${key}`).innerText());
