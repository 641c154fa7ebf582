import { readFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import type { ImportView } from '@liandong/contract';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type OwnCity, startOwnCity } from '../support/own-city.ts';
import { heading, median, round, table, verdict } from './support/report.ts';
import { machine } from './support/stand.ts';

// The national list of division codes through the whole path of an import (upload, table, columns, checks, tree, undo
// images, report, fact; fsync on) against a bare COPY of the same rows into one table of the same server.

const rounds = 3;
const limitS = 5;
/** Share of a bare COPY's speed that the whole path should keep. */
const target = 0.02;
const datasets = path.resolve(import.meta.dirname, '../..', process.env.LIANDONG_DATASETS ?? '../shared/data');

const lists = [
  ['provinces.json', 'province', '=86'],
  ['cities.csv', 'city', 'provinceCode'],
  ['areas.csv', 'district', 'cityCode'],
  ['streets.csv', 'street', 'areaCode'],
] as const;

const bytesOf = (name: string): Buffer => gunzipSync(readFileSync(path.join(datasets, `admin/china-codes/${name}.gz`)));

const root = Buffer.from('code,name,tier\n86,中国,country\n');
const tiers = 'cn-national/tiers-national';

const importAll = async (city: OwnCity): Promise<readonly ImportView[]> => {
  const views: ImportView[] = [];
  for (const [name, tier, parent] of lists) {
    const view = await city.bring(name, bytesOf(name), {
      target: 'jurisdictions',
      datum: 'WGS-84',
      columns: { code: 'code', name: 'name', tier: `=${tier}`, parentCode: parent },
    });
    if (view.state !== 'done' || view.refusedCount > 0) throw new Error(`${name}: ${JSON.stringify(view)}`);
    views.push(view);
  }
  return views;
};

/** All rows as text for COPY, made beforehand. */
const rowsForCopy = (): Buffer => {
  const lines = lists.flatMap(([name, tier]) => {
    const text = bytesOf(name).toString('utf8');
    if (name.endsWith('.json')) {
      const list: readonly { readonly code: string; readonly name: string }[] = JSON.parse(text);
      return list.map((one) => `${one.code}\t86\t${tier}\t${one.name}`);
    }
    return text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [code, title, parent] = line.replaceAll('"', '').split(',');
        return `${code}\t${parent}\t${tier}\t${title}`;
      });
  });
  return Buffer.from(`${lines.join('\n')}\n`);
};

const bareCopy = async (url: string, bytes: Buffer, number: number): Promise<number> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create table bare_code_${number} (code text primary key, parent text, tier text, name text)`);
  const began = performance.now();
  const stream = client.query(copyFrom(`copy bare_code_${number} from stdin`));
  stream.end(bytes);
  await finished(stream);
  const elapsed = performance.now() - began;
  await client.end();
  return elapsed;
};

const measureOnce = async (number: number) => {
  await using ends = new AsyncDisposableStack();
  const city = await startOwnCity({ after: (run) => ends.defer(async () => run()) }, { root: '86', name: '中国' });
  const renamed = await city.bring('root.csv', root, {
    target: 'jurisdictions',
    datum: 'WGS-84',
    columns: { code: 'code', name: 'name', tier: 'tier' },
    settings: { tiers },
  });
  if (renamed.changed !== 1) throw new Error(JSON.stringify(renamed));
  const began = performance.now();
  const views = await importAll(city);
  const wholeMs = performance.now() - began;
  const again = performance.now();
  const repeated = await importAll(city);
  const repeatMs = performance.now() - again;
  if (repeated.some(({ taken, changed }) => taken + changed > 0)) throw new Error('a repeat changed something');
  const url = city.federation.nodes[0]?.rooms.database.url ?? '';
  const copies = [];
  for (let i = 0; i < 3; i += 1) copies.push(await bareCopy(url, rowsForCopy(), number * 10 + i));
  return { nodes: views.reduce((sum, { taken }) => sum + taken, 0), wholeMs, repeatMs, copyMs: median(copies) };
};

const measure = async (): Promise<void> => {
  const runs = [];
  for (let number = 0; number < rounds; number += 1) runs.push(await measureOnce(number));
  heading('codes: the national list of division codes through uploads and imports, against a bare COPY', [
    machine(),
    `${rounds} rounds, each into a new node; provinces, cities, districts and streets one file after the other; PostgreSQL with fsync`,
  ]);
  const lines = runs.map(({ nodes, wholeMs, repeatMs, copyMs }, index) => [
    `round ${index + 1}`,
    nodes,
    round(wholeMs / 1_000, 2),
    round(repeatMs / 1_000, 2),
    round(copyMs),
    round(copyMs / wholeMs, 4),
  ]);
  table(['', 'nodes', 'import s', 'repeat s', 'bare COPY ms', 'ratio'], lines);
  const seconds = round(median(runs.map(({ wholeMs }) => wholeMs)) / 1_000, 2);
  verdict({
    bench: 'codes',
    ratio: round(median(runs.map(({ copyMs, wholeMs }) => copyMs / wholeMs)), 4),
    target,
    nodes: runs[0]?.nodes,
    seconds,
    limitSeconds: limitS,
    withinLimit: seconds <= limitS,
    repeatSeconds: round(median(runs.map(({ repeatMs }) => repeatMs)) / 1_000, 2),
    machine: machine(),
  });
};

await measure();
