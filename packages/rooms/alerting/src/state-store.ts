import { type AlertState, isIdle, noLevel } from '@liandong/laws';
import type { Database, Work } from '@liandong/platform';
import type { AlertId, DatastreamId } from '@liandong/words';
import type { Watch } from './watch.ts';

/** Inside a transaction, or on its own. */
export type Connection = Database['pool'] | Work['client'];

/** A saved state of one rule on one datastream. */
export type SavedState = {
  readonly ruleId: string;
  readonly datastreamId: DatastreamId;
  readonly state: AlertState;
  readonly alertId: AlertId | null;
  readonly silenceId: AlertId | null;
};

/** Everything the room remembered when it last wrote. */
export const loadStates = async (pool: Connection): Promise<readonly SavedState[]> => {
  const { rows } = await pool.query<SavedState>(
    `select s.rule_id as "ruleId", s.datastream_id as "datastreamId", s.state, s.alert_id as "alertId",
       s.silence_id as "silenceId"
     from alerting.rule_state s`,
  );
  return rows;
};

/** Writes the states of some watches in one statement; the caller holds the turn. */
export const saveStates = async (client: Connection, watches: readonly Watch[]): Promise<void> => {
  if (watches.length === 0) return;
  await client.query(
    `insert into alerting.rule_state as s (rule_id, datastream_id, state, alert_id, silence_id)
     select n.rule_id, n.datastream_id, n.state::jsonb, n.alert_id, n.silence_id
     from unnest($1::text[], $2::integer[], $3::text[], $4::uuid[], $5::uuid[])
       as n(rule_id, datastream_id, state, alert_id, silence_id)
     on conflict on constraint rule_state_pk do update
       set state = excluded.state, alert_id = excluded.alert_id, silence_id = excluded.silence_id`,
    [
      watches.map((watch) => watch.rule.id),
      watches.map((watch) => watch.stream.id),
      watches.map((watch) => JSON.stringify(watch.state)),
      watches.map((watch) => watch.alertId ?? null),
      watches.map((watch) => watch.silenceId ?? null),
    ],
  );
  for (const watch of watches) {
    watch.saved = true;
    watch.dirty = false;
    watch.savedIdle = isIdle(watch.state);
  }
};

/** Puts a saved state into a watch; a rule that has other levels than before starts its clocks anew. */
export const restoreState = (watch: Watch, saved: SavedState): void => {
  const { levels } = watch.rule;
  const { state } = saved;
  const sameLevels = state.reachedSince.length === levels.length;
  const top = levels.length - 1;
  watch.state = sameLevels
    ? state
    : {
        ...state,
        reachedSince: levels.map(() => noLevel),
        level: Math.min(state.level, top),
        peakLevel: Math.min(state.peakLevel, top),
      };
  watch.alertId = saved.alertId ?? undefined;
  watch.silenceId = saved.silenceId ?? undefined;
  watch.saved = true;
  watch.dirty = false;
  watch.savedIdle = isIdle(watch.state);
};
