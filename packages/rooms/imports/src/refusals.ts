import type { RefusalList } from '@liandong/words';
import { fileRefusals } from './refusals-of-files.ts';
import { rowRefusals } from './refusals-of-rows.ts';

/** What this room says no with. */
export const importRefusals = {
  ...fileRefusals,
  ...rowRefusals,
  'import.unknown': {
    status: 404,
    text: { 'zh-Hans': '没有这次导入。', 'zh-Hant': '沒有這次匯入。', en: 'There is no such import.' },
  },
  'import.unknown-file': {
    status: 404,
    text: { 'zh-Hans': '没有此文件。', 'zh-Hant': '沒有此檔案。', en: 'There is no such file.' },
  },
  'import.no-such-target': {
    status: 404,
    text: {
      'zh-Hans': '本节点不能把文件导入为“{target}”。',
      'zh-Hant': '本節點不能把檔案匯入為「{target}」。',
      en: 'This node cannot import a file as “{target}”.',
    },
  },
  'import.wrong-format': {
    status: 422,
    text: {
      'zh-Hans': '“{target}”不能从 {format} 文件导入，可用格式：{formats}。',
      'zh-Hant': '「{target}」不能從 {format} 檔案匯入，可用格式：{formats}。',
      en: '“{target}” cannot be imported from a {format} file; it can from {formats}.',
    },
  },
  'import.no-such-setting': {
    status: 422,
    text: {
      'zh-Hans': '没有设置项“{setting}”。',
      'zh-Hant': '沒有設定項「{setting}」。',
      en: 'There is no setting “{setting}”.',
    },
  },
  'import.datum-needed': {
    status: 422,
    text: {
      'zh-Hans': '文件中有坐标，请说明其坐标系（WGS-84、GCJ-02、BD-09 或 CGCS2000）；坐标系不作猜测。',
      'zh-Hant': '檔案中有座標，請說明其座標系（WGS-84、GCJ-02、BD-09 或 CGCS2000）；座標系不作猜測。',
      en: 'The file has coordinates: please say in which datum (WGS-84, GCJ-02, BD-09 or CGCS2000). A datum is never guessed.',
    },
  },
  'import.datum-contradicted': {
    status: 422,
    text: {
      'zh-Hans': '文件自称坐标参考系为 {crs}，与所选 {datum} 不符。',
      'zh-Hant': '檔案自稱座標參考系為 {crs}，與所選 {datum} 不符。',
      en: 'The file itself names the reference system {crs}, which is not {datum}.',
    },
  },
  'import.axes-swapped': {
    status: 422,
    text: {
      'zh-Hans':
        '经度和纬度似乎写反了：按现状 {herePercent}% 的位置在本市，互换后 {percent}% 在本市。请互换两列后重试。',
      'zh-Hant':
        '經度和緯度似乎寫反了：按現狀 {herePercent}% 的位置在本市，互換後 {percent}% 在本市。請互換兩欄後重試。',
      en: 'Longitude and latitude seem to be swapped: {herePercent}% of the places lie in the city as they are, {percent}% when swapped. Please swap the two columns.',
    },
  },
  'import.interrupted': {
    status: 409,
    text: {
      'zh-Hans': '节点在导入过程中停止；本次导入未写入任何数据，可以重新导入。',
      'zh-Hant': '節點在匯入過程中停止；本次匯入未寫入任何資料，可以重新匯入。',
      en: 'The node stopped while this import ran; none of it was kept, and it can be repeated.',
    },
  },
  'import.broke': {
    status: 409,
    text: {
      'zh-Hans': '导入时系统出错，未写入任何数据；已记录日志编号 {id}。',
      'zh-Hant': '匯入時系統出錯，未寫入任何資料；已記錄日誌編號 {id}。',
      en: 'Something broke during this import; none of it was kept. It is in the log under {id}.',
    },
  },
  'import.busy': {
    status: 409,
    text: {
      'zh-Hans': '已有一次同类导入在进行，请待其完成。',
      'zh-Hant': '已有一次同類匯入在進行，請待其完成。',
      en: 'An import of this kind is under way; please wait for its end.',
    },
  },
  'import.not-to-undo': {
    status: 409,
    text: {
      'zh-Hans': '只有已完成的导入才能撤销。',
      'zh-Hant': '只有已完成的匯入才能復原。',
      en: 'Only an import that was carried out can be undone.',
    },
  },
  'import.changed-since': {
    status: 409,
    text: {
      'zh-Hans': '导入之后已被修改，撤销时保留现状。',
      'zh-Hant': '匯入之後已被修改，復原時保留現狀。',
      en: 'It has been changed since the import; the undo leaves it as it is.',
    },
  },
  'import.in-use': {
    status: 409,
    text: {
      'zh-Hans': '已被使用（{by}），不能撤销。',
      'zh-Hant': '已被使用（{by}），不能復原。',
      en: 'It is in use ({by}) and stays.',
    },
  },
} as const satisfies RefusalList;
