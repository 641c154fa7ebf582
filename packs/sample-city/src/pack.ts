import { definePack, type PackServices } from '@liandong/kit';
import { words } from './names.ts';
import { responsibilitiesOf } from './people/duties.ts';
import { type NodeName, organisationsFor } from './people/organisations.ts';
import { staffOf } from './people/staff.ts';
import { createSampleCity, type SampleCity, sampleNodes } from './sample-city.ts';

const profile = 'cn-national';

/** Which class of case a rule may file and dispatch by itself in the demonstration, from which level on. */
const policies = [
  { ruleId: 'ponding-depth', minRank: 2, minorClass: 'road-ponding' },
  { ruleId: 'main-burst', minRank: 2, minorClass: 'water-main-burst' },
  { ruleId: 'manhole-open', minRank: 2, minorClass: 'manhole-cover' },
  { ruleId: 'lamp-out', minRank: 2, minorClass: 'street-lamp-out' },
  { ruleId: 'crowd-density', minRank: 2, minorClass: 'crowd-risk' },
] as const;

/** 示例城市: a generated city for trying out; nothing in it is real. */
export const sampleCityPack = definePack({
  id: 'sample-city',
  name: words('示例城市', '示例城市', 'Sample city'),
  generated: true,
  profiles: [profile],
  seed: (services) => seedSampleCity(createSampleCity(), services),
});

/** Puts one node's share of the sample in place; may run at every start and doubles nothing. */
export const seedSampleCity = async (city: SampleCity, services: PackServices): Promise<void> => {
  const { id: node, serves } = sampleNodes.find(({ id }) => id === services.node) ?? {};
  if (node === undefined || serves === undefined) throw new Error(`the sample city has no node ${services.node}`);
  await seedGround(city, serves, services);
  await seedPeople(city, node, services);
  await seedTerminals(city, node, services);
  await seedAssets(city, serves, services);
  await seedWork(city, node, services);
};

/** The whole tree at every node, so that places can be named; unit grids and assets only where the node works. */
const seedGround = async (city: SampleCity, serves: readonly string[], services: PackServices): Promise<void> => {
  const tiers = await services.tiers(profile);
  await services.jurisdictions.defineTiers(tiers);
  const report = await services.jurisdictions.importRows(city.jurisdictions());
  if (report.refused.length > 0) throw new Error(`sample city refused: ${JSON.stringify(report.refused.slice(0, 20))}`);
  for (const code of serves) await services.jurisdictions.defineUnitGrids(city.unitGrids(code));
};

const seedPeople = async ({ plan }: SampleCity, node: NodeName, { people }: PackServices): Promise<void> => {
  const { posts, users } = staffOf(plan, node);
  await people.ensureAll({ organisations: organisationsFor(plan, node), posts, users });
};

/** How many orders go into one transaction. */
const batchSize = 5_000;

const seedTerminals = async (
  city: SampleCity,
  node: NodeName,
  { perception, people, secret }: PackServices,
): Promise<void> => {
  await perception.ensureGateway(loadGateway.name, await secret(loadGateway.secret));
  for (const terminals of inBatches(ownTerminals(city, node))) {
    await perception.registerTerminals(
      await Promise.all(
        terminals.map(async ({ order, crewKey }) => ({
          ...order,
          ...(crewKey === undefined ? {} : { ownerOrganisationId: people.organisationId(crewKey) }),
          token: await secret(terminalSecret(order.code)),
        })),
      ),
    );
  }
};

/** A credential that may send load for every terminal of the node (`liandong sample load`). */
export const loadGateway = { name: '示例城市负载发生器 sample load', secret: 'sample-load' } as const;

function* ownTerminals(city: SampleCity, node: NodeName) {
  for (const terminal of city.terminals()) if (terminal.node === node) yield terminal;
}

function* inBatches<T>(things: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const thing of things) {
    batch.push(thing);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Names the credential of a sample terminal among the secrets of this installation. */
export const terminalSecret = (terminalCode: string): string => `sample-terminal/${terminalCode}`;

const seedAssets = async (city: SampleCity, serves: readonly string[], { assets }: PackServices): Promise<void> => {
  for (const code of serves) for (const orders of inBatches(city.assets(code))) await assets.ensureAssets(orders);
};

const seedWork = async (
  { plan }: SampleCity,
  node: NodeName,
  { cases, alerting, profile: read }: PackServices,
): Promise<void> => {
  const classes = await cases.loadClassTable(await read(`${profile}/class-table.json`));
  const minors = classes.map(({ minor }) => minor);
  await cases.ensureResponsibilities(responsibilitiesOf(plan, node, minors));
  await alerting.loadRules(await read(`${profile}/alert-rules.json`));
  for (const policy of policies) {
    await alerting.signPolicy({ ...policy, acts: ['file', 'dispatch'], userLogin: `${node}-leader` });
  }
};
