import type { PostOrder, UserOrder } from '@liandong/kit';
import type { Right } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { boroughs, cityCode } from '../dataset/boroughs.ts';
import { boardKey, boroughKey, commandKey, type FloodNodeId, homeKeys } from './units.ts';

/** Everybody of the demonstration logs in with it; a node that is no demonstration refuses these users. */
export const floodPassword = 'liandong-demo';

const words = (hans: string, hant: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });
const look: readonly Right[] = ['map.read', 'terminal.read', 'alert.read', 'case.read', 'link.read'];

const posts = {
  duty: {
    name: words('值班员', '當值人員', 'Duty officer'),
    rights: [...look, 'alert.acknowledge', 'case.report', 'case.file'],
  },
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
  check: { name: words('核查员', '核查員', 'Checker'), rights: [...look, 'case.check'] },
  unit: { name: words('经办员', '經辦員', 'Unit desk officer'), rights: [...look, 'case.handle', 'case.dispatch'] },
  crew: { name: words('处置人员', '處置人員', 'Handler'), rights: [...look, 'case.handle'] },
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
type Seat = { readonly post: PostKind; readonly unit: string; readonly jurisdictionCode: string };
type Person = {
  readonly login: string;
  readonly name: string;
  readonly automatic: boolean;
  readonly seats: readonly Seat[];
};

/** The automatic crew: each may do his own step only. */
export const crewLogins = {
  /** Sends finished cases to the check. */ desk: 'auto-desk',
  /** Checks at the place, when the water is gone. */ checker: 'auto-checker',
  /** Closes. */ closer: 'auto-closer',
  /** Signs for a borough and sends down to the board. */ borough: 'auto-borough',
  /** Signs for a board, handles and finishes. */ board: 'auto-board',
} as const;

const cityPeople = (): readonly Person[] => {
  const seat = (post: PostKind): readonly Seat[] => [{ post, unit: commandKey, jurisdictionCode: cityCode }];
  return [
    { login: 'nyc-duty', name: 'Duty officer', automatic: false, seats: seat('duty') },
    { login: 'nyc-leader', name: 'Shift leader', automatic: false, seats: seat('leader') },
    { login: 'nyc-check', name: 'Checker', automatic: false, seats: seat('check') },
    { login: crewLogins.desk, name: 'Automatic desk', automatic: true, seats: seat('duty') },
    { login: crewLogins.checker, name: 'Automatic checker', automatic: true, seats: seat('check') },
    { login: crewLogins.closer, name: 'Automatic closer', automatic: true, seats: seat('leader') },
  ];
};

const boroughPeople = (): readonly Person[] => {
  const seats = boroughs.map(({ code }): Seat => ({ post: 'unit', unit: boroughKey(code), jurisdictionCode: code }));
  return [
    { login: 'borough-desk', name: 'Borough desk officer', automatic: false, seats },
    { login: crewLogins.borough, name: 'Automatic borough desk', automatic: true, seats },
  ];
};

const boardPeople = (boardCodes: readonly string[]): readonly Person[] => {
  const seats = boardCodes.map((code): Seat => ({ post: 'crew', unit: boardKey(code), jurisdictionCode: code }));
  return [
    { login: 'board-crew', name: 'Handler', automatic: false, seats },
    { login: crewLogins.board, name: 'Automatic crew', automatic: true, seats },
  ];
};

const administrators = (node: FloodNodeId): readonly Person[] =>
  (['system', 'security', 'audit'] as const).map((post) => ({
    login: `${node}-${post}`,
    name: posts[post].name.en,
    automatic: false,
    seats: [{ post, unit: homeKeys[node], jurisdictionCode: cityCode }],
  }));

const ownPeople = (node: FloodNodeId, boardCodes: readonly string[]): readonly Person[] => {
  switch (node) {
    case 'city':
      return cityPeople();
    case 'borough':
      return boroughPeople();
    case 'board':
      return boardPeople(boardCodes);
  }
};

const postKey = ({ unit, post }: Seat): string => `${unit}/${post}`;

/** The posts and users of one node, administrators and automatic crew included. */
export const floodStaff = (
  node: FloodNodeId,
  boardCodes: readonly string[],
): { readonly posts: readonly PostOrder[]; readonly users: readonly UserOrder[] } => {
  const people = [...ownPeople(node, boardCodes), ...administrators(node)];
  const seats = new Map(people.flatMap((person) => person.seats.map((seat) => [postKey(seat), seat] as const)));
  return {
    posts: [...seats].map(([key, { post, unit, jurisdictionCode }]) => ({
      key,
      organisationKey: unit,
      name: posts[post].name,
      jurisdictionCode,
      rights: posts[post].rights,
    })),
    users: people.map(({ login, name, automatic, seats: taken }) => ({
      loginName: login,
      name,
      password: floodPassword,
      language: 'en',
      postKeys: taken.map(postKey),
      automatic,
      demonstration: true,
    })),
  };
};
