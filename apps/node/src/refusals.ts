import type { RefusalList } from '@liandong/words';

/** What the start of a node says no with. */
export const nodeRefusals = {
  'node.bad-argument': {
    status: 400,
    text: {
      'zh-Hans': '参数 {key} 的值不可用：{value}',
      'zh-Hant': '參數 {key} 的值不可用：{value}',
      en: 'The value of {key} cannot be used: {value}',
    },
  },
  'node.port-taken': {
    status: 409,
    text: {
      'zh-Hans': '端口 {port} 已被占用，请用 --port 或 --mqtt-port 另选。',
      'zh-Hant': '連接埠 {port} 已被佔用，請用 --port 或 --mqtt-port 另選。',
      en: 'Port {port} is taken; choose another with --port or --mqtt-port.',
    },
  },
  'node.no-dataset': {
    status: 404,
    text: {
      'zh-Hans': '找不到数据集 {dataset}：{directory}（用 LIANDONG_DATASETS 指明目录）',
      'zh-Hant': '找不到數據集 {dataset}：{directory}（用 LIANDONG_DATASETS 指明目錄）',
      en: 'The data set {dataset} is not in {directory}; name the folder in LIANDONG_DATASETS.',
    },
  },
  'node.not-running': {
    status: 503,
    text: {
      'zh-Hans': '{url} 上没有运行中的节点；请先运行 npm start，或用 --port 指明。',
      'zh-Hant': '{url} 上沒有執行中的節點；請先執行 npm start，或用 --port 指明。',
      en: 'No node runs at {url}; run npm start first, or name it with --port.',
    },
  },
  'node.other-city': {
    status: 409,
    text: {
      'zh-Hans': '此数据目录属于另一座城市：{key} 为 {kept}，不是 {told}。请用 --data 另选目录。',
      'zh-Hant': '此資料目錄屬於另一座城市：{key} 為 {kept}，不是 {told}。請用 --data 另選目錄。',
      en: 'This data folder belongs to another city: {key} is {kept}, not {told}. Choose another folder with --data.',
    },
  },
} as const satisfies RefusalList;
