import { type RefusalList, refuse } from '@liandong/words';

/** What a file of heights is refused with. */
export const terrainRefusals = {
  'terrain.unknown-format': {
    status: 415,
    text: {
      'zh-Hans': '“{file}”不是支持的高程文件；支持 .hgt、.hgt.zip、.hgt.gz、.asc、.asc.gz。',
      'zh-Hant': '「{file}」不是支援的高程檔案；支援 .hgt、.hgt.zip、.hgt.gz、.asc、.asc.gz。',
      en: '“{file}” is no file of heights that is known here; known are .hgt, .hgt.zip, .hgt.gz, .asc and .asc.gz.',
    },
  },
  'terrain.no-place': {
    status: 422,
    text: {
      'zh-Hans': '文件名“{file}”没有说明位置；SRTM 文件应以西南角命名，如 N30E104.hgt。',
      'zh-Hant': '檔名「{file}」沒有說明位置；SRTM 檔案應以西南角命名，如 N30E104.hgt。',
      en: 'The name “{file}” tells no place: an SRTM file is named after its south-west corner, as in N30E104.hgt.',
    },
  },
  'terrain.wrong-size': {
    status: 422,
    text: {
      'zh-Hans':
        '“{file}”有 {bytes} 字节；SRTM 文件应为 2884802 字节（1201 × 1201）或 25934402 字节（3601 × 3601），文件可能不完整。',
      'zh-Hant':
        '「{file}」有 {bytes} 位元組；SRTM 檔案應為 2884802 位元組（1201 × 1201）或 25934402 位元組（3601 × 3601），檔案可能不完整。',
      en: '“{file}” has {bytes} bytes; an SRTM file has 2884802 (1201 × 1201) or 25934402 (3601 × 3601): perhaps it is cut short.',
    },
  },
  'terrain.bad-archive': {
    status: 422,
    text: {
      'zh-Hans': '压缩文件已损坏、不完整，或其中没有 .hgt 文件。',
      'zh-Hant': '壓縮檔案已損壞、不完整，或其中沒有 .hgt 檔案。',
      en: 'The archive is damaged or cut short, or there is no .hgt file in it.',
    },
  },
  'terrain.too-large': {
    status: 413,
    text: {
      'zh-Hans': '高程数据超过 {most} 个采样点；请裁剪或降低分辨率后再导入。',
      'zh-Hant': '高程資料超過 {most} 個取樣點；請裁剪或降低解析度後再匯入。',
      en: 'There are more than {most} samples; cut the grid or make it coarser before importing it.',
    },
  },
  'terrain.bad-grid': {
    status: 422,
    text: {
      'zh-Hans': 'ESRI ASCII 栅格第 {line} 行有误：{what}。',
      'zh-Hant': 'ESRI ASCII 柵格第 {line} 行有誤：{what}。',
      en: 'The ESRI ASCII grid is wrong in line {line}: {what}.',
    },
  },
  'terrain.projected': {
    status: 422,
    text: {
      'zh-Hans':
        '栅格坐标（x {x}，y {y}，像元 {cell}）不是经纬度，而是投影坐标（米）；请先转换为 WGS-84 经纬度（EPSG:4326）。',
      'zh-Hant':
        '柵格座標（x {x}，y {y}，像元 {cell}）不是經緯度，而是投影座標（公尺）；請先轉換為 WGS-84 經緯度（EPSG:4326）。',
      en: 'The coordinates of the grid (x {x}, y {y}, cell {cell}) are not degrees but a projection in metres; convert it to WGS-84 degrees (EPSG:4326) first.',
    },
  },
  'terrain.nothing-known': {
    status: 422,
    text: {
      'zh-Hans': '“{file}”中没有任何已知高程。',
      'zh-Hant': '「{file}」中沒有任何已知高程。',
      en: 'Not a single height is known in “{file}”.',
    },
  },
} as const satisfies RefusalList;

type TerrainRefusalCode = keyof typeof terrainRefusals;

export const refuseTerrain = (code: TerrainRefusalCode, data: Readonly<Record<string, unknown>> = {}): Error =>
  refuse(code, data);
