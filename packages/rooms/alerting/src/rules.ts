import { readingFlags } from '@liandong/contract';
import { type AlertRule, parseAlertRules } from '@liandong/laws';
import type { Database } from '@liandong/platform';
import { toDate } from '@liandong/platform';
import { type ActContext, canonicalJson, type Json } from '@liandong/words';
import type { AlertingTables } from './tables.ts';

/** Reads the rules that were loaded before, by id. */
export const readRules = async (database: Database): Promise<readonly AlertRule[]> => {
  const rows = await database
    .tables<AlertingTables>()
    .selectFrom('alerting.rule as r')
    .select(['r.id', 'r.definition'])
    .orderBy('r.id')
    .execute();
  return rows.flatMap((row) => parseAlertRules({ rules: [row.definition] }, readingFlags, `rule ${row.id}`));
};

/**
 * Puts the rules of a profile in place; a rule of the same id is replaced.
 * @param json parsed `alert-rules.json`
 * @returns whether anything is different now
 * @throws Error naming the place of the first mistake
 */
export const storeRules = async (database: Database, context: ActContext, json: unknown): Promise<boolean> => {
  const rules = parseAlertRules(json, readingFlags);
  const definitions = definitionsOf(json);
  return database.write(context, async (work) => {
    let changed = false;
    for (const { id } of rules) {
      const definition = definitions.get(id) ?? null;
      const row = { definition: JSON.stringify(definition), loaded_at: toDate(work.recordedAt) };
      const before = await work
        .tables<AlertingTables>()
        .selectFrom('alerting.rule as r')
        .select('r.definition')
        .where('r.id', '=', id)
        .executeTakeFirst();
      if (before !== undefined && canonicalJson(before.definition) === canonicalJson(definition)) continue;
      await work
        .tables<AlertingTables>()
        .insertInto('alerting.rule')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.constraint('rule_pk').doUpdateSet(row))
        .execute();
      work.record({
        type: 'AlertRuleLoaded',
        objectKind: 'alertRule',
        objectId: id,
        jurisdictionPath: [],
        body: { ruleId: id, definition },
      });
      changed = true;
    }
    return changed;
  });
};

/** The rules as written, by id; the profile has been parsed before. */
const definitionsOf = (json: unknown): ReadonlyMap<string, Json> => {
  const { rules } = json as { readonly rules: readonly (Json & { readonly id: string })[] };
  return new Map(rules.map((rule) => [rule.id, rule]));
};
