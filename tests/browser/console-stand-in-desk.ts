import type {
  AlertRuleView,
  AlertView,
  CaseClass,
  LinkView,
  Organisation,
  Post,
  SessionView,
  UserView,
} from '@liandong/contract';
import { rights } from '@liandong/laws';
import { ago, iso, minute, start, terminals, w } from './console-stand-in-city.ts';

const levels = [
  { level: 'watch', name: w('关注', '關注', 'Watch'), rank: 1, threshold: 10, source: 'generated sample' },
  { level: 'warn', name: w('警戒', '警戒', 'Warn'), rank: 2, threshold: 15, source: 'generated sample' },
  { level: 'close', name: w('封闭', '封閉', 'Close'), rank: 3, threshold: 27, source: '北京市下凹桥区积水 27 cm 断行' },
  { level: 'danger', name: w('危险', '危險', 'Danger'), rank: 4, threshold: 50, source: 'generated sample' },
];
const depthName = w('下穿通道积水', '行車隧道水浸', 'Underpass ponding');
export const rules: AlertRuleView[] = [
  {
    id: 'underpass-depth',
    name: depthName,
    terminalType: 'water-level',
    characteristic: 'depth',
    unit: 'cm',
    comparator: 'above',
    levels,
    holdMs: 60_000,
    clearThreshold: 8,
    clearHoldMs: 300_000,
    minRepeatMs: 600_000,
    noDataAfterMs: 1_800_000,
    policy: {
      acts: ['file', 'dispatch'],
      minRank: 2,
      minorClass: '9901',
      signedBy: { kind: 'user', id: 'u-1', name: '周明远' },
      signedAt: ago(60 * 24 * 3),
    },
  },
  {
    id: 'battery-low',
    name: w('终端电量低', '終端電量低', 'Low battery'),
    terminalType: 'water-level',
    characteristic: 'battery',
    unit: '%',
    comparator: 'below',
    levels: [{ level: 'low', name: w('偏低', '偏低', 'Low'), rank: 1, threshold: 20, source: 'generated sample' }],
    holdMs: 600_000,
    clearThreshold: 25,
    clearHoldMs: 600_000,
    minRepeatMs: 86_400_000,
  },
];

const alertAt = [
  [0, 4, 56.3, 48],
  [3, 3, 31.2, 33],
  [4, 2, 18.4, 21],
  [7, 2, 16.1, 9],
  [8, 1, 11.9, 4],
  [9, 3, 0, 130],
] as const;
export const alerts: AlertView[] = alertAt.map(([t, rank, value, minutes], i): AlertView => {
  const terminal = terminals[t === 9 ? 9 : t];
  const level = levels[rank - 1];
  if (terminal === undefined || level === undefined) throw new Error('sample');
  const noData = t === 9;
  return {
    id: `a-${i}`,
    version: 1,
    ruleId: 'underpass-depth',
    ruleName: depthName,
    state: 'raised',
    noData,
    terminalId: terminal.id,
    terminalName: terminal.name,
    characteristic: 'depth',
    unit: 'cm',
    level: level.level,
    levelName: level.name,
    rank,
    peakLevel: level.level,
    peakRank: rank,
    ...(noData ? {} : { value, valueAt: ago(0.4) }),
    peakValue: value + 2.1,
    threshold: level.threshold,
    raisedAt: ago(minutes),
    reraisedCount: i === 1 ? 2 : 0,
    ...(i % 2 === 1
      ? {
          acknowledgedAt: ago(minutes - 2),
          acknowledgedBy: { kind: 'user' as const, id: 'u-1', name: '周明远' },
          acknowledgeNote: '已通知泵站值班。',
        }
      : {}),
    place: terminal.place,
    jurisdictionCode: terminal.jurisdictionCode,
    ...(i < 4 ? { caseId: `c-${i}` } : {}),
  };
});

export const links: LinkView[] = [
  {
    peer: 'district',
    peerName: w('东汇区', '東匯區', 'Donghui District'),
    relation: 'subordinate',
    state: 'connected',
    lastContactAt: iso(start),
    roundTripMs: 3.2,
    clockOffsetMs: 0.4,
    backlog: 0,
    sent: 128,
    applied: 96,
    duplicates: 0,
    refused: 0,
  },
  {
    peer: 'street',
    peerName: w('汇宁街道', '匯寧街道', 'Huining Street'),
    relation: 'subordinate',
    state: 'cut',
    lastContactAt: ago(4.5),
    unknownSince: ago(4.5),
    backlog: 3,
    oldestUnacknowledgedAt: ago(4),
    sent: 61,
    applied: 57,
    duplicates: 1,
    refused: 0,
  },
];

