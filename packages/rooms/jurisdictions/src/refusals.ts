import type { RefusalList } from '@liandong/words';

/** Everything this room says no with; most of them stand in the report of an import, one for a row. */
export const jurisdictionRefusals = {
  'jurisdiction.unknown': {
    status: 404,
    text: {
      'zh-Hans': '没有代码为 {code} 的行政区划。',
      'zh-Hant': '沒有代碼為 {code} 的行政區劃。',
      en: 'There is no jurisdiction with the code {code}.',
    },
  },
  'jurisdiction.malformed': {
    status: 422,
    text: {
      'zh-Hans': '文件无法读取:{reason}。',
      'zh-Hant': '檔案無法讀取:{reason}。',
      en: 'The file cannot be read: {reason}.',
    },
  },
  'jurisdiction.row-malformed': {
    status: 422,
    text: {
      'zh-Hans': '该行缺少内容或内容有误:{field}。',
      'zh-Hant': '該行缺少內容或內容有誤:{field}。',
      en: 'The row lacks this member, or it is not what it should be: {field}.',
    },
  },
  'jurisdiction.duplicate-code': {
    status: 409,
    text: {
      'zh-Hans': '代码 {code} 在文件中已出现(第 {firstRow} 行)。',
      'zh-Hant': '代碼 {code} 在檔案中已出現(第 {firstRow} 行)。',
      en: 'The code {code} already stands in row {firstRow} of the file.',
    },
  },
  'jurisdiction.unknown-tier': {
    status: 422,
    text: {
      'zh-Hans': '本市没有层级“{tier}”。',
      'zh-Hant': '本市沒有層級「{tier}」。',
      en: 'This city has no tier {tier}.',
    },
  },
  'jurisdiction.unknown-parent': {
    status: 422,
    text: {
      'zh-Hans': '没有上级行政区划 {parentCode},或其本身被拒绝。',
      'zh-Hant': '沒有上級行政區劃 {parentCode},或其本身被拒絕。',
      en: 'The parent {parentCode} does not exist or was refused itself.',
    },
  },
  'jurisdiction.cycle': {
    status: 422,
    text: {
      'zh-Hans': '{code} 的上级关系成环。',
      'zh-Hant': '{code} 的上級關係成環。',
      en: 'The parents of {code} run in a circle.',
    },
  },
  'jurisdiction.wrong-tier': {
    status: 422,
    text: {
      'zh-Hans': '层级 {tier} 不能位于层级 {parentTier} 之下。',
      'zh-Hant': '層級 {tier} 不能位於層級 {parentTier} 之下。',
      en: 'The tier {tier} cannot lie below the tier {parentTier}.',
    },
  },
  'jurisdiction.parent-fixed': {
    status: 409,
    text: {
      'zh-Hans': '{code} 属于 {parentCode};案件和终端记有此关系,不能改挂,请使用新代码。',
      'zh-Hant': '{code} 屬於 {parentCode};案件和終端記有此關係,不能改掛,請使用新代碼。',
      en: '{code} belongs to {parentCode}; cases and terminals carry that, so it cannot move. Import it under a new code.',
    },
  },
  'jurisdiction.coordinates-out-of-range': {
    status: 422,
    text: {
      'zh-Hans': '坐标 {lon}, {lat} 不是经纬度(度)。',
      'zh-Hant': '座標 {lon}, {lat} 不是經緯度(度)。',
      en: 'The coordinate {lon}, {lat} is no longitude and latitude in degrees.',
    },
  },
  'jurisdiction.axes-swapped': {
    status: 422,
    text: {
      'zh-Hans': '坐标 {lon}, {lat} 的经度与纬度疑似颠倒。',
      'zh-Hant': '座標 {lon}, {lat} 的經度與緯度疑似顛倒。',
      en: 'In the coordinate {lon}, {lat} longitude and latitude are swapped.',
    },
  },
  'jurisdiction.datum-not-here': {
    status: 422,
    text: {
      'zh-Hans': '坐标系 {datum} 不用于 {lon}, {lat} 一带。',
      'zh-Hant': '座標系 {datum} 不用於 {lon}, {lat} 一帶。',
      en: 'The datum {datum} is not used around {lon}, {lat}.',
    },
  },
  'jurisdiction.datum-contradicted': {
    status: 422,
    text: {
      'zh-Hans': '文件声明坐标参考系为 {crs},与所选 {datum} 不符或不受支持。',
      'zh-Hant': '檔案聲明座標參考系為 {crs},與所選 {datum} 不符或不受支援。',
      en: 'The file declares the reference system {crs}, which is not {datum} or not supported.',
    },
  },
  'jurisdiction.geometry-kind': {
    status: 422,
    text: {
      'zh-Hans': '需要 Polygon 或 MultiPolygon,收到 {kind}。',
      'zh-Hant': '需要 Polygon 或 MultiPolygon,收到 {kind}。',
      en: 'A Polygon or MultiPolygon is needed, not {kind}.',
    },
  },
  'jurisdiction.ring-not-closed': {
    status: 422,
    text: {
      'zh-Hans': '边界线未闭合:首点 {first},末点 {last}。',
      'zh-Hant': '邊界線未閉合:首點 {first},末點 {last}。',
      en: 'A ring does not close: it starts at {first} and ends at {last}.',
    },
  },
  'jurisdiction.ring-too-short': {
    status: 422,
    text: {
      'zh-Hans': '边界线少于三个不同的点,围不成面。',
      'zh-Hant': '邊界線少於三個不同的點,圍不成面。',
      en: 'A ring has fewer than three different points and encloses nothing.',
    },
  },
  'jurisdiction.boundary-crosses': {
    status: 422,
    text: {
      'zh-Hans': '边界线在 {lon}, {lat} 附近自相交或重叠。',
      'zh-Hant': '邊界線在 {lon}, {lat} 附近自相交或重疊。',
      en: 'The boundary crosses or covers itself near {lon}, {lat}.',
    },
  },
  'jurisdiction.hole-outside': {
    status: 422,
    text: {
      'zh-Hans': '洞的边界不在外边界之内。',
      'zh-Hant': '洞的邊界不在外邊界之內。',
      en: 'A hole does not lie inside its outer ring.',
    },
  },
  'jurisdiction.boundary-too-complex': {
    status: 422,
    text: {
      'zh-Hans': '边界过于复杂,无法检查。',
      'zh-Hant': '邊界過於複雜,無法檢查。',
      en: 'The boundary is too complex to be checked.',
    },
  },
  'jurisdiction.overlap': {
    status: 409,
    text: {
      'zh-Hans': '与同级的 {other} 重叠,占较小者的 {percent}%。',
      'zh-Hant': '與同級的 {other} 重疊,佔較小者的 {percent}%。',
      en: 'It overlaps its sibling {other} by {percent} % of the smaller one.',
    },
  },
} as const satisfies RefusalList;
