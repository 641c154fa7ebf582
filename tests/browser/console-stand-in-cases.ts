import type { ActOrder, CaseRow, CaseStep, CaseView } from '@liandong/contract';
import { actsIn, type CaseAct, type CaseStatus, caseActs } from '@liandong/laws';
import { iso, start, terminals } from './console-stand-in-city.ts';
import { alerts, classes, organisations } from './console-stand-in-desk.ts';

const minute = 60_000;
const at = (minutes: number): string => iso(start - minutes * minute);
const holderOf = (status: CaseStatus): CaseRow['holder'] => {
  const name = (id: string) => organisations.find((one) => one.id === id)?.name;
  const unit = name(status === 'dispatched' || status === 'handling' ? 'o-street' : 'o-centre');
  if (unit === undefined) throw new Error('sample');
  return unit;
};

const step = (
  seq: number,
  act: string,
  from: CaseStatus | undefined,
  to: CaseStatus,
  minutes: number,
  more: Partial<CaseStep> = {},
): CaseStep => ({
  id: `s-${seq}-${minutes}`,
  seq,
  act,
  ...(from === undefined ? {} : { fromStatus: from }),
  toStatus: to,
  at: at(minutes),
  recordedAt: at(minutes - 0.01),
  actor: { kind: 'user', id: 'u-1', name: '周明远' },
  node: 'city',
  ...more,
});

const samples: readonly (readonly [CaseStatus, number, number, string, number])[] = [
  ['handling', 44, 130, '人民路下穿隧道积水 56 cm', 0],
  ['dispatched', 30, 85, '临港大道低洼段积水 31 cm', 3],
  ['filed', 17, 40, '浦前小学门口积水', 4],
  ['reported', 8, 12, '中山路地下通道积水', 7],
  ['checking', 62, 300, '柳湾泵站前池水位偏高', 2],
  ['toClose', 25, 210, '学府路井盖缺失', 8],
  ['handled', 12, 96, '南环路涵洞淤堵', 9],
  ['handling', 3, 33, '岭西桥下积水,行人绕行', 5],
];

const timelineOf = (status: CaseStatus, minutes: number, age: number): CaseStep[] => {
  const rule: Partial<CaseStep> = {
    actor: { kind: 'rule', id: 'underpass-depth', name: '下穿通道积水' },
    onBehalfOf: '周明远',
  };
  const all = [
    step(1, 'report', undefined, 'reported', age, rule),
    step(2, 'file', 'reported', 'filed', age - 1, rule),
    step(3, 'dispatch', 'filed', 'dispatched', age - 3, {
      receiver: holderOf('handling'),
      note: '请带移动泵车,先封闭东侧入口。',
    }),
    step(4, 'signFor', 'dispatched', 'handling', age - 7, {
      actor: { kind: 'user', id: 'u-3', name: '自动班组一', automatic: true },
      node: 'street',
    }),
    step(5, 'progress', 'handling', 'handling', minutes, {
      actor: { kind: 'node', id: 'street', name: '汇宁街道' },
      node: 'street',
      note: '两台泵已开机,每小时排水 600 立方米。',
    }),
  ];
  const steps: Partial<Record<CaseStatus, number>> = { reported: 1, filed: 2, dispatched: 3 };
  return all.slice(0, steps[status]);
};

const childOf = (i: number): CaseRow['child'] => {
  if (i === 0) return { node: 'street', caseId: 'x-1', stage: 'progress', heardAt: at(4.5) };
  return i === 1 ? { node: 'district', caseId: 'x-2', stage: 'delivered', heardAt: at(0.2) } : undefined;
};

const lampAt = (used: number): 'green' | 'yellow' | 'red' => (used > 1 ? 'red' : used >= 0.8 ? 'yellow' : 'green');
const atStreet = new Set<CaseStatus>(['handling', 'dispatched']);

export const cases: CaseView[] = samples.map(([status, minutes, age, title, t], i): CaseView => {
  const terminal = terminals[t];
  const standard = classes[i === 5 ? 1 : 0];
  if (terminal === undefined || standard === undefined) throw new Error('sample');
  const child = childOf(i);
  const used = [1.35, 0.9, 0.4, 0.1, 0.7, 0.85, 0.5, 0.2][i] ?? 0.5;
  const streetUnit = organisations.find((one) => one.id === 'o-street');
  if (streetUnit === undefined) throw new Error('sample');
  return {
    id: `c-${i}`,
    code: `LJ2026-${String(1041 + i)}`,
    rootId: `c-${i}`,
    version: 3,
    status,
    title,
    className: standard.name,
    minorClass: standard.minor,
    source: i < 5 ? 'rule' : 'person',
    place: terminal.place,
    jurisdictionCode: terminal.jurisdictionCode,
    jurisdictionName: { 'zh-Hans': '汇宁街道', 'zh-Hant': '匯寧街道', en: 'Huining Street' },
    holder: holderOf(status),
    reportedAt: at(age),
    progressAt: at(minutes),
    reworkCount: i === 7 ? 1 : 0,
    exercise: i === 6,
    ...(status === 'reported'
      ? {}
      : {
          clock: {
            startedAt: at(age),
            dueAt: iso(start + (1 - used) * 120 * minute),
            kind: 'urgentHour',
            lamp: lampAt(used),
            usedShare: used,
          },
        }),
    ...(atStreet.has(status) ? { unit: { organisationId: 'o-street', name: streetUnit.name, node: 'street' } } : {}),
    ...(child === undefined ? {} : { child }),
    description: i === 0 ? '隧道最低点积水持续上涨,东侧入口已有车辆熄火,交警已到场。' : '',
    filingCondition: standard.filingCondition,
    closingCondition: standard.closingCondition,
    alertIds: alerts.filter((alert) => alert.caseId === `c-${i}`).map((alert) => alert.id),
    timeline: timelineOf(status, minutes, age),
    acts: [...actsIn(status)],
    proposedUnit: {
      organisationId: 'o-street',
      name: streetUnit.name,
      node: 'street',
      reason: {
        'zh-Hans': '道路积水在汇宁街道由其应急队负责(权责清单 9901)',
        'zh-Hant': '道路水浸在匯寧街道由其應急隊負責(權責清單 9901)',
        en: 'Road ponding in Huining is its response team’s duty (list of duties 9901)',
      },
    },
  };
});

/** A row as the queue shows it. */
export const rowOf = ({
  description: _d,
  filingCondition: _f,
  closingCondition: _c,
  alertIds: _a,
  timeline: _t,
  acts: _x,
  proposedUnit: _p,
  ...row
}: CaseView): CaseRow => row;

/** Carries an act out by the lifecycle table, nothing more. */
export const act = (one: CaseView, name: CaseAct, order: ActOrder): CaseView => {
  const to = caseActs[name].to;
  const status: CaseStatus = to === 'same' ? one.status : to;
  const now = iso(Date.now());
  const next: CaseView = {
    ...one,
    status,
    version: one.version + 1,
    progressAt: now,
    holder: holderOf(status),
    acts: [...actsIn(status)],
    timeline: [
      ...one.timeline,
      {
        ...step(
          one.timeline.length + 1,
          name,
          one.status,
          status,
          0,
          order.note === undefined ? {} : { note: order.note },
        ),
        at: now,
        recordedAt: now,
        id: `s-${Date.now()}`,
      },
    ],
  };
  cases.splice(cases.indexOf(one), 1, next);
  return next;
};
