import { fillWords, type Words } from '@liandong/words';
import type { Warning } from './table/table.ts';

const texts: Readonly<Record<string, Words>> = {
  'import.merged-cells': {
    'zh-Hans': '数据区有 {count} 处合并单元格；其值已填到所覆盖的每一行。',
    'zh-Hant': '資料區有 {count} 處合併儲存格；其值已填到所覆蓋的每一列。',
    en: '{count} merged cells among the rows; their value is repeated in every row they cover.',
  },
  'import.blank-lines': {
    'zh-Hans': '跳过 {count} 个空行；行号仍按表格原样。',
    'zh-Hant': '跳過 {count} 個空列；列號仍按表格原樣。',
    en: '{count} blank lines are left out; numbers of rows stay those of the sheet.',
  },
  'import.lines-above-header': {
    'zh-Hans': '表头上方有 {lines} 行（标题或说明），不作为数据。',
    'zh-Hant': '表頭上方有 {lines} 列（標題或說明），不作為資料。',
    en: '{lines} lines above the header (a title or a note) are no data.',
  },
  'import.header-lines': {
    'zh-Hans': '表头有多行（第 {rows} 行），列名已逐级相连。',
    'zh-Hant': '表頭有多列（第 {rows} 列），欄名已逐級相連。',
    en: 'The header has several lines ({rows}); titles of columns are joined from top to bottom.',
  },
  'import.duplicate-header': {
    'zh-Hans': '列名“{title}”重复（{columns} 列），请核对所选的列。',
    'zh-Hant': '欄名「{title}」重複（{columns} 欄），請核對所選的欄。',
    en: 'The title “{title}” stands over several columns ({columns}); please check which one is meant.',
  },
  'import.column-without-title': {
    'zh-Hans': '{columns} 列有数据而无列名。',
    'zh-Hant': '{columns} 欄有資料而無欄名。',
    en: 'These columns have values and no title: {columns}.',
  },
  'import.totals-line': {
    'zh-Hans': '末行（第 {row} 行）是合计，不导入。',
    'zh-Hant': '末列（第 {row} 列）是合計，不匯入。',
    en: 'The last line ({row}) is a total and is left out.',
  },
  'import.datum-matters': {
    'zh-Hans':
      '这些位置在中国境内：同一组数字在 WGS-84 与 GCJ-02 下相差约 300 至 700 米。请向数据提供方确认坐标系；此处不作猜测。',
    'zh-Hant':
      '這些位置在中國境內：同一組數字在 WGS-84 與 GCJ-02 下相差約 300 至 700 公尺。請向資料提供方確認座標系；此處不作猜測。',
    en: 'These places lie in China, where the same numbers mean places 300 to 700 metres apart in WGS-84 and in GCJ-02. Ask who made the file which datum it is; it is not guessed here.',
  },
  'import.axes-swapped': {
    'zh-Hans': '经度和纬度似乎写反了：互换后 {percent}% 的位置在本市。',
    'zh-Hant': '經度和緯度似乎寫反了：互換後 {percent}% 的位置在本市。',
    en: 'Longitude and latitude seem to be swapped: {percent}% of the places lie in the city when they are.',
  },
};

/** A warning in the three languages. */
export const warningWords = ({ code, data }: Warning): Words => {
  const text = texts[code] ?? { 'zh-Hans': code, 'zh-Hant': code, en: code };
  return {
    'zh-Hans': fillWords(text['zh-Hans'], data),
    'zh-Hant': fillWords(text['zh-Hant'], data),
    en: fillWords(text.en, data),
  };
};
