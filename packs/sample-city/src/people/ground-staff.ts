import type { PostOrder, UserOrder } from '@liandong/kit';
import { chance } from '../chance.ts';
import type { CityPlan } from '../city/types.ts';
import { demonstrationUser } from './demonstration-user.ts';
import { type NodeName, organisationsFor } from './organisations.ts';
import { postKinds } from './post-kinds.ts';
import { units } from './units.ts';

const old: ReadonlySet<string> = new Set(Object.values(units).map(({ key }) => key));

type Staff = { readonly posts: readonly PostOrder[]; readonly users: readonly UserOrder[] };

/** A duty desk (值班席) in every centre of the node, a leader (班长) in every crew and team. */
export const groundStaff = (plan: CityPlan, node: NodeName): Staff => {
  const own = organisationsFor(plan, node).filter((unit) => unit.node === node);
  const posts: PostOrder[] = [];
  const users: UserOrder[] = [];
  const put = (unit: (typeof own)[number], kind: 'desk' | 'crewLeader'): string => {
    const key = `${unit.key}/${kind}`;
    const { jurisdictionCode, key: organisationKey } = unit;
    posts.push({ key, organisationKey, jurisdictionCode, ...postKinds[kind] });
    return key;
  };
  for (const unit of own) {
    if (unit.kind === 'centre') put(unit, 'desk');
    if (unit.kind !== 'team' || old.has(unit.key)) continue;
    const key = put(unit, 'crewLeader');
    users.push(demonstrationUser(loginOf(unit.key), nameOf(plan.seed, unit.key), [key]));
  }
  return { posts, users };
};

/** E.g. `990103001-road` for the leader of a road crew, `990191-team` for that of a district's team. */
const loginOf = (key: string): string => key.replace('xilan/', '').replace('/crew-', '-').replace('/', '-');

const families = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜';
const givens = '听岚望汀知澜晚舟长桥大川小满青禾远山立秋一帆问渠鹿鸣云起星野江树春生';

/** A made-up person. */
const nameOf = (seed: number, key: string): string => {
  const pair = 2 * Math.floor((chance(seed, `given-${key}`) * givens.length) / 2);
  return `${families.charAt(Math.floor(chance(seed, `family-${key}`) * families.length))}${givens.slice(pair, pair + 2)}`;
};
