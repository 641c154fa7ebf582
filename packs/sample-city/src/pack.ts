import { definePack, type PackServices } from '@liandong/kit';
import { words } from './names.ts';
import { staffOf } from './people/staff.ts';
import { duties, units } from './people/units.ts';
import { createSampleCity, type SampleCity, sampleNodes } from './sample-city.ts';

const profile = 'cn-national';

/** Which class of case a rule may file and dispatch by itself in the demonstration, from which level on. */
const policies = [{ ruleId: 'ponding-depth', minRank: 2, minorClass: 'road-ponding' }] as const;

/** 示例城市: a generated city for trying out; nothing in it is real. */
export const sampleCityPack = definePack({
  id: 'sample-city',
  name: words('示例城市', '示例城市', 'Sample city'),
  generated: true,
  profiles: [profile],
  seed: (services) => seedSampleCity(createSampleCity(), services),
});

/** Puts one node's share of the sample in place. */
export const seedSampleCity = async (city: SampleCity, services: PackServices): Promise<void> => {
  const node = sampleNodes.find(({ id }) => id === services.node)?.id;
  if (node === undefined) throw new Error(`the sample city has no node ${services.node}`);
  await seedGround(city, services);
  await seedPeople(node, services);
  await seedTerminals(city, node, services);
  await seedWork(node, services);
};

const seedGround = async ({ jurisdictions }: SampleCity, services: PackServices): Promise<void> => {
  const tiers = await services.tiers(profile);
  await services.jurisdictions.defineTiers(tiers);
  const report = await services.jurisdictions.importRows(jurisdictions);
  if (report.refused.length > 0) throw new Error(`sample city refused: ${JSON.stringify(report.refused)}`);
};

type NodeName = keyof typeof duties;

const seedPeople = async (node: NodeName, { people }: PackServices): Promise<void> => {
  for (const unit of Object.values(units)) await people.ensureOrganisation(unit);
  const staff = staffOf(node);
  for (const post of staff.posts) await people.ensurePost(post);
  for (const user of staff.users) await people.ensureUser(user);
};

const seedTerminals = async ({ terminals }: SampleCity, node: NodeName, services: PackServices): Promise<void> => {
  for (const terminal of terminals) {
    if (terminal.node !== node) continue;
    const { order } = terminal;
    await services.perception.registerTerminal(order, await services.secret(terminalSecret(order.code)));
  }
};

/** Names the credential of a sample terminal among the secrets of this installation. */
export const terminalSecret = (terminalCode: string): string => `sample-terminal/${terminalCode}`;

const seedWork = async (node: NodeName, { cases, alerting, profile: read }: PackServices): Promise<void> => {
  const classes = await cases.loadClassTable(await read(`${profile}/class-table.json`));
  for (const { minor } of classes) {
    for (const [jurisdictionCode, unit] of duties[node]) {
      await cases.ensureResponsibility({ minorClass: minor, organisationKey: units[unit].key, jurisdictionCode });
    }
  }
  await alerting.loadRules(await read(`${profile}/alert-rules.json`));
  for (const policy of policies) {
    await alerting.signPolicy({ ...policy, acts: ['file', 'dispatch'], userLogin: `${node}-leader` });
  }
};
