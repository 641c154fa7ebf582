import { type RefusalList, refuse } from '@liandong/words';

/** What a file of OpenStreetMap data is refused with; `at` is the byte in the file. */
export const osmRefusals = {
  'osm.not-a-pbf': {
    status: 415,
    text: {
      'zh-Hans': '这不是 OpenStreetMap 的 PBF 文件（.osm.pbf）。',
      'zh-Hant': '這不是 OpenStreetMap 的 PBF 檔案（.osm.pbf）。',
      en: 'This is not an OpenStreetMap PBF file (.osm.pbf).',
    },
  },
  'osm.cut-short': {
    status: 422,
    text: {
      'zh-Hans': '文件不完整：第 {at} 字节之后的数据缺失。请重新下载或上传。',
      'zh-Hant': '檔案不完整：第 {at} 位元組之後的資料缺失。請重新下載或上傳。',
      en: 'The file is cut short: what should follow byte {at} is missing. Fetch or send it again.',
    },
  },
  'osm.damaged': {
    status: 422,
    text: {
      'zh-Hans': '文件已损坏：从第 {at} 字节开始的数据块无法读取。',
      'zh-Hant': '檔案已損壞：從第 {at} 位元組開始的資料塊無法讀取。',
      en: 'The file is damaged: the block that begins at byte {at} cannot be read.',
    },
  },
  'osm.blob-too-large': {
    status: 422,
    text: {
      'zh-Hans': '从第 {at} 字节开始的数据块超过格式规定的 {most} 字节。',
      'zh-Hant': '從第 {at} 位元組開始的資料塊超過格式規定的 {most} 位元組。',
      en: 'The block that begins at byte {at} is larger than the {most} bytes that the format allows.',
    },
  },
  'osm.unknown-feature': {
    status: 422,
    text: {
      'zh-Hans': '文件要求“{feature}”，本系统不支持；请提供不含该特性的普通摘录。',
      'zh-Hant': '檔案要求「{feature}」，本系統不支援；請提供不含該特性的一般摘錄。',
      en: 'The file needs “{feature}”, which is not supported; give a plain extract without it.',
    },
  },
  'osm.unknown-compression': {
    status: 422,
    text: {
      'zh-Hans': '从第 {at} 字节开始的数据块用了不支持的压缩方式；请改用 zlib 压缩。',
      'zh-Hant': '從第 {at} 位元組開始的資料塊用了不支援的壓縮方式；請改用 zlib 壓縮。',
      en: 'The block that begins at byte {at} is compressed in a way that is not supported; use zlib.',
    },
  },
  'osm.too-much': {
    status: 413,
    text: {
      'zh-Hans': '文件内容超过 {most} 个节点或成员；请用较小的摘录（如一个城市或一个省）。',
      'zh-Hant': '檔案內容超過 {most} 個節點或成員；請用較小的摘錄（如一個城市或一個省）。',
      en: 'The file holds more than {most} nodes or members; give a smaller extract, such as a city or a province.',
    },
  },
  'osm.empty': {
    status: 422,
    text: {
      'zh-Hans': '文件中没有任何节点，无法作为底图。',
      'zh-Hant': '檔案中沒有任何節點，無法作為底圖。',
      en: 'There is not a single node in the file: nothing to make a map of.',
    },
  },
} as const satisfies RefusalList;

type OsmRefusalCode = keyof typeof osmRefusals;

export const refuseOsm = (code: OsmRefusalCode, data: Readonly<Record<string, unknown>> = {}): Error =>
  refuse(code, data);
