import { w } from './w.ts';

export const wallWords = {
  'wall.title': w('运行态势', '運行態勢', 'City at a glance'),
  'wall.openCases': w('在办案件', '在辦案件', 'Open cases'),
  'wall.overdue': w('超时', '逾時', 'Overdue'),
  'wall.alerts': w('当前告警', '目前警報', 'Alerts now'),
  'wall.terminals': w('感知终端', '感知終端', 'Terminals'),
  'wall.heard': w('{share} 在线', '{share} 在線', '{share} heard'),
  'wall.latest': w('最新告警', '最新警報', 'Latest alerts'),
  'wall.calm': w('目前没有告警', '目前沒有警報', 'No alerts at present'),
  'wall.links': w('上下级节点', '上下級節點', 'Other nodes'),
  'wall.dataAsOf': w('数据截至 {time}', '資料截至 {time}', 'Data as of {time}'),
  'wall.stale': w('数据已停止更新,截至 {time}', '資料已停止更新,截至 {time}', 'No news since {time}'),
  'wall.privacy': w('访客模式', '訪客模式', 'Visitor mode'),
  'wall.privacyOn': w(
    '访客模式:地点与对象名称已隐去',
    '訪客模式:地點與對象名稱已隱去',
    'Visitor mode: places and names are hidden',
  ),
  'wall.leave': w('返回台面', '返回台面', 'Back to the desk'),
  'wall.fullscreen': w('全屏', '全螢幕', 'Full screen'),
} as const;
