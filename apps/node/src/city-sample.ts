import { createSampleCity, demonstrationPassword, sampleNodes, seedSampleCity } from '@liandong/sample-city';
import { brandId, type NodeId, type Words } from '@liandong/words';
import type { City } from './cities.ts';
import { enlivenSample } from './living-sample.ts';

const tierNames: Readonly<Record<string, Words>> = {
  city: { 'zh-Hans': '市', 'zh-Hant': '市', en: 'City' },
  district: { 'zh-Hans': '区', 'zh-Hant': '區', en: 'District' },
  street: { 'zh-Hans': '街道', 'zh-Hant': '街道', en: 'Street' },
};

const city = createSampleCity();

/** 示例城市: generated, on a coast that does not exist. */
export const sampleCity: City = {
  name: city.name,
  profile: 'cn-national',
  generated: true,
  nodes: sampleNodes.map((node) => ({
    id: brandId<NodeId>(node.id),
    name: node.name,
    tier: node.tier,
    tierName: tierNames[node.tier] ?? city.name,
    serves: node.serves,
  })),
  center: city.centre,
  ground: city.ground,
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
