import type { JurisdictionOrder } from '@liandong/kit';
import type { Words } from '@liandong/words';
import type { Sensor } from './sensors.ts';

/** One of the five boroughs; `digit` leads the numbers of its community boards. */
export type Borough = { readonly code: string; readonly digit: string; readonly name: Words };

const borough = (code: string, digit: string, hans: string, hant: string, en: string): Borough => ({
  code,
  digit,
  name: { 'zh-Hans': hans, 'zh-Hant': hant, en },
});

export const boroughs: readonly Borough[] = [
  borough('MN', '1', '曼哈顿', '曼哈頓', 'Manhattan'),
  borough('BX', '2', '布朗克斯', '布朗克斯', 'Bronx'),
  borough('BK', '3', '布鲁克林', '布魯克林', 'Brooklyn'),
  borough('QN', '4', '皇后区', '皇后區', 'Queens'),
  borough('SI', '5', '斯塔滕岛', '史泰登島', 'Staten Island'),
];

export const cityCode = 'NYC';
export const cityName: Words = { 'zh-Hans': '纽约市', 'zh-Hant': '紐約市', en: 'New York City' };

/** How many community boards each borough has by the City Charter; a higher number is a joint interest area. */
const boardCounts: Readonly<Record<string, number>> = { MN: 12, BX: 12, BK: 18, QN: 14, SI: 3 };

/** 联合利益区: parks, airports and the like, which no community board holds. */
const isJointInterestArea = (boardCode: string): boolean =>
  Number(boardCode.slice(2)) > (boardCounts[boardCode.slice(0, 2)] ?? 0);

/** The name of a board, e.g. 布鲁克林第5社区委员会. */
export const boardName = (boardCode: string): Words => {
  const { name } = boroughs.find(({ code }) => code === boardCode.slice(0, 2)) ?? { name: cityName };
  const number = Number(boardCode.slice(2));
  return isJointInterestArea(boardCode)
    ? {
        'zh-Hans': `${name['zh-Hans']}联合利益区${number}`,
        'zh-Hant': `${name['zh-Hant']}聯合利益區${number}`,
        en: `${name.en} Joint Interest Area ${number}`,
      }
    : {
        'zh-Hans': `${name['zh-Hans']}第${number}社区委员会`,
        'zh-Hant': `${name['zh-Hant']}第${number}社區委員會`,
        en: `${name.en} Community Board ${number}`,
      };
};

/** The boards that have sensors, by code. */
export const boardCodesOf = (sensors: readonly Sensor[]): readonly string[] =>
  [...new Set(sensors.map(({ boardCode }) => boardCode))].sort();

/** City → borough → community board, as far as the sensors name them; the data set has no polygons. */
export const floodJurisdictions = (sensors: readonly Sensor[]): readonly JurisdictionOrder[] => [
  { code: cityCode, tier: 'city', name: cityName },
  ...boroughs.map(({ code, name }) => ({ code, parentCode: cityCode, tier: 'borough', name })),
  ...boardCodesOf(sensors).map((code) => ({
    code,
    parentCode: code.slice(0, 2),
    tier: 'communityBoard',
    name: boardName(code),
    functional: isJointInterestArea(code),
  })),
];
