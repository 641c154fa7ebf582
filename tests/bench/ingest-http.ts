import { fileURLToPath } from 'node:url';
import { answerPerception, perceptionRefusals } from '@liandong/perception';
import { createHttpServer } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { openBareCopy } from './support/bare-copy.ts';
import { type HttpOutcome, type HttpTask, loadHttp } from './support/load-http.ts';
import { isLoadProcess, serveLoad, startLoadProcess } from './support/load-process.ts';
import { heading, median, percentile, round, table, verdict } from './support/report.ts';
import { benchContext, machine, openStand } from './support/stand.ts';
import { firstInstant, rowsOf, terminalCode } from './support/workload.ts';

// Readings by HTTP through the whole path (parse, check, rules, latest, durable) against a bare binary COPY of the
// same rows into a table with the same index, as many rows to a transaction, fsync on, one after the other.

const target = 0.4;
const terminals = 2_000;
const connections = 4;
const stepsPerPost = 4;
const steps = 100;
const rounds = 9;

const measure = async (): Promise<void> => {
  await using opened = new AsyncDisposableStack();
  const stand = await openStand(terminals);
  opened.defer(stand.close);
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    title: 'bench',
    version: '0',
    answers: answerPerception(stand.perception, stand.database),
    refusals: perceptionRefusals,
    identify: async () => undefined,
    contextOf: () => benchContext,
  });
  const { port } = await server.start();
  opened.defer(server.stop);
  const load = startLoadProcess(fileURLToPath(import.meta.url));
  opened.defer(load.close);
  const start = firstInstant();
  const ids = Array.from({ length: terminals }, (_, terminal) => {
    const id = stand.perception.questions.terminalByCode(terminalCode(terminal))?.id ?? '';
    return Number(stand.perception.questions.datastreamOf(id, 'depthCm')?.id);
  });
  const task = { port, connections, terminals, stepsPerPost, start };

  // Warms both processes up and makes the partition that the baseline's table is like.
  await load.run<HttpOutcome>({ ...task, firstStep: 0, steps: 40 } satisfies HttpTask);
  const bare = await openBareCopy(
    stand.database,
    `reading_${new Date(start).toISOString().slice(0, 10).replaceAll('-', '')}`,
  );
  opened.defer(bare.close);
  await bare.run(rowsOf(0, terminals, 0, 40, start), 4_000, (terminal) => ids[terminal] ?? 0);
  stand.takeCommits();

  const whole: number[] = [];
  const copied: number[] = [];
  const ratios: number[] = [];
  const latencies: number[] = [];
  const batches: number[] = [];
  const lines: (string | number)[][] = [];
  for (let round_ = 0; round_ < rounds; round_ += 1) {
    const firstStep = 40 + round_ * steps;
    const outcome = await load.run<HttpOutcome>({ ...task, firstStep, steps } satisfies HttpTask);
    const { rows, commits } = stand.takeCommits();
    if (outcome.accepted !== terminals * steps) throw new Error(`${outcome.accepted} of ${terminals * steps} accepted`);
    const rowsPerCommit = Math.round(rows / commits);
    const bareMs = await bare.run(
      rowsOf(0, terminals, firstStep, steps, start),
      rowsPerCommit,
      (terminal) => ids[terminal] ?? 0,
    );
    const wholeRate = (outcome.accepted / outcome.elapsedMs) * 1000;
    const bareRate = (outcome.accepted / bareMs) * 1000;
    ratios.push(wholeRate / bareRate);
    whole.push(wholeRate);
    copied.push(bareRate);
    batches.push(rowsPerCommit);
    latencies.push(...outcome.latenciesMs);
    lines.push([
      `round ${round_ + 1}`,
      round(wholeRate),
      round(bareRate),
      rowsPerCommit,
      round(wholeRate / bareRate, 3),
    ]);
  }
  const stored = await stand.database.pool.query<{ n: number }>('select count(*) as n from perception.reading');
  const expected = terminals * (40 + rounds * steps);
  if (stored.rows[0]?.n !== expected) throw new Error(`${stored.rows[0]?.n} of ${expected} readings are stored`);
  const alerts = await stand.database.pool.query<{ n: number }>('select count(*) as n from alerting.alert');
  heading('ingest-http: readings by HTTP, durable, against a bare binary COPY', [
    machine(),
    `${terminals} datastreams, ${terminals * steps} readings a round, POSTs of ${(terminals / connections) * stepsPerPost} readings over ${connections} connections`,
    `one rule with three levels on each datastream; ${alerts.rows[0]?.n ?? 0} alerts raised meanwhile`,
    'ratio: median of the rounds’ own ratios, since other work on the machine comes and goes',
  ]);
  table(['', 'whole path, readings/s', 'bare COPY, rows/s', 'rows a commit', 'ratio'], lines);
  verdict({
    bench: 'ingest-http',
    ratio: round(median(ratios), 3),
    target,
    wholePathReadingsPerS: round(median(whole)),
    bareCopyRowsPerS: round(median(copied)),
    rowsPerCommit: median(batches),
    postP50Ms: round(percentile(latencies, 0.5), 1),
    postP99Ms: round(percentile(latencies, 0.99), 1),
    datastreams: terminals,
    alerts: alerts.rows[0]?.n ?? 0,
    machine: machine(),
  });
};

if (isLoadProcess()) serveLoad<HttpTask>(loadHttp);
else await measure();
