import type { Json } from '@liandong/words';
import type { Database } from '../database/index.ts';

/** Small lasting facts of one node that belong to no room: its identity, the state of its city clock. */
export type Settings = {
  read(key: string): Promise<Json | undefined>;
  write(key: string, value: Json): Promise<void>;
};

/** Keeps settings in `platform.setting`. */
export const createSettings = (database: Database): Settings => ({
  read: async (key) => {
    const { rows } = await database.pool.query<{ value: Json }>(
      'select s.value from platform.setting s where s.key = $1',
      [key],
    );
    return rows[0]?.value;
  },
  write: async (key, value) => {
    await database.pool.query(
      `insert into platform.setting as s (key, value) values ($1, $2::jsonb)
       on conflict on constraint setting_pk do update set value = excluded.value`,
      [key, JSON.stringify(value)],
    );
  },
});
