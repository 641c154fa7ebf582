import type { RefusalList } from '@liandong/words';

/** What the desk of cases says no with. */
export const caseRefusals = {
  'case.unknown': {
    status: 404,
    text: { 'zh-Hans': '没有此案件。', 'zh-Hant': '沒有此案件。', en: 'There is no such case.' },
  },
  'case.version': {
    status: 409,
    text: {
      'zh-Hans': '案件刚被他人更新（您看到的是第 {seen} 版，现为第 {now} 版），请刷新后再办。',
      'zh-Hant': '案件剛被他人更新（您看到的是第 {seen} 版，現為第 {now} 版），請重新整理後再辦。',
      en: 'Somebody else has just changed this case (you saw version {seen}, it is now {now}); reload and act again.',
    },
  },
  'case.wrong-step': {
    status: 409,
    text: {
      'zh-Hans': '案件当前状态（{status}）不能办理此步（{act}）。',
      'zh-Hant': '案件目前狀態（{status}）不能辦理此步（{act}）。',
      en: 'A case in state {status} does not know the act {act}.',
    },
  },
  'case.no-right': {
    status: 403,
    text: {
      'zh-Hans': '您在此辖区没有办理此步的权限。',
      'zh-Hant': '您在此轄區沒有辦理此步的權限。',
      en: 'You do not have the right to do this here.',
    },
  },
  'case.not-yours': {
    status: 403,
    text: {
      'zh-Hans': '案件由其他单位承办，您不是该单位人员。',
      'zh-Hant': '案件由其他單位承辦，您不是該單位人員。',
      en: 'The case is with another unit, and you do not belong to it.',
    },
  },
  'case.held-elsewhere': {
    status: 409,
    text: {
      'zh-Hans': '案件由另一节点的单位承办，须待其反馈。',
      'zh-Hant': '案件由另一節點的單位承辦，須待其回覆。',
      en: 'The case is with a unit of another node; wait for its receipt.',
    },
  },
  'case.own-work': {
    status: 403,
    text: {
      'zh-Hans': '经办人不得核查、结案自己处置的案件。',
      'zh-Hant': '經辦人不得核查、結案自己處置的案件。',
      en: 'Whoever handled a case may neither check nor close it.',
    },
  },
  'case.superior-decides': {
    status: 409,
    text: {
      'zh-Hans': '此案由上级交办，核查与结案由上级决定。',
      'zh-Hant': '此案由上級交辦，核查與結案由上級決定。',
      en: 'This case was assigned by the superior, who decides on check and close.',
    },
  },
  'case.child-at-work': {
    status: 409,
    text: {
      'zh-Hans': '下级单位尚未办结，须待其反馈。',
      'zh-Hant': '下級單位尚未辦結，須待其回覆。',
      en: 'The subordinate unit is still at work; wait until it reports done.',
    },
  },
  'case.not-clear': {
    status: 409,
    text: {
      'zh-Hans': '关联告警尚未回落到解除线以下（或数据缺失），不能结案。',
      'zh-Hant': '關聯警報尚未回落到解除線以下（或數據缺失），不能結案。',
      en: 'A linked alert is not yet below its clear level, or its data are missing; the case cannot be closed.',
    },
  },
  'case.note-required': {
    status: 400,
    text: {
      'zh-Hans': '此步须填写理由或意见。',
      'zh-Hant': '此步須填寫理由或意見。',
      en: 'This act needs a reason or an opinion.',
    },
  },
  'case.unknown-class': {
    status: 400,
    text: {
      'zh-Hans': '没有此小类：{minorClass}',
      'zh-Hant': '沒有此小類：{minorClass}',
      en: 'No such minor class: {minorClass}',
    },
  },
  'case.no-unit': {
    status: 409,
    text: {
      'zh-Hans': '未找到责任单位，请指定。',
      'zh-Hant': '未找到責任單位，請指定。',
      en: 'No responsible unit was found; please name one.',
    },
  },
  'case.unknown-unit': {
    status: 400,
    text: {
      'zh-Hans': '没有此单位或已停用。',
      'zh-Hant': '沒有此單位或已停用。',
      en: 'There is no such unit, or it is retired.',
    },
  },
  'case.unit-not-below': {
    status: 400,
    text: {
      'zh-Hans': '下派只能派往其他节点的下级单位。',
      'zh-Hant': '下派只能派往其他節點的下級單位。',
      en: 'A case can be sent down only to a subordinate unit of another node.',
    },
  },
  'case.no-place': {
    status: 400,
    text: {
      'zh-Hans': '地点不在本节点任何辖区内。',
      'zh-Hant': '地點不在本節點任何轄區內。',
      en: 'The place is in no jurisdiction of this node.',
    },
  },
  'case.unknown-alert': {
    status: 400,
    text: { 'zh-Hans': '没有此告警。', 'zh-Hant': '沒有此警報。', en: 'There is no such alert.' },
  },
  'case.alert-has-case': {
    status: 409,
    text: {
      'zh-Hans': '该告警已有未结案件。',
      'zh-Hant': '該警報已有未結案件。',
      en: 'This alert already has an open case.',
    },
  },
  'case.bad-envelope': {
    status: 400,
    text: {
      'zh-Hans': '公文内容不符合约定：{where}',
      'zh-Hant': '公文內容不符合約定：{where}',
      en: 'The envelope does not fit its schema: {where}',
    },
  },
  'case.unknown-assignment': {
    status: 404,
    text: { 'zh-Hans': '没有此交办记录。', 'zh-Hant': '沒有此交辦記錄。', en: 'There is no such assignment.' },
  },
} as const satisfies RefusalList;
