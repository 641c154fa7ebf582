import { type PackServices, parseClassTable, parseTiers, type ResponsibilityOrder } from '@liandong/kit';
import { organisationIdOf } from '@liandong/people';
import { refuse } from '@liandong/words';
import { installationSecret } from './instance-id.ts';
import { readProfile } from './profiles.ts';
import { type Rooms, systemContext } from './rooms.ts';

const signer = async ({ people }: Rooms, loginName: string) => {
  const member = await people.userByLogin(loginName);
  if (member === undefined) throw refuse('node.bad-argument', { key: 'userLogin', value: loginName });
  return { kind: 'user', id: member.id, name: member.name, automatic: member.automatic } as const;
};

/** Gives a pack the rooms' own functions, and nothing else. */
export const createPackServices = (rooms: Rooms): PackServices => {
  const { config, clock, jurisdictions, people, perception, assets, alerting, policies, cases } = rooms;
  const context = systemContext(config.id, 'pack');
  return {
    node: config.id,
    tier: config.tier,
    clock,
    context,
    profile: readProfile,
    tiers: async (profile) => parseTiers(await readProfile(`${profile}/tiers.json`)),
    secret: (name) => installationSecret(config, name),
    jurisdictions: {
      defineTiers: (tiers) => jurisdictions.defineTiers(context, tiers),
      isKnown: (code) => jurisdictions.find(code) !== undefined,
      importRows: (rows) => jurisdictions.importRows(context, rows),
      defineUnitGrids: (grids) => jurisdictions.defineUnitGrids(context, grids),
    },
    people: {
      ensureOrganisation: (order) => people.ensureOrganisation(order),
      ensurePost: (order) => people.ensurePost(order),
      ensureUser: (order) => people.ensureUser(order),
      ensureAll: (orders) => people.ensureAll(orders),
      organisationId: (key) => organisationIdOf(key),
    },
    perception: {
      defineTypes: (types) => perception.defineTypes(types, context),
      registerTerminal: async (order, token) => {
        const [registered] = await perception.registerTerminals([{ ...order, token }], context);
        if (registered === undefined) throw new Error(`terminal ${order.code} was not registered`);
        return registered.terminalId;
      },
      registerTerminals: async (orders) => {
        await perception.registerTerminals(orders, context);
      },
      ensureGateway: (name, token) => perception.ensureGateway({ name, token }, context),
    },
    assets: {
      ensureAssets: async (orders) => {
        const [first] = (await assets.ensureAssets(context, orders)).refused;
        if (first !== undefined) throw first.refusal;
      },
    },
    alerting: {
      loadRules: (rules) => alerting.loadRules(rules),
      signPolicy: async ({ ruleId, acts, minRank, minorClass, userLogin }) => {
        const actor = await signer(rooms, userLogin);
        await policies.sign({ ...context, actor }, ruleId, { acts, minRank, minorClass });
      },
    },
    cases: {
      loadClassTable: async (table) => {
        const classes = parseClassTable(table);
        await cases.loadClassTable(context, classes);
        return classes;
      },
      ensureResponsibility: (order) => cases.ensureResponsibility(context, responsibilityOf(order)),
      ensureResponsibilities: (orders) => cases.ensureResponsibilities(context, orders.map(responsibilityOf)),
    },
  };
};

const responsibilityOf = ({ minorClass, jurisdictionCode, organisationKey }: ResponsibilityOrder) => ({
  minorClass,
  jurisdictionCode,
  organisationId: organisationIdOf(organisationKey),
});
