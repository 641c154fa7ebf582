import type { RefusalList } from '@liandong/words';

/** What the HTTP edge itself says no with. */
export const httpRefusals = {
  'http.not-signed-in': {
    status: 401,
    text: { 'zh-Hans': '请先登录。', 'zh-Hant': '請先登入。', en: 'Please log in first.' },
  },
  'http.no-right': {
    status: 403,
    text: {
      'zh-Hans': '您没有此项权限（{right}）。',
      'zh-Hant': '您沒有此項權限（{right}）。',
      en: 'You do not have this right ({right}).',
    },
  },
  'http.bad-request': {
    status: 400,
    text: {
      'zh-Hans': '请求内容不符合接口要求：{where} {message}',
      'zh-Hant': '請求內容不符合介面要求：{where} {message}',
      en: 'The request does not fit the interface: {where} {message}',
    },
  },
  'http.too-large': {
    status: 413,
    text: { 'zh-Hans': '请求内容过大。', 'zh-Hant': '請求內容過大。', en: 'The request is too large.' },
  },
  'http.bad-media-type': {
    status: 415,
    text: {
      'zh-Hans': '不支持的内容类型。',
      'zh-Hant': '不支援的內容類型。',
      en: 'This content type is not supported.',
    },
  },
  'http.not-found': {
    status: 404,
    text: { 'zh-Hans': '没有此地址：{path}', 'zh-Hant': '沒有此地址：{path}', en: 'No such address: {path}' },
  },
  'http.foreign-origin': {
    status: 403,
    text: {
      'zh-Hans': '请求来自其他网站，已拒绝。',
      'zh-Hant': '請求來自其他網站，已拒絕。',
      en: 'The request comes from another site and was refused.',
    },
  },
} as const satisfies RefusalList;

/** Said when a defect broke the request; the details are in the log only. */
export const defectTexts = {
  'zh-Hans': '系统出错，未保存任何更改；已记录日志编号 {id}。',
  'zh-Hant': '系統出錯，未儲存任何更改；已記錄日誌編號 {id}。',
  en: 'Something broke; nothing was changed. It is in the log under {id}.',
} as const;
