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
  'jurisdiction.not-yours': {
    status: 403,
    text: {
      'zh-Hans': '{code} 不在您负责的范围内。',
      'zh-Hant': '{code} 不在您負責的範圍內。',
      en: '{code} does not lie in what you are responsible for.',
    },
  },
  'jurisdiction.name-unknown': {
    status: 422,
    text: {
      'zh-Hans': '在“{parent}”之下没有名称或别名为“{name}”的行政区划。',
      'zh-Hant': '在「{parent}」之下沒有名稱或別名為「{name}」的行政區劃。',
      en: 'Within {parent} there is no jurisdiction with the name or alias {name}.',
    },
  },
  'jurisdiction.name-ambiguous': {
    status: 409,
    text: {
      'zh-Hans': '在“{parent}”之下名为“{name}”的不止一个:{codes}。',
      'zh-Hant': '在「{parent}」之下名為「{name}」的不止一個:{codes}。',
      en: 'Within {parent} more than one jurisdiction is named {name}: {codes}.',
    },
  },
  'jurisdiction.outside-parent': {
    status: 422,
    text: {
      'zh-Hans': '范围超出上级 {parentCode} 达 {metres} 米,大部分不在其中。',
      'zh-Hant': '範圍超出上級 {parentCode} 達 {metres} 公尺,大部分不在其中。',
      en: 'It reaches {metres} m out of its parent {parentCode}, and most of it lies outside.',
    },
  },
  'jurisdiction.datum-misfit': {
    status: 422,
    text: {
      'zh-Hans':
        '按 {datum} 读取时,{code} 等与已有边界相差 {metres} 米;按 {fits} 读取则为 {fitMetres} 米。请改选坐标系;若已有边界有误,请先撤销其导入。',
      'zh-Hant':
        '按 {datum} 讀取時,{code} 等與已有邊界相差 {metres} 公尺;按 {fits} 讀取則為 {fitMetres} 公尺。請改選座標系;若已有邊界有誤,請先撤銷其匯入。',
      en: 'Read as {datum}, ground such as that of {code} reaches {metres} m out of the borders that are here; read as {fits} it would be {fitMetres} m. Tell that datum, or undo the import of the borders first if those are wrong.',
    },
  },
  'jurisdiction.grid-malformed': {
    status: 422,
    text: {
      'zh-Hans': '单元网格 {code} 的边界有误。',
      'zh-Hant': '單元網格 {code} 的邊界有誤。',
      en: 'The ring of the unit grid {code} is not in order.',
    },
  },
  'jurisdiction.changed-since': {
    status: 409,
    text: {
      'zh-Hans': '{code} 之后又有变更。',
      'zh-Hant': '{code} 之後又有變更。',
      en: '{code} has been changed since.',
    },
  },
  'jurisdiction.has-children': {
    status: 409,
    text: {
      'zh-Hans': '{code} 之下还有 {count} 个行政区划。',
      'zh-Hant': '{code} 之下還有 {count} 個行政區劃。',
      en: '{count} other jurisdictions lie below {code}.',
    },
  },
  'jurisdiction.in-use': {
    status: 409,
    text: {
      'zh-Hans': '{code} 中已有终端、案件、机构或网格。',
      'zh-Hant': '{code} 中已有終端、案件、機構或網格。',
      en: 'Terminals, cases, organisations or grids stand in {code}.',
    },
  },
  'jurisdiction.no-such-profile': {
    status: 422,
    text: {
      'zh-Hans': '没有配置 {profile}。',
      'zh-Hant': '沒有設定檔 {profile}。',
      en: 'There is no profile data {profile}.',
    },
  },
} as const satisfies RefusalList;
