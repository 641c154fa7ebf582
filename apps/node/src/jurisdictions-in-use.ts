import type { AskInUse } from '@liandong/jurisdictions';

/**
 * Which jurisdictions somebody's things stand in: looks into every table of the rooms that has a jurisdiction's code, so
 * that a room that is added is asked too.
 */
export const jurisdictionsInUse: AskInUse = async (codes, work) => {
  if (codes.length === 0) return new Set();
  const { rows: tables } = await work.client.query<{ name: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'jurisdiction_code' and t.table_type = 'BASE TABLE'`,
  );
  if (tables.length === 0) return new Set();
  const parts = tables.map(
    ({ name }) => `select o.jurisdiction_code as code from ${name} o where o.jurisdiction_code = any($1::text[])`,
  );
  const { rows } = await work.client.query<{ code: string }>(parts.join(' union '), [codes]);
  return new Set(rows.map(({ code }) => code));
};
