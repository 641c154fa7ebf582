import type { PostOrder, UserOrder } from '@liandong/kit';
import type { Right } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { cityCode, nodeDistrictCode, nodeStreetCode, words } from '../names.ts';
import { units } from './units.ts';

/** Everybody of the demonstration logs in with it; a node that is no demonstration refuses these users. */
export const demonstrationPassword = 'liandong-demo';

const look: readonly Right[] = ['map.read', 'terminal.read', 'alert.read', 'case.read', 'link.read'];

/** What each post may do; the three administrators (三员) are three people. */
const posts = {
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
      'link.read',
      'link.manage',
      'system.manage',
    ],
  },
  security: { name: words('安全管理员', '安全管理員', 'Security administrator'), rights: ['people.manage'] },
  audit: { name: words('审计管理员', '審計管理員', 'Audit administrator'), rights: ['audit.read'] },
} as const satisfies Record<string, { readonly name: Words; readonly rights: readonly Right[] }>;

type PostKind = keyof typeof posts;
type Seat = { readonly post: PostKind; readonly unit: keyof typeof units };
type Person = { readonly login: string; readonly name: string; readonly seats: readonly Seat[] };

export type Staff = { readonly posts: readonly PostOrder[]; readonly users: readonly UserOrder[] };

const seat = (post: PostKind, unit: keyof typeof units): Seat => ({ post, unit });

const people: Readonly<
  Record<'city' | 'district' | 'street', { readonly root: string; readonly people: readonly Person[] }>
> = {
  city: {
    root: cityCode,
    people: [
      { login: 'city-duty', name: '林听潮', seats: [seat('duty', 'cityCentre')] },
      { login: 'city-dispatch', name: '沈渡', seats: [seat('dispatch', 'cityCentre')] },
      { login: 'city-leader', name: '周砚舟', seats: [seat('leader', 'cityCentre')] },
      { login: 'city-check', name: '叶知澜', seats: [seat('check', 'cityCentre')] },
      { login: 'qilan-crew', name: '鲁大川', seats: [seat('crew', 'qilanTeam')] },
      { login: 'yanpu-crew', name: '贺晚舟', seats: [seat('crew', 'yanpuTeam')] },
    ],
  },
  district: {
    root: nodeDistrictCode,
    people: [
      { login: 'district-duty', name: '苏星汀', seats: [seat('duty', 'districtCentre')] },
      { login: 'district-dispatch', name: '方引', seats: [seat('unit', 'districtCentre')] },
      { login: 'district-leader', name: '顾远帆', seats: [seat('leader', 'districtCentre')] },
      { login: 'district-check', name: '白鹭鸣', seats: [seat('check', 'districtCentre')] },
      { login: 'district-crew', name: '石长桥', seats: [seat('crew', 'districtTeam')] },
    ],
  },
  street: {
    root: nodeStreetCode,
    people: [
      { login: 'street-duty', name: '程小满', seats: [seat('duty', 'streetCentre')] },
      { login: 'street-dispatch', name: '江一苇', seats: [seat('unit', 'streetCentre')] },
      { login: 'street-leader', name: '韩竹君', seats: [seat('leader', 'streetCentre')] },
      { login: 'street-check', name: '柳问渠', seats: [seat('check', 'streetCentre')] },
      // The crew works for the street's centre as for its own team: a case that arrives may be held by either.
      { login: 'street-crew', name: '雷大海', seats: [seat('crew', 'streetCrew'), seat('crew', 'streetCentre')] },
    ],
  },
};

const administrators = (node: 'city' | 'district' | 'street'): readonly Person[] => {
  const unit = ({ city: 'cityCentre', district: 'districtCentre', street: 'streetCentre' } as const)[node];
  return [
    { login: `${node}-system`, name: '系统管理员', seats: [seat('system', unit)] },
    { login: `${node}-security`, name: '安全管理员', seats: [seat('security', unit)] },
    { login: `${node}-audit`, name: '审计管理员', seats: [seat('audit', unit)] },
  ];
};

const postKey = ({ post, unit }: Seat): string => `${units[unit].key}/${post}`;

/** The posts and users of one node. */
export const staffOf = (node: 'city' | 'district' | 'street'): Staff => {
  const { root, people: own } = people[node];
  const all = [...own, ...administrators(node)];
  const seats = new Map(all.flatMap((person) => person.seats.map((one) => [postKey(one), one] as const)));
  return {
    posts: [...seats].map(([key, { post, unit }]) => ({
      key,
      organisationKey: units[unit].key,
      name: posts[post].name,
      // A team's people see their own ground only; a centre's the whole of its node's.
      jurisdictionCode: units[unit].kind === 'team' ? units[unit].jurisdictionCode : root,
      rights: posts[post].rights,
    })),
    users: all.map(({ login, name, seats: taken }) => ({
      loginName: login,
      name,
      password: demonstrationPassword,
      language: 'zh-Hans',
      postKeys: taken.map(postKey),
      demonstration: true,
    })),
  };
};
