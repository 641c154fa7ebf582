import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  createSampleCity,
  demonstrationPassword,
  type SampleCity,
  sampleNodes,
  seedSampleCity,
} from '@liandong/sample-city';
import { brandId, type NodeId, refuse, type Words } from '@liandong/words';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { City, CityOrder } from './cities.ts';
import { enlivenSample } from './living-sample.ts';

const tierNames: Readonly<Record<string, Words>> = {
  city: { 'zh-Hans': '市', 'zh-Hant': '市', en: 'City' },
  district: { 'zh-Hans': '区', 'zh-Hant': '區', en: 'District' },
  street: { 'zh-Hans': '街道', 'zh-Hant': '街道', en: 'Street' },
};

const usualSize = 600;
const sizeFile = (dataDirectory: string): string => path.join(dataDirectory, 'sample.json');
const isKept = Compile(Type.Object({ size: Type.Integer({ minimum: 1 }) }));

/** How many terminals the sample in this data folder has; the usual number when it has none yet. */
export const readKeptSize = async (dataDirectory: string): Promise<number> => {
  const file = sizeFile(dataDirectory);
  if (!existsSync(file)) return usualSize;
  const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isKept.Check(kept)) throw refuse('node.bad-argument', { key: file, value: JSON.stringify(kept) });
  return kept.size;
};

/** The size of the first start stays: another one would be another city among the same objects. */
const keepSize = async ({ dataDirectory, size }: CityOrder): Promise<number> => {
  const file = sizeFile(dataDirectory);
  const kept = await readKeptSize(dataDirectory);
  if (!existsSync(file)) {
    await mkdir(dataDirectory, { recursive: true });
    await writeFile(file, `${JSON.stringify({ size: size ?? usualSize })}\n`);
    return size ?? usualSize;
  }
  if (size !== undefined && size !== kept) throw refuse('node.other-city', { key: '--size', told: size, kept });
  return kept;
};

/** Changes when another release of the generator draws another city. */
const fingerprintOf = ({ ring, streets, riverLine, outerRoads }: SampleCity['plan']): string =>
  createHash('sha256')
    .update(JSON.stringify([ring, streets.map((street) => street.ring), riverLine, outerRoads.length]))
    .digest('hex')
    .slice(0, 16);

/** 示例城市: generated, on a coast that does not exist. */
export const sampleCity = async (order: CityOrder): Promise<City> => {
  const city = createSampleCity({ size: await keepSize(order) });
  return {
    name: city.name,
    profile: 'cn-national',
    generated: true,
    demonstration: true,
    nodes: sampleNodes.map((node) => ({
      id: brandId<NodeId>(node.id),
      name: node.name,
      tier: node.tier,
      tierName: tierNames[node.tier] ?? city.name,
      serves: node.serves,
    })),
    center: city.centre,
    ground: { kind: 'sample', seed: city.seed, size: city.size, fingerprint: fingerprintOf(city.plan) },
    notice: {
      'zh-Hans': '演示：城市、人员与读数均为程序生成，不对应任何真实地点。约一分钟内会有一处下穿道路积水告警。',
      'zh-Hant': '演示：城市、人員與讀數均為程式生成，不對應任何真實地點。約一分鐘內會有一處行車隧道水浸警報。',
      en: 'Demonstration: city, people and readings are generated and match no real place. An underpass floods within a minute.',
    },
    password: demonstrationPassword,
    logins: [
      { node: 'city', loginName: 'city-duty', does: '值班员 duty officer: report, file, send to check' },
      {
        node: 'city',
        loginName: 'city-leader',
        does: '值班长 shift leader: dispatch, close, void, sign rules, cut links',
      },
      { node: 'city', loginName: 'city-check', does: '采集员 collector: check' },
      { node: 'district', loginName: 'district-dispatch', does: '区经办员 unit desk: sign for, send down' },
      { node: 'street', loginName: 'street-crew', does: '处置人员 handler: sign for, handle, finish' },
      { node: 'any', loginName: 'NODE-system · NODE-security · NODE-audit', does: '三员 the three administrators' },
    ],
    seed: (services) => seedSampleCity(city, services),
    enliven: (nodes, log) => enlivenSample(city, nodes, log),
  };
};
