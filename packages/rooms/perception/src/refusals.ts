import type { RefusalList } from '@liandong/words';

/** Every no of this room; codes with status 422 are also the codes of dead letters. */
export const perceptionRefusals = {
  'perception.wrong-token': {
    status: 401,
    text: {
      'zh-Hans': '终端凭证不正确或已更换。',
      'zh-Hant': '終端憑證不正確或已更換。',
      en: 'The credential is wrong or has been replaced.',
    },
  },
  'perception.not-a-gateway': {
    status: 403,
    text: {
      'zh-Hans': '该凭证不是网关凭证，不能代其他终端上报。',
      'zh-Hant': '該憑證不是網關憑證，不能代其他終端上報。',
      en: 'This credential is not a gateway’s and cannot send for other terminals.',
    },
  },
  'perception.no-such-terminal': {
    status: 404,
    text: { 'zh-Hans': '没有这个感知终端。', 'zh-Hant': '沒有這個感知終端。', en: 'There is no such terminal.' },
  },
  'perception.no-such-characteristic': {
    status: 404,
    text: {
      'zh-Hans': '该终端没有特征“{characteristic}”。',
      'zh-Hant': '該終端沒有特徵「{characteristic}」。',
      en: 'This terminal has no characteristic “{characteristic}”.',
    },
  },
  'perception.no-such-type': {
    status: 422,
    text: {
      'zh-Hans': '没有终端类型“{typeCode}”。',
      'zh-Hant': '沒有終端類型「{typeCode}」。',
      en: 'There is no terminal type “{typeCode}”.',
    },
  },
  'perception.code-taken': {
    status: 409,
    text: {
      'zh-Hans': '终端编码“{code}”已登记。',
      'zh-Hant': '終端編碼「{code}」已登記。',
      en: 'A terminal with the code “{code}” is registered already.',
    },
  },
  'perception.token-taken': {
    status: 409,
    text: {
      'zh-Hans': '该凭证已被另一终端或网关使用。',
      'zh-Hant': '該憑證已被另一終端或網關使用。',
      en: 'Another terminal or gateway uses this credential.',
    },
  },
  'perception.no-jurisdiction': {
    status: 422,
    text: {
      'zh-Hans': '该位置不在本节点的任何辖区内，或辖区代码不存在。',
      'zh-Hant': '該位置不在本節點的任何轄區內，或轄區代碼不存在。',
      en: 'The place lies in no jurisdiction known here, or the jurisdiction code does not exist.',
    },
  },
  'perception.not-your-jurisdiction': {
    status: 403,
    text: {
      'zh-Hans': '您无权管理辖区 {code} 的终端。',
      'zh-Hant': '您無權管理轄區 {code} 的終端。',
      en: 'You may not manage terminals of the jurisdiction {code}.',
    },
  },
  'perception.code-twice': {
    status: 422,
    text: {
      'zh-Hans': '编号 {code} 在同一份清单中出现不止一次，取第一个。',
      'zh-Hant': '編號 {code} 在同一份清單中出現不止一次，取第一個。',
      en: 'The code {code} comes more than once in this list; the first one counts.',
    },
  },
  'perception.type-changed-unit': {
    status: 409,
    text: {
      'zh-Hans': '类型“{typeCode}”的特征“{characteristic}”已有数据，不能改变单位。',
      'zh-Hant': '類型「{typeCode}」的特徵「{characteristic}」已有數據，不能改變單位。',
      en: 'Characteristic “{characteristic}” of type “{typeCode}” has datastreams; its unit cannot change.',
    },
  },
  'perception.bad-type': {
    status: 422,
    text: {
      'zh-Hans': '终端类型“{typeCode}”的物模型有误：{reason}。',
      'zh-Hant': '終端類型「{typeCode}」的物模型有誤：{reason}。',
      en: 'The thing model “{typeCode}” is wrong: {reason}.',
    },
  },
  'perception.overloaded': {
    status: 503,
    text: {
      'zh-Hans': '待写入数据过多，请稍后重发。',
      'zh-Hant': '待寫入數據過多，請稍後重發。',
      en: 'Too many readings wait to be stored; send again in a moment.',
    },
  },
  'perception.not-durable': {
    status: 507,
    text: {
      'zh-Hans': '数据未能可靠存储（{reason}），未予确认，请重发。',
      'zh-Hant': '數據未能可靠儲存（{reason}），未予確認，請重發。',
      en: 'The readings could not be stored durably ({reason}); nothing was acknowledged, send again.',
    },
  },
  'perception.too-large': {
    status: 413,
    text: {
      'zh-Hans': '消息超过 {limit} 字节。',
      'zh-Hant': '訊息超過 {limit} 位元組。',
      en: 'The message is larger than {limit} bytes.',
    },
  },
  'perception.broken-text': {
    status: 422,
    text: { 'zh-Hans': '消息不是 UTF-8 文本。', 'zh-Hant': '訊息不是 UTF-8 文字。', en: 'The message is not UTF-8.' },
  },
  'perception.malformed': {
    status: 422,
    text: {
      'zh-Hans': '消息不是约定形式的 JSON。',
      'zh-Hant': '訊息不是約定形式的 JSON。',
      en: 'The message is not JSON of the agreed form.',
    },
  },
  'perception.unknown-topic': {
    status: 422,
    text: { 'zh-Hans': '没有这个主题。', 'zh-Hant': '沒有這個主題。', en: 'There is no such topic.' },
  },
  'perception.unknown-terminal': {
    status: 422,
    text: {
      'zh-Hans': '网关上报了未登记的终端。',
      'zh-Hant': '網關上報了未登記的終端。',
      en: 'The gateway sent for a terminal that is not registered.',
    },
  },
  'perception.not-of-this-gateway': {
    status: 422,
    text: {
      'zh-Hans': '终端不在该网关的辖区内。',
      'zh-Hant': '終端不在該網關的轄區內。',
      en: 'The terminal lies outside the jurisdiction of this gateway.',
    },
  },
  'perception.unknown-characteristic': {
    status: 422,
    text: {
      'zh-Hans': '物模型中没有这个特征。',
      'zh-Hant': '物模型中沒有這個特徵。',
      en: 'The thing model has no such characteristic.',
    },
  },
  'perception.unknown-unit': {
    status: 422,
    text: {
      'zh-Hans': '单位未知或不能换算。',
      'zh-Hant': '單位未知或不能換算。',
      en: 'The unit is unknown or cannot be converted.',
    },
  },
  'perception.not-a-number': {
    status: 422,
    text: { 'zh-Hans': '数值不是有限数字。', 'zh-Hant': '數值不是有限數字。', en: 'The value is no finite number.' },
  },
  'perception.bad-time': {
    status: 422,
    text: {
      'zh-Hans': '时间须为毫秒数或带时区的 ISO 8601。',
      'zh-Hant': '時間須為毫秒數或帶時區的 ISO 8601。',
      en: 'The time must be epoch milliseconds or ISO 8601 with a zone.',
    },
  },
  'perception.future': {
    status: 422,
    text: {
      'zh-Hans': '读数时间晚于城市时钟。',
      'zh-Hant': '讀數時間晚於城市時鐘。',
      en: 'The reading is ahead of the city clock.',
    },
  },
  'perception.far-past': {
    status: 422,
    text: {
      'zh-Hans': '读数时间过于久远。',
      'zh-Hant': '讀數時間過於久遠。',
      en: 'The reading is older than this node takes.',
    },
  },
} as const satisfies RefusalList;

/** Why a message or a value became a dead letter. */
export type DeadLetterCode = keyof typeof perceptionRefusals;