export const classes: CaseClass[] = [
  {
    minor: '9901',
    major: '99',
    kind: 'event',
    name: w('道路积水', '道路水浸', 'Road ponding'),
    filingCondition: w(
      '积水深度达到或超过 15 厘米,或影响通行',
      '積水深度達到或超過 15 厘米,或影響通行',
      'Ponding of 15 cm or more, or passage impeded',
    ),
    closingCondition: w(
      '积水退至 8 厘米以下,通行恢复',
      '積水退至 8 厘米以下,通行恢復',
      'Below 8 cm and passable again',
    ),
    limit: { kind: 'urgentHour', value: 2, verbatim: '2 紧急工作时' },
    source: 'generated sample',
  },
  {
    minor: '0101',
    major: '01',
    kind: 'component',
    name: w('上水井盖', '食水沙井蓋', 'Water manhole cover'),
    filingCondition: w('缺失或破损', '缺失或破損', 'Missing or broken'),
    closingCondition: w('更换完毕', '更換完畢', 'Replaced'),
    limit: { kind: 'workDay', value: 1, verbatim: '1 工作日' },
    source: 'generated sample',
  },
];

export const organisations: Organisation[] = [
  {
    id: 'o-gov',
    name: w('澜江市人民政府', '瀾江市人民政府', 'Lanjiang Government'),
    jurisdictionCode: '990100',
    node: 'city',
    kind: 'government',
    active: true,
  },
  {
    id: 'o-centre',
    parentId: 'o-gov',
    name: w('市城市运行中心', '市城市運行中心', 'City Operations Centre'),
    jurisdictionCode: '990100',
    node: 'city',
    kind: 'centre',
    active: true,
  },
  {
    id: 'o-water',
    parentId: 'o-gov',
    name: w('市水务局', '市水務局', 'Water Bureau'),
    jurisdictionCode: '990100',
    node: 'city',
    kind: 'department',
    active: true,
  },
  {
    id: 'o-dist',
    parentId: 'o-gov',
    name: w('东汇区运行中心', '東匯區運行中心', 'Donghui Operations Centre'),
    jurisdictionCode: '990101',
    node: 'district',
    kind: 'centre',
    active: true,
  },
  {
    id: 'o-street',
    parentId: 'o-dist',
    name: w('汇宁街道应急队', '匯寧街道應急隊', 'Huining Response Team'),
    jurisdictionCode: '990101001',
    node: 'street',
    kind: 'team',
    active: true,
  },
];
export const posts: Post[] = [
  {
    id: 'p-1',
    organisationId: 'o-centre',
    name: w('值班长', '值班長', 'Shift leader'),
    jurisdictionCode: '990100',
    rights: [
      'map.read',
      'terminal.read',
      'alert.read',
      'alert.acknowledge',
      'case.read',
      'case.report',
      'case.file',
      'case.close',
      'link.read',
    ],
  },
  {
    id: 'p-2',
    organisationId: 'o-centre',
    name: w('派遣员', '派遣員', 'Dispatcher'),
    jurisdictionCode: '990100',
    rights: ['map.read', 'alert.read', 'case.read', 'case.dispatch', 'link.read'],
  },
  {
    id: 'p-3',
    organisationId: 'o-street',
    name: w('处置人员', '處置人員', 'Handler'),
    jurisdictionCode: '990101001',
    rights: ['map.read', 'case.read', 'case.handle'],
  },
  {
    id: 'p-4',
    organisationId: 'o-centre',
    name: w('审计管理员', '審計管理員', 'Audit administrator'),
    jurisdictionCode: '990100',
    rights: ['audit.read'],
  },
];
export const users: UserView[] = [
  {
    id: 'u-1',
    loginName: 'zhou',
    name: '周明远',
    automatic: false,
    active: true,
    language: 'zh-Hans',
    postIds: ['p-1', 'p-2'],
    lastLoginAt: ago(20),
  },
  {
    id: 'u-2',
    loginName: 'chan',
    name: '陳詠詩',
    automatic: false,
    active: true,
    language: 'zh-Hant',
    postIds: ['p-3'],
    lockedUntil: iso(start + 12 * minute),
  },
  {
    id: 'u-3',
    loginName: 'crew-1',
    name: '自动班组一',
    automatic: true,
    active: true,
    language: 'zh-Hans',
    postIds: ['p-3'],
    lastLoginAt: ago(1),
  },
];
export const session: SessionView = {
  user: { id: 'u-1', loginName: 'zhou', name: '周明远', language: 'zh-Hans', automatic: false },
  organisations: [{ id: 'o-centre', name: w('市城市运行中心', '市城市運行中心', 'City Operations Centre') }],
  posts: posts.slice(0, 2).map(({ id, name, jurisdictionCode }) => ({ id, name, jurisdictionCode })),
  rights: rights.map((right) => ({ right, jurisdictionCode: '990100' })),
  expiresAt: iso(start + 12 * 60 * minute),
};
