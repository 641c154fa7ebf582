import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '@liandong/platform';
import { dayMs, type Instant } from '@liandong/words';
import { pathOfBytes } from './files/receive-file.ts';

const keptDays = 7;

const filesIn = async (directory: string): Promise<readonly string[]> => {
  try {
    return await readdir(directory);
  } catch {
    return [];
  }
};

/**
 * Removes what nobody will ask for again: halves of files, dry runs of last week, and bytes of files that are older
 * than a week and have no import that still holds.
 */
export const clearOld = async (database: Database, directory: string, now: Instant): Promise<void> => {
  const before = now - keptDays * dayMs;
  await database.pool.query(
    `delete from imports.refused_row as r using imports.import i
     where i.id = r.import_id and i.dry_run and i.started_at < to_timestamp($1::float8 / 1000)`,
    [before],
  );
  await database.pool.query(
    'delete from imports.import as i where i.dry_run and i.started_at < to_timestamp($1::float8 / 1000)',
    [before],
  );
  const { rows } = await database.pool.query<{ sha256: string }>(
    `select f.sha256 from imports.file f left join imports.import i on i.file_id = f.id and i.state in ('running', 'done')
       and not i.dry_run
     group by f.sha256
     having count(i.id) = 0 and max(f.uploaded_at) < to_timestamp($1::float8 / 1000)`,
    [before],
  );
  for (const { sha256 } of rows) await rm(pathOfBytes(directory, sha256), { force: true });
  const halves = (await filesIn(directory)).filter((name) => name.endsWith('.part'));
  for (const name of halves) await rm(path.join(directory, name), { force: true });
};
