import { type CaseClass, CaseClassShape, WordsShape } from '@liandong/contract';
import type { PackServices, TierOrder } from '@liandong/kit';
import { organisationIdOf } from '@liandong/people';
import { brandId, refuse, type TerminalId } from '@liandong/words';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { installationSecret } from './instance-id.ts';
import { readProfile } from './profiles.ts';
import { type Rooms, systemContext } from './rooms.ts';

// A profile says more of each class (since when, how sure) than a case needs to carry.
const ClassTable = Type.Object({ classes: Type.Array(Type.Object(CaseClassShape.properties)) });
const classTable = Compile(ClassTable);

const readClasses = (table: unknown): readonly CaseClass[] => {
  if (classTable.Check(table)) {
    return table.classes.map((one) => Value.Clean(CaseClassShape, structuredClone(one)) as CaseClass);
  }
  const [first] = classTable.Errors(table);
  throw new Error(`class table: ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
};

const tierList = Compile(
  Type.Object({ tiers: Type.Array(Type.Object({ code: Type.String(), rank: Type.Integer(), name: WordsShape })) }),
);

const readTiers = (json: unknown): readonly TierOrder[] => {
  if (tierList.Check(json)) return json.tiers;
  throw new Error('tiers.json does not fit its shape');
};

const signer = async ({ people }: Rooms, loginName: string) => {
  const member = await people.userByLogin(loginName);
  if (member === undefined) throw refuse('node.bad-argument', { key: 'userLogin', value: loginName });
  return { kind: 'user', id: member.id, name: member.name, automatic: member.automatic } as const;
};

/** Gives a pack the rooms' own functions, and nothing else. */
export const createPackServices = (rooms: Rooms): PackServices => {
  const { config, clock, jurisdictions, people, perception, alerting, policies, cases } = rooms;
  const context = systemContext(config.id, 'pack');
  return {
    node: config.id,
    tier: config.tier,
    clock,
    context,
    profile: readProfile,
    tiers: async (profile) => readTiers(await readProfile(`${profile}/tiers.json`)),
    secret: (name) => installationSecret(config, name),
    jurisdictions: {
      defineTiers: (tiers) => jurisdictions.defineTiers(context, tiers),
      importRows: (rows) => jurisdictions.importRows(context, rows),
    },
    people: {
      ensureOrganisation: (order) => people.ensureOrganisation(order),
      ensurePost: (order) => people.ensurePost(order),
      ensureUser: (order) => people.ensureUser(order),
    },
    perception: {
      defineTypes: (types) => perception.defineTypes(types, context),
      registerTerminal: async (order, token) => {
        const [registered] = await perception.registerTerminals([{ ...order, token }], context);
        return registered?.terminalId ?? brandId<TerminalId>('');
      },
      ensureGateway: (name, token) => perception.ensureGateway({ name, token }, context),
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
        const classes = readClasses(table);
        await cases.loadClassTable(context, classes);
        return classes;
      },
      ensureResponsibility: ({ minorClass, jurisdictionCode, organisationKey }) =>
        cases.ensureResponsibility(context, {
          minorClass,
          jurisdictionCode,
          organisationId: organisationIdOf(organisationKey),
        }),
    },
  };
};
