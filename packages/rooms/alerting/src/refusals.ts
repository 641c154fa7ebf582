import type { RefusalList } from '@liandong/words';

/** What the alerting room says no with. */
export const alertingRefusals = {
  'alert.not-found': {
    status: 404,
    text: { 'zh-Hans': '没有此告警。', 'zh-Hant': '沒有此告警。', en: 'There is no such alert.' },
  },
  'alert.not-yours': {
    status: 409,
    text: {
      'zh-Hans': '此告警属于平台节点 {owner},请在该节点处理。',
      'zh-Hant': '此告警屬於平台節點 {owner},請在該節點處理。',
      en: 'This alert belongs to the node {owner} and is acknowledged there.',
    },
  },
  'alert.changed': {
    status: 409,
    text: {
      'zh-Hans': '告警已有变化(您看到的是第 {seen} 版,现为第 {version} 版),请刷新后再确认。',
      'zh-Hant': '告警已有變化(您看到的是第 {seen} 版,現為第 {version} 版),請重新整理後再確認。',
      en: 'The alert has changed (you saw version {seen}, it is now {version}); look again before you acknowledge.',
    },
  },
  'alert.acknowledged-already': {
    status: 409,
    text: {
      'zh-Hans': '{name} 已确认此告警。',
      'zh-Hant': '{name} 已確認此告警。',
      en: '{name} has acknowledged this alert already.',
    },
  },
  'alert-rule.not-found': {
    status: 404,
    text: {
      'zh-Hans': '没有告警规则 {ruleId}。',
      'zh-Hant': '沒有告警規則 {ruleId}。',
      en: 'There is no alert rule {ruleId}.',
    },
  },
  'alert-rule.no-policy': {
    status: 404,
    text: {
      'zh-Hans': '告警规则 {ruleId} 没有生效的授权。',
      'zh-Hant': '告警規則 {ruleId} 沒有生效的授權。',
      en: 'The alert rule {ruleId} has no policy in force.',
    },
  },
  'alert-rule.person-only': {
    status: 403,
    text: {
      'zh-Hans': '规则授权只能由本人签署或撤回。',
      'zh-Hant': '規則授權只能由本人簽署或撤回。',
      en: 'Only a person signs or withdraws what a rule may do by itself.',
    },
  },
  'alert-rule.policy-invalid': {
    status: 422,
    text: {
      'zh-Hans': '授权内容有误:{reason}。',
      'zh-Hant': '授權內容有誤:{reason}。',
      en: 'The policy cannot be signed: {reason}.',
    },
  },
} as const satisfies RefusalList;
