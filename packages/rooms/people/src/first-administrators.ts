import type { Right } from '@liandong/laws';
import type { Language, Words } from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { ensureOrganisation, ensurePost, ensureUser } from './ensure.ts';
import { randomPassword } from './new-password.ts';
import type { PeopleTables } from './tables.ts';

/** A log-in to be shown once, on the terminal of whoever sets up the node. */
export type FirstLogin = { readonly loginName: string; readonly name: Words; readonly password: string };

const organisationName: Words = { 'zh-Hans': '平台管理', 'zh-Hant': '平台管理', en: 'Platform administration' };

/** 三员: one person each for the system, the people and the audit. */
const administrators = [
  {
    loginName: 'system-administrator',
    name: { 'zh-Hans': '系统管理员', 'zh-Hant': '系統管理員', en: 'System administrator' },
    rights: [
      'system.manage',
      'map.read',
      'map.manage',
      'data.import',
      'jurisdiction.manage',
      'asset.manage',
      'terminal.read',
      'terminal.manage',
      'link.read',
      'link.manage',
    ],
  },
  {
    loginName: 'people-administrator',
    name: { 'zh-Hans': '用户管理员', 'zh-Hant': '用戶管理員', en: 'Administrator of users' },
    rights: ['people.manage', 'map.read', 'data.import'],
  },
  {
    loginName: 'audit-administrator',
    name: { 'zh-Hans': '审计管理员', 'zh-Hant': '稽核管理員', en: 'Audit administrator' },
    rights: ['audit.read'],
  },
] as const satisfies readonly { loginName: string; name: Words; rights: readonly Right[] }[];

const hasUsers = async ({ database }: PeopleDeps): Promise<boolean> =>
  (await database
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .select('u.id')
    .where('u.demonstration', '=', false)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/**
 * Gives a node that has no users its three administrators with random first passwords.
 * @returns their log-ins, to be shown and then forgotten; none when the node has users already
 */
export const ensureFirstAdministrators = async (
  deps: PeopleDeps,
  place: { readonly jurisdictionCode: string },
): Promise<readonly FirstLogin[]> => {
  if (await hasUsers(deps)) return [];
  const key = `administration-of-${deps.node}`;
  const { jurisdictionCode } = place;
  await ensureOrganisation(deps, { key, name: organisationName, jurisdictionCode, kind: 'centre', node: deps.node });
  const logins: FirstLogin[] = [];
  for (const { loginName, name, rights } of administrators) {
    await ensurePost(deps, { key: loginName, organisationKey: key, name, jurisdictionCode, rights });
    const password = randomPassword();
    const language: Language = 'zh-Hans';
    const user = { loginName, name: name[language], password, language, postKeys: [loginName], firstPassword: true };
    await ensureUser(deps, user);
    logins.push({ loginName, name, password });
  }
  return logins;
};
