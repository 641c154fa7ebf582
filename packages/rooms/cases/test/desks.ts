import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { type Envelope, parseCalendar, type Right } from '@liandong/laws';
import type { Session, Work } from '@liandong/platform';
import { type FakeClock, fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, instant, type NodeId, type UserId, type Words } from '@liandong/words';
import { type AlertFacts, type Cases, casesMigrations, createCases, type RulePolicy, type Unit } from '../src/index.ts';

const words = (text: string): Words => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });

type Handler = (envelope: Envelope, work: Work) => Promise<void>;

/** A link that carries letters when told, in order, through the real transactions of both sides. */
const fakePost = () => {
  const handlers = new Map<string, Handler>();
  const delivered = new Map<string, Handler>();
  const desks = new Map<string, { database: Awaited<ReturnType<typeof testDatabase>> }>();
  const letters: Envelope[] = [];
  let seq = 0;
  return {
    letters,
    join: (node: string, database: Awaited<ReturnType<typeof testDatabase>>) => desks.set(node, { database }),
    doorOf: (node: string) => ({
      send: async (
        work: Work,
        letter: Omit<Envelope, 'id' | 'seq' | 'from' | 'exercise' | 'hybridTime' | 'sentAt' | 'via'>,
      ) => {
        seq += 1;
        const envelope: Envelope = {
          ...letter,
          id: brandId(`e${seq}`),
          seq,
          from: brandId<NodeId>(node),
          exercise: work.context.exercise,
          hybridTime: { wallMs: work.recordedAt, count: seq },
          sentAt: work.recordedAt,
          via: [],
        };
        // As on the wire: only what JSON can say.
        work.afterCommit(() => letters.push(JSON.parse(JSON.stringify(envelope)) as Envelope));
      },
      onVerb: (verb: string, kind: string, handle: Handler) => handlers.set(`${node} ${verb} ${kind}`, handle),
      onDelivered: (handle: Handler) => delivered.set(node, handle),
      onRefused: () => undefined,
    }),
    deliver: async () => {
      for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
        const envelope = letter;
        const contextOf = (node: string, peer: string): ActContext => ({
          actor: { kind: 'node', id: peer, name: peer },
          node: brandId<NodeId>(node),
          exercise: envelope.exercise,
        });
        await desks
          .get(envelope.to)
          ?.database.write(contextOf(envelope.to, envelope.from), async (work) =>
            handlers.get(`${envelope.to} ${envelope.verb} case`)?.(envelope, work),
          );
        await desks
          .get(envelope.from)
          ?.database.write(contextOf(envelope.from, envelope.to), async (work) =>
            delivered.get(envelope.from)?.(envelope, work),
          );
      }
    },
  };
};

const units: readonly Unit[] = ['city', 'district', 'street'].map((node) => ({
  id: brandId(`${node}-drainage`),
  name: words(`${node} drainage`),
  node,
  jurisdictionCode: node,
  active: true,
}));

const paths: Readonly<Record<string, readonly string[]>> = {
  city: ['city'],
  district: ['city', 'district'],
  street: ['city', 'district', 'street'],
};

export const alertFacts = (id: string): AlertFacts => ({
  id,
  ruleId: 'ponding',
  ruleName: words('ponding'),
  state: 'raised' as const,
  terminalId: '018f0000-0000-7000-8000-000000000001',
  terminalName: 'Gauge 1',
  levelName: words('warn'),
  rank: 2,
  value: 31,
  unit: 'cm',
  raisedAt: instant(0),
  lon: 113.5,
  lat: 22.5,
  address: undefined,
  jurisdictionCode: 'street',
  jurisdictionPath: ['city', 'district', 'street'],
  exercise: false,
});

export type TestDesk = {
  readonly node: string;
  readonly cases: Cases;
  readonly database: Awaited<ReturnType<typeof testDatabase>>;
  readonly clear: { value: boolean };
  readonly policy: { value: RulePolicy | undefined };
};

export const person = (id: string, rights: readonly Right[], organisations: readonly string[] = []) => {
  const session: Session = {
    userId: brandId<UserId>(id),
    loginName: id,
    name: id,
    automatic: false,
    organisationIds: organisations,
    grants: [],
    expiresAt: Number.MAX_SAFE_INTEGER,
    roots: () => ['city'],
    may: (right) => rights.some((held) => held === right),
  };
  return {
    session,
    context: (node: string): ActContext => ({
      actor: { kind: 'user', id, name: id },
      node: brandId<NodeId>(node),
      exercise: false,
    }),
  };
};

export type Person = ReturnType<typeof person>;

const calendarFile = new URL('../../../../profiles/cn-national/calendar.json', import.meta.url);

/** Three desks over three real databases, joined by a post that the test runs. */
export const openDesks = async (t: TestContext) => {
  const clock: FakeClock = fakeClock();
  const post = fakePost();
  const calendar = parseCalendar(JSON.parse(await readFile(calendarFile, 'utf8')));
  const open = async (node: string, below: string): Promise<TestDesk> => {
    const database = await testDatabase(t, [casesMigrations], { clock });
    post.join(node, database);
    const clear = { value: true };
    const policy: { value: RulePolicy | undefined } = { value: undefined };
    const cases = createCases({
      database,
      clock,
      log: silentLog,
      node: brandId<NodeId>(node),
      calendar,
      policy: { reworkLeastShare: 0.2, childDone: 'finish' },
      neighbours: {
        people: { unit: async (id) => units.find((unit) => unit.id === id), userName: async (id) => id },
        jurisdictions: {
          path: (code) => paths[code],
          name: (code) => words(code),
          deepestAt: () => 'street',
        },
        alerting: {
          alert: async (id) => alertFacts(id),
          allClear: async (ids) => ids.length === 0 || clear.value,
          policyFor: async () => policy.value,
          linkCase: async () => undefined,
        },
        linkage: post.doorOf(node),
      },
    });
    const system = person('system', []).context(node);
    await cases.loadClassTable(system, [
      {
        minor: '0101',
        major: '01',
        kind: 'event',
        name: words('road ponding'),
        filingCondition: words('deeper than 15 cm'),
        closingCondition: words('dry'),
        limit: { kind: 'urgentHour', value: 2, verbatim: '2紧急工作时' },
        source: 'test',
      },
    ]);
    await cases.ensureResponsibility(system, {
      minorClass: '0101',
      jurisdictionCode: below,
      organisationId: `${below}-drainage`,
    });
    return { node, cases, database, clear, policy };
  };
  return {
    clock,
    post,
    city: await open('city', 'district'),
    district: await open('district', 'street'),
    street: await open('street', 'street'),
  };
};
