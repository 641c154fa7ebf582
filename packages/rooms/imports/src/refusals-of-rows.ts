import type { RefusalList } from '@liandong/words';

/** About columns and single rows; targets may use them too. */
export const rowRefusals = {
  'import.no-such-field': {
    status: 422,
    text: { 'zh-Hans': '没有字段“{field}”。', 'zh-Hant': '沒有欄位「{field}」。', en: 'There is no field “{field}”.' },
  },
  'import.no-such-column': {
    status: 422,
    text: { 'zh-Hans': '没有列“{column}”。', 'zh-Hant': '沒有欄「{column}」。', en: 'There is no column “{column}”.' },
  },
  'import.columns-missing': {
    status: 422,
    text: {
      'zh-Hans': '以下必填字段尚未对应到列：{fields}',
      'zh-Hant': '以下必填欄位尚未對應到欄：{fields}',
      en: 'These fields are needed and have no column yet: {fields}',
    },
  },
  'import.not-a-number': {
    status: 422,
    text: {
      'zh-Hans': '“{name}”不是数：{value}',
      'zh-Hant': '「{field}」不是數：{value}',
      en: 'Not a number ({field}): {value}',
    },
  },
  'import.not-a-date': {
    status: 422,
    text: {
      'zh-Hans': '“{name}”不是日期：{value}（例如 2026-03-01）',
      'zh-Hant': '「{field}」不是日期：{value}（例如 2026-03-01）',
      en: 'Not a date ({field}): {value} (e.g. 2026-03-01)',
    },
  },
  'import.not-a-boolean': {
    status: 422,
    text: {
      'zh-Hans': '“{name}”应为“是”或“否”：{value}',
      'zh-Hant': '「{field}」應為「是」或「否」：{value}',
      en: 'Neither yes nor no ({field}): {value}',
    },
  },
  'import.not-one-of': {
    status: 422,
    text: {
      'zh-Hans': '“{field}”的值“{value}”不可用，可用：{known}',
      'zh-Hant': '「{field}」的值「{value}」不可用，可用：{known}',
      en: '“{value}” cannot be used for {field}; these can: {known}',
    },
  },
  'import.text-too-long': {
    status: 422,
    text: {
      'zh-Hans': '“{field}”超过 {limit} 个字符。',
      'zh-Hant': '「{field}」超過 {limit} 個字元。',
      en: '{field} has more than {limit} characters.',
    },
  },
  'import.value-missing': {
    status: 422,
    text: { 'zh-Hans': '缺少“{field}”。', 'zh-Hant': '缺少「{field}」。', en: '{field} is missing.' },
  },
  'import.bad-value': {
    status: 422,
    text: {
      'zh-Hans': '“{field}”的值不可用：{value}',
      'zh-Hant': '「{field}」的值不可用：{value}',
      en: 'The value of {field} cannot be used: {value}',
    },
  },
  'import.not-yours': {
    status: 403,
    text: {
      'zh-Hans': '不在您有权管理的区划内。',
      'zh-Hant': '不在您有權管理的區劃內。',
      en: 'It lies in no jurisdiction of yours.',
    },
  },
  'import.no-place': {
    status: 422,
    text: {
      'zh-Hans': '没有位置：缺少经度、纬度或几何。',
      'zh-Hant': '沒有位置：缺少經度、緯度或幾何。',
      en: 'There is no place: neither longitude and latitude nor a geometry.',
    },
  },
  'import.unknown-jurisdiction': {
    status: 422,
    text: {
      'zh-Hans': '没有区划“{jurisdiction}”。',
      'zh-Hant': '沒有區劃「{jurisdiction}」。',
      en: 'There is no jurisdiction “{jurisdiction}”.',
    },
  },
  'import.unknown-organisation': {
    status: 422,
    text: {
      'zh-Hans': '没有组织机构“{organisation}”。',
      'zh-Hant': '沒有組織機構「{organisation}」。',
      en: 'There is no organisation “{organisation}”.',
    },
  },
} as const satisfies RefusalList;
