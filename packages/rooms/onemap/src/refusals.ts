import type { RefusalList } from '@liandong/words';

/** What the one map says no with. */
export const oneMapRefusals = {
  'view.unknown': {
    status: 404,
    text: {
      'zh-Hans': '没有此视图，或不是您保存的。',
      'zh-Hant': '沒有此視圖，或不是您儲存的。',
      en: 'There is no such view, or it is not yours.',
    },
  },
  'view.sharing-not-allowed': {
    status: 403,
    text: {
      'zh-Hans': '您不能把视图共享给全体人员（需要地图管理权限）；可保存为个人视图。',
      'zh-Hant': '您不能把視圖共享給全體人員（需要地圖管理權限）；可儲存為個人視圖。',
      en: 'You may not share a view with everybody (it needs the right to manage the map); save it for yourself instead.',
    },
  },
  'view.too-many': {
    status: 409,
    text: {
      'zh-Hans': '个人视图最多保存 {most} 个，请先删除不用的视图。',
      'zh-Hant': '個人視圖最多儲存 {most} 個，請先刪除不用的視圖。',
      en: 'At most {most} views of one person are kept; remove some first.',
    },
  },
} as const satisfies RefusalList;
