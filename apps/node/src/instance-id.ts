import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '@liandong/platform';
import type { NodeConfig } from './node-config.ts';

const key = 'instance-id';

/** Tells two installations with one name apart; made at the first start, kept in the database. */
export const instanceIdOf = async (settings: Settings): Promise<string> => {
  const known = await settings.read(key);
  if (typeof known === 'string') return known;
  const made = randomUUID();
  await settings.write(key, made);
  return made;
};

const secrets = new Map<string, Promise<Buffer>>();

const readOrMake = async (dataDirectory: string): Promise<Buffer> => {
  const file = path.join(dataDirectory, 'secret');
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dataDirectory, { recursive: true });
    await writeFile(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
    return readFile(file);
  }
};

/** Read once: many credentials are made from it at the same moment. */
const secretOf = ({ dataDirectory }: Pick<NodeConfig, 'dataDirectory'>): Promise<Buffer> => {
  const known = secrets.get(dataDirectory);
  if (known !== undefined) return known;
  const secret = readOrMake(dataDirectory);
  secrets.set(dataDirectory, secret);
  secret.catch(() => secrets.delete(dataDirectory));
  return secret;
};

/** A text made from this installation's own secret: the same name gives the same text, and nobody can guess it. */
export const installationSecret = async (config: Pick<NodeConfig, 'dataDirectory'>, name: string): Promise<string> =>
  createHmac('sha256', await secretOf(config))
    .update(name)
    .digest('base64url');

/** The same for the command line, beside the node: who may read the data folder may know its secrets. */
export const secretIn = (dataDirectory: string, node: string, name: string): Promise<string> =>
  installationSecret({ dataDirectory: path.join(dataDirectory, node) }, name);
