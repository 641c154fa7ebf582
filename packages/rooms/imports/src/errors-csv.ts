import type { Language } from '@liandong/words';
import type { RefusedRowOfTable } from './store.ts';

const titles: Readonly<Record<Language, readonly string[]>> = {
  'zh-Hans': ['行', '标识', '代码', '原因'],
  'zh-Hant': ['列', '識別', '代碼', '原因'],
  en: ['row', 'key', 'code', 'reason'],
};

/** Quoted; what a spreadsheet would take for a formula starts with an apostrophe. */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** Refused rows as CSV: UTF-8 with byte order mark, so that spreadsheets read Chinese. */
export const errorsCsv = (rows: readonly RefusedRowOfTable[], language: Language): Uint8Array => {
  const lines = rows.map((one) => [one.row, one.key ?? '', one.code, one.text[language]].map(cell).join(','));
  return Buffer.from(`\uFEFF${[titles[language].map(cell).join(','), ...lines].join('\r\n')}\r\n`, 'utf8');
};
