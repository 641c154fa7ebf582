import type { RefusalList } from '@liandong/words';

/** About files as a whole. */
export const fileRefusals = {
  'import.file-too-large': {
    status: 413,
    text: {
      'zh-Hans': '文件过大：{sizeMiB} MiB；{format} 文件最大 {limitMiB} MiB。请拆分后再导入。',
      'zh-Hant': '檔案過大：{sizeMiB} MiB；{format} 檔案最大 {limitMiB} MiB。請拆分後再匯入。',
      en: 'The file is too large: {sizeMiB} MiB; a {format} file may have {limitMiB} MiB. Please split it.',
    },
  },
  'import.disk-full': {
    status: 507,
    text: {
      'zh-Hans': '磁盘空间不足，未保存该文件。',
      'zh-Hant': '磁碟空間不足，未儲存該檔案。',
      en: 'There is no space left on the disk; the file was not kept.',
    },
  },
  'import.empty-file': {
    status: 422,
    text: { 'zh-Hans': '文件“{name}”是空的。', 'zh-Hant': '檔案「{name}」是空的。', en: 'The file “{name}” is empty.' },
  },
  'import.unknown-format': {
    status: 415,
    text: {
      'zh-Hans': '不认识“{name}”的格式；可用 .xlsx、.csv、.geojson、.json、.osm.pbf、.hgt、.asc。',
      'zh-Hant': '不認識「{name}」的格式；可用 .xlsx、.csv、.geojson、.json、.osm.pbf、.hgt、.asc。',
      en: 'The format of “{name}” is not known; .xlsx, .csv, .geojson, .json, .osm.pbf, .hgt and .asc are.',
    },
  },
  'import.old-spreadsheet': {
    status: 415,
    text: {
      'zh-Hans': '“{name}”不是 .xlsx 格式，请在表格软件中另存为 .xlsx 或 .csv。',
      'zh-Hant': '「{name}」不是 .xlsx 格式，請在試算表軟體中另存為 .xlsx 或 .csv。',
      en: '“{name}” is not in the .xlsx format; please save it as .xlsx or .csv in your spreadsheet program.',
    },
  },
  'import.not-what-it-says': {
    status: 415,
    text: {
      'zh-Hans': '“{name}”的内容不是 {format}。',
      'zh-Hant': '「{name}」的內容不是 {format}。',
      en: 'What is in “{name}” is not {format}.',
    },
  },
  'import.file-gone': {
    status: 410,
    text: {
      'zh-Hans': '该文件已清理，请重新上传。',
      'zh-Hant': '該檔案已清理，請重新上傳。',
      en: 'The file has been cleared away; please bring it again.',
    },
  },
  'import.broken-file': {
    status: 422,
    text: {
      'zh-Hans': '文件已损坏或格式不对：{reason}',
      'zh-Hant': '檔案已損壞或格式不對：{reason}',
      en: 'The file is broken: {reason}',
    },
  },
  'import.unreadable-text': {
    status: 422,
    text: {
      'zh-Hans': '文件文字编码无法识别（可用 UTF-8、GB18030/GBK、UTF-16）。',
      'zh-Hant': '檔案文字編碼無法識別（可用 UTF-8、GB18030/GBK、UTF-16）。',
      en: 'The text of the file cannot be read; UTF-8, GB18030 (GBK) and UTF-16 can.',
    },
  },
  'import.unpacks-too-large': {
    status: 413,
    text: {
      'zh-Hans': '文件解压后超过 {limitMiB} MiB，已拒绝。',
      'zh-Hant': '檔案解壓後超過 {limitMiB} MiB，已拒絕。',
      en: 'Unpacked, the file has more than {limitMiB} MiB; it was refused.',
    },
  },
  'import.table-too-large': {
    status: 413,
    text: {
      'zh-Hans': '表格超过 {limit} 个单元格，请拆分，或删除末尾多余的内容。',
      'zh-Hant': '表格超過 {limit} 個儲存格，請拆分，或刪除末尾多餘的內容。',
      en: 'The table has more than {limit} cells; please split it, or clear what stands far out.',
    },
  },
  'import.too-complex': {
    status: 413,
    text: {
      'zh-Hans': '读取该文件需要的内存或时间过多，已中止。',
      'zh-Hant': '讀取該檔案需要的記憶體或時間過多，已中止。',
      en: 'Reading this file takes too much memory or time; it was given up.',
    },
  },
  'import.no-table': {
    status: 422,
    text: {
      'zh-Hans': '文件中没有表格：没有表头和数据行（JSON 应为对象列表，GeoJSON 应为 FeatureCollection）。',
      'zh-Hant': '檔案中沒有表格：沒有表頭和資料列（JSON 應為物件列表，GeoJSON 應為 FeatureCollection）。',
      en: 'There is no table in this file: no header with rows (JSON: a list of objects; GeoJSON: a FeatureCollection).',
    },
  },
  'import.not-a-table': {
    status: 422,
    text: {
      'zh-Hans': '{format} 文件不是表格。',
      'zh-Hant': '{format} 檔案不是表格。',
      en: 'A {format} file is no table.',
    },
  },
  'import.no-such-sheet': {
    status: 422,
    text: {
      'zh-Hans': '没有名为“{sheet}”的工作表。',
      'zh-Hant': '沒有名為「{sheet}」的工作表。',
      en: 'There is no sheet “{sheet}”.',
    },
  },
  'import.no-such-header': {
    status: 422,
    text: {
      'zh-Hans': '表头行不可用：{rows}（最多 5 行，且须在表内）。',
      'zh-Hant': '表頭列不可用：{rows}（最多 5 列，且須在表內）。',
      en: 'These lines cannot be the header: {rows} (at most five, within the sheet).',
    },
  },
} as const satisfies RefusalList;
