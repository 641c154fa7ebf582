import { definePack, type PackServices } from '@liandong/kit';
import type { Words } from '@liandong/words';
import { boardCodesOf, boroughs, cityCode, cityName, floodJurisdictions } from './dataset/boroughs.ts';
import type { FloodDataset } from './dataset/read-dataset.ts';
import type { Sensor } from './dataset/sensors.ts';
import { sensorType } from './floodnet.ts';
import { floodStaff } from './people/staff.ts';
import { type FloodNodeId, floodDuties, floodNodeIds, floodUnits, streetFlood } from './people/units.ts';

/** Folder of `profiles/` that this pack's demonstration runs on. */
export const floodProfile = 'us-nyc';
export const floodRule = 'floodnet-street-depth';
/** Names the gateway's credential among the secrets of the installation. */
export const floodGatewaySecret = 'flood/gateway';

/** 防汛: street-flood sensors, their cases and the replay of what they measured. */
export const floodPack = definePack({
  id: 'flood',
  name: { 'zh-Hans': '防汛', 'zh-Hant': '防汛', en: 'Flood' },
  profiles: [floodProfile],
});

/** One of the three nodes of the New York demonstration. */
export type FloodNode = {
  readonly id: FloodNodeId;
  readonly tier: string;
  readonly name: Words;
  readonly tierName: Words;
  readonly serves: readonly string[];
  readonly superior: FloodNodeId | undefined;
};

const titled = (hans: string, hant: string, en: string): Words => ({
  'zh-Hans': `${cityName['zh-Hans']}${hans}`,
  'zh-Hant': `${cityName['zh-Hant']}${hant}`,
  en: `${cityName.en} ${en}`,
});

/** City, all boroughs, all boards; superior first. A node of many jurisdictions is a normal node. */
export const floodNodes = (sensors: readonly Sensor[]): readonly FloodNode[] => [
  {
    id: 'city',
    tier: 'city',
    tierName: { 'zh-Hans': '市', 'zh-Hant': '市', en: 'City' },
    name: titled('指挥中心', '指揮中心', 'Command Centre'),
    serves: [cityCode],
    superior: undefined,
  },
  {
    id: 'borough',
    tier: 'borough',
    tierName: { 'zh-Hans': '行政区', 'zh-Hant': '行政區', en: 'Borough' },
    name: titled('各行政区', '各行政區', 'Boroughs'),
    serves: boroughs.map(({ code }) => code),
    superior: 'city',
  },
  {
    id: 'board',
    tier: 'communityBoard',
    tierName: { 'zh-Hans': '社区委员会', 'zh-Hant': '社區委員會', en: 'Community board' },
    name: titled('各社区委员会', '各社區委員會', 'Community Boards'),
    serves: boardCodesOf(sensors),
    superior: 'borough',
  },
];

/** Middle of the sensors and a zoom that shows the whole city. */
export const floodCentre = { lon: -73.94, lat: 40.7, zoom: 9.8 } as const;

/** Puts one node's share in place: jurisdictions, units, people, duties, and at the city the sensors and their rule. */
export const seedFlood = async ({ sensors }: FloodDataset, services: PackServices): Promise<void> => {
  const node = floodNodeIds.find((id) => id === services.node);
  if (node === undefined) throw new Error(`the flood demonstration has no node ${services.node}`);
  const boardCodes = boardCodesOf(sensors);
  await services.jurisdictions.defineTiers(await services.tiers(floodProfile));
  const report = await services.jurisdictions.importRows(floodJurisdictions(sensors));
  if (report.refused.length > 0) throw new Error(`New York refused: ${JSON.stringify(report.refused)}`);
  await seedPeople(node, boardCodes, services);
  await services.cases.loadClassTable(await services.profile(`${floodProfile}/class-table.json`));
  for (const duty of floodDuties(node, boardCodes)) await services.cases.ensureResponsibility(duty);
  if (node === 'city') await seedSensors(sensors, services);
};

const seedPeople = async (
  node: FloodNodeId,
  boardCodes: readonly string[],
  { people }: PackServices,
): Promise<void> => {
  for (const unit of floodUnits(boardCodes)) await people.ensureOrganisation(unit);
  const staff = floodStaff(node, boardCodes);
  for (const post of staff.posts) await people.ensurePost(post);
  for (const user of staff.users) await people.ensureUser(user);
};

const seedSensors = async (sensors: readonly Sensor[], services: PackServices): Promise<void> => {
  const { perception, alerting } = services;
  for (const { code, name, street, boardCode, lon, lat } of sensors) {
    const jurisdictionCode = boardCode;
    await perception.registerTerminal({
      code,
      name,
      typeCode: sensorType,
      jurisdictionCode,
      lon,
      lat,
      datum: 'WGS-84',
      address: street,
    });
  }
  await perception.ensureGateway('FloodNet', await services.secret(floodGatewaySecret));
  await alerting.loadRules(await services.profile(`${floodProfile}/alert-rules.json`));
  await alerting.signPolicy({
    ruleId: floodRule,
    acts: ['file', 'dispatch'],
    minRank: 1,
    minorClass: streetFlood,
    userLogin: 'nyc-leader',
  });
};
