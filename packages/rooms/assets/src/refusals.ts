import type { RefusalList } from '@liandong/words';

/** What this room says no with. */
export const assetRefusals = {
  'asset.unknown': {
    status: 404,
    text: { 'zh-Hans': '没有此资产。', 'zh-Hant': '沒有此資產。', en: 'There is no such asset.' },
  },
  'asset.unknown-kind': {
    status: 422,
    text: {
      'zh-Hans': '没有资产类别“{kind}”，可用：{known}',
      'zh-Hant': '沒有資產類別「{kind}」，可用：{known}',
      en: 'There is no kind of asset “{kind}”; these are known: {known}',
    },
  },
  'asset.bad-box': {
    status: 400,
    text: {
      'zh-Hans': '范围应为“西,南,东,北”的度数（WGS-84）：{bbox}',
      'zh-Hant': '範圍應為「西,南,東,北」的度數（WGS-84）：{bbox}',
      en: 'A box is west,south,east,north in WGS-84 degrees: {bbox}',
    },
  },
  'asset.outside-city': {
    status: 422,
    text: {
      'zh-Hans': '位置 {lon}, {lat}（WGS-84）不在任何区划内。',
      'zh-Hant': '位置 {lon}, {lat}（WGS-84）不在任何區劃內。',
      en: 'The place {lon}, {lat} (WGS-84) lies in no jurisdiction.',
    },
  },
  'asset.unknown-jurisdiction': {
    status: 422,
    text: {
      'zh-Hans': '没有区划 {jurisdictionCode}。',
      'zh-Hant': '沒有區劃 {jurisdictionCode}。',
      en: 'There is no jurisdiction {jurisdictionCode}.',
    },
  },
  'asset.not-your-jurisdiction': {
    status: 403,
    text: {
      'zh-Hans': '您无权管理区划 {jurisdictionCode} 的资产。',
      'zh-Hant': '您無權管理區劃 {jurisdictionCode} 的資產。',
      en: 'You may not manage assets of the jurisdiction {jurisdictionCode}.',
    },
  },
  'asset.duplicate-code': {
    status: 422,
    text: {
      'zh-Hans': '同一批数据中编号 {code} 出现不止一次，取第一个。',
      'zh-Hant': '同一批資料中編號 {code} 出現不止一次，取第一個。',
      en: 'The code {code} comes more than once; the first one counts.',
    },
  },
  'asset.malformed': {
    status: 422,
    text: {
      'zh-Hans': '“{field}”的值不可用。',
      'zh-Hant': '「{field}」的值不可用。',
      en: 'The value of {field} cannot be used.',
    },
  },
  'asset.bad-geometry': {
    status: 422,
    text: {
      'zh-Hans': '几何不可用：{reason}',
      'zh-Hant': '幾何不可用：{reason}',
      en: 'The geometry cannot be used: {reason}',
    },
  },
} as const satisfies RefusalList;
