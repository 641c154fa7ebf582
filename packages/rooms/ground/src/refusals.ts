import type { RefusalList } from '@liandong/words';

/** Everything this room says no with. */
export const groundRefusals = {
  'ground.no-such-ground': {
    status: 404,
    text: {
      'zh-Hans': '没有这份底图或该版本已被替换。',
      'zh-Hant': '沒有這份底圖或該版本已被替換。',
      en: 'There is no such basemap, or this version has been replaced.',
    },
  },
  'ground.no-road-near': {
    status: 422,
    text: {
      'zh-Hans': '{lon}, {lat} 周围 {metres} 米内没有车行道路。',
      'zh-Hant': '{lon}, {lat} 周圍 {metres} 公尺內沒有車行道路。',
      en: 'There is no road for cars within {metres} m of {lon}, {lat}.',
    },
  },
  'ground.no-way': {
    status: 422,
    text: {
      'zh-Hans': '两地之间没有可通行的车行路线。',
      'zh-Hant': '兩地之間沒有可通行的車行路線。',
      en: 'No way by car leads from the one place to the other.',
    },
  },
  'ground.damaged': {
    status: 503,
    text: {
      'zh-Hans': '底图文件 {file} 已损坏({reason}),请重新生成。',
      'zh-Hant': '底圖檔案 {file} 已損壞({reason}),請重新產生。',
      en: 'The basemap file {file} is damaged ({reason}); build it again.',
    },
  },
  'ground.bad-id': {
    status: 422,
    text: {
      'zh-Hans': '底图标识“{id}”只能由小写字母、数字和连字符组成。',
      'zh-Hant': '底圖識別碼「{id}」只能由小寫字母、數字和連字號組成。',
      en: 'The basemap id {id} may hold lower case letters, digits and hyphens only.',
    },
  },
  'ground.bad-bounds': {
    status: 422,
    text: {
      'zh-Hans': '底图范围 {bounds} 无效或超过 {degrees} 度。',
      'zh-Hant': '底圖範圍 {bounds} 無效或超過 {degrees} 度。',
      en: 'The bounds {bounds} of the basemap are no bounds, or wider than {degrees} degrees.',
    },
  },
} as const satisfies RefusalList;
