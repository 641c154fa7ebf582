import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository: profiles and the built console lie below. */
export const houseRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** Reads a file of `profiles/`, e.g. `us-nyc/class-table.json`. */
export const readProfile = async (file: string): Promise<unknown> => {
  const full = path.join(houseRoot, 'profiles', file);
  try {
    return JSON.parse(await readFile(full, 'utf8')) as unknown;
  } catch (cause) {
    throw new Error(`profile ${file}`, { cause });
  }
};

/** Folder with real data sets; LIANDONG_DATASETS says where it is. */
export const datasetsDirectory = (): string =>
  path.resolve(houseRoot, process.env.LIANDONG_DATASETS ?? '../shared/data');
