import type { OrganisationOrder, ResponsibilityOrder } from '@liandong/kit';
import { boardName, boroughs, cityCode, cityName } from '../dataset/boroughs.ts';

/** The three nodes of the New York demonstration: one for the city, one for all boroughs, one for all boards. */
export const floodNodeIds = ['city', 'borough', 'board'] as const;
export type FloodNodeId = (typeof floodNodeIds)[number];

/** 小类 of `profiles/us-nyc/class-table.json`. */
export const streetFlood = 'street-flood';

export const commandKey = 'nyc/command';
/** The unit that a node's own administrators belong to. */
export const homeKeys = {
  city: commandKey,
  borough: 'nyc/borough-operations',
  board: 'nyc/board-operations',
} as const satisfies Record<FloodNodeId, string>;
export const boroughKey = (code: string): string => `nyc/borough/${code}`;
export const boardKey = (code: string): string => `nyc/board/${code}`;

/** A command centre, a unit for each borough and one for each board; known at all three nodes. */
export const floodUnits = (boardCodes: readonly string[]): readonly OrganisationOrder[] => [
  {
    key: commandKey,
    name: {
      'zh-Hans': `${cityName['zh-Hans']}应急指挥中心`,
      'zh-Hant': `${cityName['zh-Hant']}應急指揮中心`,
      en: `${cityName.en} Command Centre`,
    },
    jurisdictionCode: cityCode,
    kind: 'centre',
    node: 'city',
  },
  home('borough', '各行政区运行中心', '各行政區運行中心', 'Boroughs Operations Centre'),
  home('board', '各社区委员会运行中心', '各社區委員會運行中心', 'Community Boards Operations Centre'),
  ...boroughs.map(
    ({ code, name }): OrganisationOrder => ({
      key: boroughKey(code),
      name: { 'zh-Hans': `${name['zh-Hans']}指挥组`, 'zh-Hant': `${name['zh-Hant']}指揮組`, en: `${name.en} Command` },
      jurisdictionCode: code,
      kind: 'centre',
      node: 'borough',
    }),
  ),
  ...boardCodes.map((code): OrganisationOrder => {
    const name = boardName(code);
    return {
      key: boardKey(code),
      name: {
        'zh-Hans': `${name['zh-Hans']}处置队`,
        'zh-Hant': `${name['zh-Hant']}處置隊`,
        en: `${name.en} Response Unit`,
      },
      jurisdictionCode: code,
      kind: 'team',
      node: 'board',
    };
  }),
];

const home = (node: 'borough' | 'board', hans: string, hant: string, en: string): OrganisationOrder => ({
  key: homeKeys[node],
  name: {
    'zh-Hans': `${cityName['zh-Hans']}${hans}`,
    'zh-Hant': `${cityName['zh-Hant']}${hant}`,
    en: `${cityName.en} ${en}`,
  },
  jurisdictionCode: cityCode,
  kind: 'centre',
  node,
});

/** The list of duties of one node: the city's points to boroughs, the boroughs' to boards, the boards' to their own. */
export const floodDuties = (node: FloodNodeId, boardCodes: readonly string[]): readonly ResponsibilityOrder[] => {
  const row = (organisationKey: string, jurisdictionCode: string): ResponsibilityOrder => ({
    minorClass: streetFlood,
    organisationKey,
    jurisdictionCode,
  });
  return node === 'city'
    ? boroughs.map(({ code }) => row(boroughKey(code), code))
    : boardCodes.map((code) => row(boardKey(code), code));
};
