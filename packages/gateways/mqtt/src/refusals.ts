import type { RefusalList } from '@liandong/words';

/** What this door refuses by itself; counted by code, and said in MQTT’s own reason codes. */
export const mqttRefusals = {
  'mqtt.malformed': {
    status: 400,
    text: { 'zh-Hans': 'MQTT 报文格式有误。', 'zh-Hant': 'MQTT 報文格式有誤。', en: 'The MQTT packet is malformed.' },
  },
  'mqtt.protocol-error': {
    status: 400,
    text: {
      'zh-Hans': '连接请求或报文次序不符合 MQTT 协议。',
      'zh-Hant': '連線請求或報文次序不符合 MQTT 協定。',
      en: 'The request to connect or the order of packets breaks the MQTT protocol.',
    },
  },
  'mqtt.silent': {
    status: 400,
    text: {
      'zh-Hans': '连接后未登录，或超过保活时间没有消息。',
      'zh-Hant': '連線後未登入，或超過保活時間沒有訊息。',
      en: 'The client never said CONNECT, or was silent beyond its keep-alive.',
    },
  },
} as const satisfies RefusalList;
