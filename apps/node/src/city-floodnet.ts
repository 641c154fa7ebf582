import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  crewLogins,
  floodCentre,
  floodNodes,
  floodPassword,
  floodProfile,
  readFloodDataset,
  seedFlood,
} from '@liandong/flood';
import { brandId, type NodeId, refuse } from '@liandong/words';
import type { City } from './cities.ts';
import { datasetsDirectory } from './profiles.ts';

/**
 * New York with its measured street floods: one city node, one of all boroughs, one of all community boards.
 * @throws node.no-dataset
 */
export const floodNetCity = async (): Promise<City> => {
  const directory = datasetsDirectory();
  const folder = path.join(directory, 'flood/floodnet-nyc');
  if (!existsSync(folder)) throw refuse('node.no-dataset', { dataset: 'flood/floodnet-nyc', directory });
  const dataset = await readFloodDataset(directory);
  return {
    name: {
      'zh-Hans': '纽约（FloodNet 实测积水）',
      'zh-Hant': '紐約（FloodNet 實測水浸）',
      en: 'New York (FloodNet, measured)',
    },
    profile: floodProfile,
    generated: false,
    demonstration: true,
    nodes: floodNodes(dataset.sensors).map(({ id, name, tier, tierName, serves }) => ({
      id: brandId<NodeId>(id),
      name,
      tier,
      tierName,
      serves,
    })),
    center: floodCentre,
    notice: {
      'zh-Hans': '回放：FloodNet 公布的实测水深（纽约）；机构与人员为演示，处置由自动班组完成并标明“自动”。',
      'zh-Hant': '回放：FloodNet 公布的實測水深（紐約）；機構與人員為演示，處置由自動班組完成並標明「自動」。',
      en: 'Replay: depths measured and published by FloodNet (New York). Units and people are for demonstration; the crew is automatic and labelled so.',
    },
    password: floodPassword,
    logins: [
      { node: 'city', loginName: 'nyc-duty', does: '值班员 duty officer' },
      { node: 'borough', loginName: 'borough-desk', does: '经办员 unit desk' },
      { node: 'board', loginName: 'board-crew', does: '处置人员 handler' },
      { node: 'auto', loginName: Object.values(crewLogins).join(' · '), does: '自动班组 automatic crew' },
    ],
    seed: (services) => seedFlood(dataset, services),
  };
};
