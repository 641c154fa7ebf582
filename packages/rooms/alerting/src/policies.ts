import type { AlertRule } from '@liandong/laws';
import { type Database, toDate, type Work } from '@liandong/platform';
import { type ActContext, type Actor, type Instant, newId, refuse, toIso, type UserId } from '@liandong/words';
import type { Kysely } from 'kysely';
import { alertActFacts } from './facts.ts';
import type { AlertingTables, PolicyAct, PolicyId, PolicyRow } from './tables.ts';

/** What a person signs: which acts the rule may do by itself, from which rank on, as which minor class. */
export type PolicyTerms = {
  readonly acts: readonly PolicyAct[];
  readonly minRank: number;
  readonly minorClass: string;
  readonly validUntil?: Instant | undefined;
};

/** 规则授权 in force: each act done under it is the rule's, on behalf of the person who signed. */
export type RulePolicy = PolicyTerms & { readonly signedBy: UserId; readonly signedAt: Instant };

export type Policies = {
  /** The policy in force for a rule at a city time; undefined when the rule may only propose. */
  policyFor(ruleId: string, at: Instant): Promise<RulePolicy | undefined>;
  /** All that are not withdrawn, by rule. */
  signed(): Promise<ReadonlyMap<string, PolicyRow>>;
  /**
   * Signs; an earlier policy of the rule ends with it. The same terms signed by the same person stay as they are.
   * @throws refusals `alert-rule.not-found`, `alert-rule.person-only`, `alert-rule.policy-invalid`
   */
  sign(context: ActContext, ruleId: string, terms: PolicyTerms): Promise<void>;
  /** @throws refusals `alert-rule.no-policy`, `alert-rule.person-only` */
  withdraw(context: ActContext, ruleId: string): Promise<void>;
};

type Dependencies = { readonly database: Database; rules(): readonly AlertRule[] };

export const createPolicies = ({ database, rules }: Dependencies): Policies => ({
  policyFor: async (ruleId, at) => {
    const row = await inForce(database.tables<AlertingTables>(), ruleId);
    if (row === undefined || (row.valid_until !== null && row.valid_until <= at)) return undefined;
    return {
      ...termsOf(row),
      signedBy: row.signed_by.id as UserId,
      signedAt: row.signed_at,
    };
  },
  signed: async () => {
    const rows = await database
      .tables<AlertingTables>()
      .selectFrom('alerting.policy as p')
      .selectAll('p')
      .where('p.withdrawn_at', 'is', null)
      .execute();
    return new Map(rows.map((row) => [row.rule_id, row]));
  },
  sign: async (context, ruleId, terms) => {
    checkTerms(context.actor, rules(), ruleId, terms, database.clock.city());
    await database.write(context, async (work) => {
      await lockRule(work, ruleId);
      const before = await inForce(work.tables<AlertingTables>(), ruleId);
      if (before !== undefined && isSame(before, context.actor, terms)) return;
      if (before !== undefined) await end(work, before);
      await insert(work, ruleId, terms);
    });
  },
  withdraw: async (context, ruleId) => {
    if (context.actor.kind !== 'user') throw refuse('alert-rule.person-only');
    await database.write(context, async (work) => {
      await lockRule(work, ruleId);
      const before = await inForce(work.tables<AlertingTables>(), ruleId);
      if (before === undefined) throw refuse('alert-rule.no-policy', { ruleId });
      await end(work, before);
      work.record({
        type: alertActFacts.policyWithdrawn,
        objectKind: 'alertRule',
        objectId: ruleId,
        jurisdictionPath: [],
        body: { ruleId, policyId: before.id },
      });
    });
  },
});

const termsOf = (row: PolicyRow): PolicyTerms => ({
  acts: row.acts,
  minRank: row.min_rank,
  minorClass: row.minor_class,
  validUntil: row.valid_until ?? undefined,
});

const checkTerms = (
  actor: Actor,
  rules: readonly AlertRule[],
  ruleId: string,
  { acts, minRank, validUntil }: PolicyTerms,
  now: Instant,
): void => {
  if (actor.kind !== 'user') throw refuse('alert-rule.person-only');
  const rule = rules.find(({ id }) => id === ruleId);
  if (rule === undefined) throw refuse('alert-rule.not-found', { ruleId });
  const top = rule.levels.at(-1)?.rank ?? 0;
  const reason =
    acts.length === 0
      ? 'acts'
      : minRank < 1 || minRank > top
        ? `minRank 1–${top}`
        : validUntil !== undefined && validUntil <= now
          ? 'validUntil'
          : undefined;
  if (reason !== undefined) throw refuse('alert-rule.policy-invalid', { reason });
};

/** Two signatures at once come one after the other. */
const lockRule = async (work: Work, ruleId: string): Promise<void> => {
  await work.client.query('select r.id from alerting.rule r where r.id = $1 for update', [ruleId]);
};

const inForce = (tables: Kysely<AlertingTables>, ruleId: string): Promise<PolicyRow | undefined> =>
  tables
    .selectFrom('alerting.policy as p')
    .selectAll('p')
    .where('p.rule_id', '=', ruleId)
    .where('p.withdrawn_at', 'is', null)
    .executeTakeFirst();

const isSame = (row: PolicyRow, actor: Actor, terms: PolicyTerms): boolean =>
  row.signed_by.id === actor.id &&
  row.min_rank === terms.minRank &&
  row.minor_class === terms.minorClass &&
  row.valid_until === (terms.validUntil ?? null) &&
  [...row.acts].sort().join() === [...terms.acts].sort().join();

const end = async (work: Work, row: PolicyRow): Promise<void> => {
  await work
    .tables<AlertingTables>()
    .updateTable('alerting.policy')
    .set({ withdrawn_at: toDate(work.at), withdrawn_by: JSON.stringify(work.context.actor) })
    .where('id', '=', row.id)
    .execute();
};

const insert = async (work: Work, ruleId: string, terms: PolicyTerms): Promise<void> => {
  const id = newId<PolicyId>(work.recordedAt);
  const { validUntil } = terms;
  await work
    .tables<AlertingTables>()
    .insertInto('alerting.policy')
    .values({
      id,
      rule_id: ruleId,
      acts: terms.acts,
      min_rank: terms.minRank,
      minor_class: terms.minorClass,
      signed_by: JSON.stringify(work.context.actor),
      signed_at: toDate(work.at),
      valid_until: validUntil === undefined ? null : toDate(validUntil),
    })
    .execute();
  work.record({
    type: alertActFacts.policySigned,
    objectKind: 'alertRule',
    objectId: ruleId,
    jurisdictionPath: [],
    body: {
      ruleId,
      policyId: id,
      acts: [...terms.acts],
      minRank: terms.minRank,
      minorClass: terms.minorClass,
      validUntil: validUntil === undefined ? undefined : toIso(validUntil),
    },
  });
};
