import type { Right } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { words } from '../names.ts';

const look: readonly Right[] = ['map.read', 'terminal.read', 'alert.read', 'case.read', 'link.read'];

/** What each kind of post may do; the three administrators (三员) are three people. */
export const postKinds = {
  duty: {
    name: words('值班员', '當值人員', 'Duty officer'),
    rights: [...look, 'alert.acknowledge', 'case.report', 'case.file'],
  },
  dispatch: { name: words('派遣员', '派遣員', 'Dispatcher'), rights: [...look, 'case.dispatch'] },
  leader: {
    name: words('值班长', '值班長', 'Shift leader'),
    rights: [
      ...look,
      'alert.acknowledge',
      'alert.rule.sign',
      'case.file',
      'case.dispatch',
      'case.close',
      'case.void',
      'link.manage',
    ],
  },
  desk: {
    name: words('值班席', '值班席', 'Duty desk'),
    rights: [...look, 'alert.acknowledge', 'case.report', 'case.file', 'case.handle', 'case.dispatch'],
  },
  crewLeader: {
    name: words('班长', '班長', 'Crew leader'),
    rights: [...look, 'case.handle'],
  },
  unit: {
    name: words('责任单位经办员', '責任單位經辦員', 'Unit desk officer'),
    rights: [...look, 'case.handle', 'case.dispatch'],
  },
  crew: {
    name: words('处置人员', '處置人員', 'Handler'),
    rights: [...look, 'case.handle'],
  },
  check: {
    name: words('信息采集员', '資訊採集員', 'Collector'),
    rights: [...look, 'case.check'],
  },
  system: {
    name: words('系统管理员', '系統管理員', 'System administrator'),
    rights: [
      'map.read',
      'terminal.read',
      'terminal.manage',
      'jurisdiction.manage',
      'asset.manage',
      'map.manage',
      'data.import',
      'link.read',
      'link.manage',
      'system.manage',
    ],
  },
  security: {
    name: words('安全管理员', '安全管理員', 'Security administrator'),
    rights: ['people.manage', 'map.read', 'data.import'],
  },
  audit: { name: words('审计管理员', '審計管理員', 'Audit administrator'), rights: ['audit.read'] },
} as const satisfies Record<string, { readonly name: Words; readonly rights: readonly Right[] }>;

export type PostKind = keyof typeof postKinds;
