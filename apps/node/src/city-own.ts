import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackServices } from '@liandong/kit';
import { brandId, type NodeId, refuse, type Words } from '@liandong/words';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { City, CityOrder } from './cities.ts';
import { houseRoot } from './profiles.ts';

/** What an engineer told at the first start; a later start needs no arguments. */
const OwnCity = Type.Object({ root: Type.String(), name: Type.String(), profile: Type.String() });
const isOwnCity = Compile(OwnCity);
type OwnCity = Readonly<{ root: string; name: string; profile: string }>;

const usualProfile = 'cn-national';

const readKept = async (file: string): Promise<OwnCity | undefined> => {
  if (!existsSync(file)) return undefined;
  const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isOwnCity.Check(kept)) throw refuse('node.bad-argument', { key: file, value: JSON.stringify(kept) });
  return kept;
};

const toldNow = ({ root, name, profile = usualProfile }: CityOrder): OwnCity => {
  if (root === undefined) throw refuse('node.bad-argument', { key: '--root CODE', value: '' });
  if (name === undefined || name.trim() === '') throw refuse('node.bad-argument', { key: '--name NAME', value: name });
  return { root, name: name.trim(), profile };
};

const checkSame = (kept: OwnCity, order: CityOrder): void => {
  for (const key of ['root', 'name', 'profile'] as const) {
    const told = order[key];
    // The tree hangs on its root and every object carries its path: another city needs another data folder.
    if (told !== undefined && told !== kept[key]) throw refuse('node.other-city', { key, told, kept: kept[key] });
  }
};

const knowCity = async (order: CityOrder): Promise<OwnCity> => {
  const file = path.join(order.dataDirectory, 'city.json');
  const kept = await readKept(file);
  if (kept !== undefined) {
    checkSame(kept, order);
    return kept;
  }
  const told = toldNow(order);
  if (!/^[a-z0-9-]+$/.test(told.profile) || !existsSync(path.join(houseRoot, 'profiles', told.profile, 'tiers.json')))
    throw refuse('node.bad-argument', { key: '--profile', value: told.profile });
  await mkdir(order.dataDirectory, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(told, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return told;
};

const same = (text: string): Words => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });

/** The root of the tree, the tiers, the rules and the classes of the profile: the rest comes by import. */
const seedOwn = async ({ root, name, profile }: OwnCity, services: PackServices): Promise<void> => {
  // Once only: an import may have brought tiers above the city since, with other ranks.
  if (!services.jurisdictions.isKnown(root)) {
    const tiers = await services.tiers(profile);
    await services.jurisdictions.defineTiers(tiers);
    const top = tiers.find(({ code }) => code === 'city') ?? tiers.toSorted((a, b) => a.rank - b.rank)[0];
    if (top === undefined) throw new Error(`profile ${profile} has no tiers`);
    const report = await services.jurisdictions.importRows([{ code: root, tier: top.code, name: same(name) }]);
    if (report.refused.length > 0) throw new Error(`root jurisdiction refused: ${JSON.stringify(report.refused)}`);
  }
  await services.cases.loadClassTable(await services.profile(`${profile}/class-table.json`));
  await services.alerting.loadRules(await services.profile(`${profile}/alert-rules.json`));
};

/**
 * 自己的城市: one node without any data, whose tree, terminals, assets and map come by import.
 * @throws node.bad-argument when the first start is not told the root, node.other-city when a later one tells another
 */
export const ownCity = async (order: CityOrder): Promise<City> => {
  const own = await knowCity(order);
  return {
    name: same(own.name),
    profile: own.profile,
    generated: false,
    demonstration: false,
    nodes: [
      {
        id: brandId<NodeId>('city'),
        name: {
          'zh-Hans': `${own.name}城市运行中心`,
          'zh-Hant': `${own.name}城市運行中心`,
          en: `${own.name} Operations Centre`,
        },
        tier: 'city',
        tierName: { 'zh-Hans': '市', 'zh-Hant': '市', en: 'City' },
        serves: [own.root],
      },
    ],
    center: undefined,
    notice: {
      'zh-Hans': '自有城市：数据由“数据导入”页面或 liandong import 带入；没有演示账号。',
      'zh-Hant': '自有城市：資料由「資料匯入」頁面或 liandong import 帶入；沒有演示帳號。',
      en: 'A city of your own: bring its data in on the page “Import” or by liandong import; there are no demonstration log-ins.',
    },
    logins: [],
    seed: (services) => seedOwn(own, services),
  };
};
