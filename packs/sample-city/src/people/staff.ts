import type { PostOrder, UserOrder } from '@liandong/kit';
import type { CityPlan } from '../city/types.ts';
import { cityCode, nodeDistrictCode, nodeStreetCode } from '../names.ts';
import { demonstrationUser } from './demonstration-user.ts';
import { groundStaff } from './ground-staff.ts';
import type { NodeName } from './organisations.ts';
import { type PostKind, postKinds } from './post-kinds.ts';
import { units } from './units.ts';

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

/** Rights that a post has at one node only. */
const rightsOf = (post: PostKind, node: NodeName): PostOrder['rights'] =>
  post === 'leader' && node === 'city' ? [...postKinds.leader.rights, 'map.manage'] : postKinds[post].rights;

/** The posts and users of one node: the people of the demonstration, then the desks and crews of its ground. */
export const staffOf = (plan: CityPlan, node: NodeName): Staff => {
  const ground = groundStaff(plan, node);
  const { root, people: own } = people[node];
  const known = plan.districts.map(({ code }) => code);
  const all = [...own, ...administrators(node)].filter(({ seats }) =>
    seats.every(({ unit }) => isThere(known, units[unit].jurisdictionCode)),
  );
  const seats = new Map(all.flatMap((person) => person.seats.map((one) => [postKey(one), one] as const)));
  const posts = [...seats].map(([key, { post, unit }]) => ({
    key,
    organisationKey: units[unit].key,
    name: postKinds[post].name,
    // A team's people see their own ground only; a centre's the whole of its node's.
    jurisdictionCode: units[unit].kind === 'team' ? units[unit].jurisdictionCode : root,
    rights: rightsOf(post, node),
  }));
  const users = all.map(({ login, name, seats: taken }) => demonstrationUser(login, name, taken.map(postKey)));
  return { posts: [...posts, ...ground.posts], users: [...users, ...ground.users] };
};

/** Teams of districts that a small city doesn't have are left out. */
const isThere = (districtCodes: readonly string[], code: string): boolean =>
  code === cityCode || code === nodeStreetCode || districtCodes.includes(code);
