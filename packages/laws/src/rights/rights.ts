/**
 * What a person may do. A right is granted to a post together with a jurisdiction, and holds there and below.
 * The three administrators (三员) are kept apart: system.manage, people.manage and audit.read are never one post's.
 */
export const rights = [
  'map.read',
  'terminal.read',
  'terminal.manage',
  'alert.read',
  'alert.acknowledge',
  'alert.rule.sign',
  'case.read',
  'case.report',
  'case.file',
  'case.dispatch',
  'case.handle',
  'case.check',
  'case.close',
  'case.void',
  'jurisdiction.manage',
  'asset.manage',
  'map.manage',
  'data.import',
  'link.read',
  'link.manage',
  'system.manage',
  'people.manage',
  'audit.read',
] as const;

/** 权限 */
export type Right = (typeof rights)[number];
