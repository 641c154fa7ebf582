import { startEmbeddedPostgres } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { Client } from 'pg';
import { type FederationProcess, type Installation, runCommand } from '../support/federation-process.ts';

/** Changes one byte of one record of a stopped node's log, past everything that would mind. */
const changeOneByte = async (dataDirectory: string, node: string): Promise<void> => {
  const postgres = await startEmbeddedPostgres({ dataDirectory, log: silentLog });
  const client = new Client({ connectionString: postgres.urlFor(`liandong_${node}`) });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `update platform.event set object_id =
         overlay(object_id placing case when right(object_id, 1) = '0' then '1' else '0' end from length(object_id))
       where seq = (select max(seq) / 2 from platform.event)`,
    );
    if (rowCount !== 1) throw new Error(`no record of ${node} to change`);
  } finally {
    await client.end();
    await postgres.stop();
  }
};

/**
 * Asks `audit verify` of a running installation, of the stopped one, and after one byte of the district was changed.
 * Leaves it stopped. @returns how many verdicts were not as they should be
 */
export const wrongVerdicts = async (
  options: Installation & { readonly onProgress?: (text: string) => void },
  federation: FederationProcess,
): Promise<number> => {
  const verify = async (expectedCode: number, wanted: RegExp): Promise<number> => {
    const { code, text } = await runCommand(options, ['audit', 'verify']);
    options.onProgress?.(`audit verify: exit ${code}\n${text.trimEnd()}`);
    return code === expectedCode && wanted.test(text) ? 0 : 1;
  };
  const allIntact = /^city .*intact.*\ndistrict .*intact.*\nstreet .*intact/m;
  const running = await verify(0, allIntact);
  if ((await federation.stop()) !== 0) throw new Error('did not stop in order');
  const stopped = await verify(0, allIntact);
  await changeOneByte(options.dataDirectory, 'district');
  return running + stopped + (await verify(1, /^city .*intact.*\ndistrict .*BROKEN.*\nstreet .*intact/m));
};
