import type { SearchKind } from '@liandong/contract';
import type { Database, Work } from '@liandong/platform';
import type { ActContext } from '@liandong/words';
import { type SearchEntry, type SearchRow, toSearchRow } from './entry.ts';

const columns =
  'kind, id, name, names, detail, subkind, code, text, address, pinyin, initials, lon, lat, jurisdiction_path, weight';
const rowsPerWrite = 1_000;

type Writer = Pick<Work, 'client'>;

const writeRows = async ({ client }: Writer, entries: readonly SearchEntry[]): Promise<void> => {
  await client.query(
    `insert into onemap.search_entry as e (${columns}, grams)
     select r.kind, r.id, r.name, r.names, r.detail, r.subkind, r.code, r.text, r.address, r.pinyin, r.initials, r.lon, r.lat,
       array(select jsonb_array_elements_text(r.jurisdiction_path)), r.weight, array(select jsonb_array_elements_text(r.grams))
     from jsonb_to_recordset($1::jsonb) as r(kind text, id text, name text, names jsonb, detail text, subkind text, code text, text text,
       address text, pinyin text, initials text, lon float8, lat float8, jurisdiction_path jsonb, weight smallint, grams jsonb)
     on conflict on constraint search_entry_pk do update set
       name = excluded.name, names = excluded.names, detail = excluded.detail, subkind = excluded.subkind, code = excluded.code,
       text = excluded.text, address = excluded.address, pinyin = excluded.pinyin, initials = excluded.initials,
       lon = excluded.lon, lat = excluded.lat, jurisdiction_path = excluded.jurisdiction_path,
       weight = excluded.weight, grams = excluded.grams`,
    [JSON.stringify(entries.map(toSearchRow))],
  );
};

/** Adds entries or brings them up to date. */
export const saveEntries = async (work: Writer, entries: Iterable<SearchEntry>): Promise<void> => {
  // Within one statement a key may come once only: the later one is the truth.
  const latest = new Map<string, SearchEntry>();
  for (const entry of entries) latest.set(`${entry.kind}/${entry.id}`, entry);
  const all = [...latest.values()];
  for (let from = 0; from < all.length; from += rowsPerWrite)
    await writeRows(work, all.slice(from, from + rowsPerWrite));
};

export const removeEntries = async ({ client }: Writer, kind: SearchKind, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await client.query('delete from onemap.search_entry as e where e.kind = $1 and e.id = any($2)', [kind, ids]);
};

/** Puts these entries in the place of all of a kind that a thing outside of the database brought, e.g. roads of a basemap. */
export const replaceEntries = async (
  database: Database,
  context: ActContext,
  kind: SearchKind,
  entries: Iterable<SearchEntry>,
): Promise<void> => {
  await database.write(context, (work) => replaceKind(work, kind, entries));
};

export const replaceKind = async (work: Writer, kind: SearchKind, entries: Iterable<SearchEntry>): Promise<void> => {
  await work.client.query('delete from onemap.search_entry as e where e.kind = $1', [kind]);
  await saveEntries(work, entries);
};

/** Kinds, each with the jurisdictions in which the reader may see them; 'all' for what everybody may see. */
export type Sightline = { readonly kind: SearchKind; readonly roots: readonly string[] | 'all' };

const candidateLimit = 600;

/** Rows that have all grams of one alternative of every word, the likeliest first. */
export const findCandidates = async (
  database: Database,
  words: readonly (readonly (readonly string[])[])[],
  sightlines: readonly Sightline[],
  whole: string,
): Promise<readonly SearchRow[]> => {
  const values: unknown[] = [whole];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const wanted = words.map((sets) => `(${sets.map((grams) => `e.grams @> ${bind(grams)}::text[]`).join(' or ')})`);
  const seen = sightlines.map(({ kind, roots }) =>
    roots === 'all'
      ? `e.kind = ${bind(kind)}`
      : `(e.kind = ${bind(kind)} and e.jurisdiction_path && ${bind(roots)}::text[])`,
  );
  if (wanted.length === 0 || seen.length === 0) return [];
  const { rows } = await database.pool.query<SearchRow>(
    `select ${columns} from onemap.search_entry as e where ${wanted.join(' and ')} and (${seen.join(' or ')})
     order by (e.code = $1 or e.text = $1) desc, e.weight desc, length(e.name), e.id limit ${candidateLimit}`,
    values,
  );
  return rows;
};
