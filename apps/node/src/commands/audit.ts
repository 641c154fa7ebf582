import path from 'node:path';
import type { AuditVerdict } from '@liandong/contract';
import { nodeRoutes } from '@liandong/contract';
import {
  createAnchorFile,
  createCityClock,
  openDatabase,
  startEmbeddedPostgres,
  verifyChain,
} from '@liandong/platform';
import { Refusal, refuse } from '@liandong/words';
import { Client } from 'pg';
import { pino } from 'pino';
import { operatorOf } from '../operator-client.ts';
import { type Command, type Place, print, readWords } from './command.ts';

type Verdicts = readonly (readonly [string, AuditVerdict])[];

const nodeCount = 3;

const askRunning = async (place: Place): Promise<Verdicts> => {
  const verdicts: [string, AuditVerdict][] = [];
  for (let index = 0; index < nodeCount; index += 1) {
    const node = await operatorOf(place.dataDirectory, place.port + index);
    verdicts.push([node.id, await node.call(nodeRoutes.verifyAudit)]);
  }
  return verdicts;
};

const databasesOf = async (adminUrl: string): Promise<readonly string[]> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ datname: string }>(
      "select d.datname from pg_database d where d.datname like 'liandong\\_%' order by d.datname",
    );
    return rows.map(({ datname }) => datname);
  } finally {
    await admin.end();
  }
};

/** Without a running node the chain is read straight from the data folder. */
const readStopped = async ({ dataDirectory }: Place): Promise<Verdicts> => {
  const postgres = await startEmbeddedPostgres({ dataDirectory, log: pino({ level: 'silent' }) });
  try {
    const verdicts: [string, AuditVerdict][] = [];
    for (const name of await databasesOf(postgres.adminUrl)) {
      const id = name.slice('liandong_'.length);
      const anchors = await createAnchorFile(path.join(dataDirectory, id, 'audit-anchors.jsonl')).read();
      // Opened as a node opens it: the columns must arrive as they did when they were chained.
      const database = openDatabase({ url: postgres.urlFor(name), clock: createCityClock() });
      verdicts.push([id, await verifyChain(database.pool, anchors).finally(() => database.close())]);
    }
    return verdicts;
  } finally {
    await postgres.stop();
  }
};

const verdictsOf = async (place: Place): Promise<Verdicts> => {
  try {
    return await askRunning(place);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'node.not-running') throw error;
    return readStopped(place);
  }
};

/** `liandong audit verify`: recomputes the audit chains and holds them against their anchors. */
export const audit: Command = {
  usage: 'audit verify [--data DIR] [--port N]',
  does: 'recompute the audit chains, running or stopped / 校验审计链',
  run: async (words) => {
    const { place, positionals } = readWords(words);
    if (positionals[0] !== 'verify') throw refuse('node.bad-argument', { key: 'audit', value: words.join(' ') });
    const verdicts = await verdictsOf(place);
    for (const [node, verdict] of verdicts) {
      const bad = verdict.intact
        ? 'intact 完整'
        : `BROKEN 被改动 at ${verdict.firstBadSeq ?? '?'}: ${verdict.reason ?? ''}`;
      print(`${node.padEnd(12)} ${String(verdict.records).padStart(8)} records, ${verdict.anchors} anchors: ${bad}`);
    }
    return verdicts.every(([, verdict]) => verdict.intact) ? 0 : 1;
  },
};
