import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createCityPlan, sampleGroundSource, sampleTerminals } from '@liandong/sample-city';
import { isLoadProcess, serveLoad, startLoadProcess } from './support/load-process.ts';
import { heading, median, round, table, verdict } from './support/report.ts';
import { machine } from './support/stand.ts';

// The generated city, streamed street by street: everything that the map draws (among it every building) and every
// terminal, against writing the same objects as JSON to nowhere. Each city has a process of its own, so that its peak
// memory is its own.

const target = 0.2;
const sizes = [100_000, 100_000, 100_000, 1_000_000] as const;
const seed = 7;
/** Objects that are made, and then written, in one go. */
const batch = 2_000;

type Task = { readonly size: number };
type Outcome = {
  readonly size: number;
  readonly streets: number;
  readonly features: number;
  readonly buildings: number;
  readonly terminals: number;
  readonly madeMs: number;
  readonly writtenMs: number;
  readonly writtenMb: number;
  readonly peakMb: number;
};

const generate = async ({ size }: Task): Promise<Outcome> => {
  const started = performance.now();
  const plan = createCityPlan({ seed, size });
  let madeMs = performance.now() - started;
  let [features, buildings, terminals, writtenMs, bytes] = [0, 0, 0, 0, 0];
  const nowhere = openSync(devNull, 'w');

  const drain = (stream: Iterator<unknown>, see: (thing: unknown) => void): void => {
    for (let isDone = false; !isDone; ) {
      const things: unknown[] = [];
      const start = performance.now();
      while (things.length < batch && !isDone) {
        const next = stream.next();
        isDone = next.done === true;
        if (next.done !== true) things.push(next.value);
      }
      const made = performance.now();
      bytes += writeSync(nowhere, things.map((thing) => `${JSON.stringify(thing)}\n`).join(''));
      writtenMs += performance.now() - made;
      madeMs += made - start;
      things.forEach(see);
    }
  };

  const drawn = sampleGroundSource(plan).features();
  if (!(Symbol.iterator in drawn)) throw new Error('the city is streamed without waiting');
  drain(drawn[Symbol.iterator](), (thing) => {
    features += 1;
    if (isBuilding(thing)) buildings += 1;
  });
  drain(sampleTerminals(plan), () => {
    terminals += 1;
  });
  closeSync(nowhere);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  return {
    size,
    streets: plan.streets.length,
    features,
    buildings,
    terminals,
    madeMs,
    writtenMs,
    writtenMb: bytes / 1e6,
    peakMb,
  };
};

const isBuilding = (thing: unknown): boolean =>
  typeof thing === 'object' && thing !== null && 'layer' in thing && thing.layer === 'buildings';

const objects = ({ features, terminals }: Outcome): number => features + terminals;
const perSecond = (outcome: Outcome): number => (objects(outcome) / outcome.madeMs) * 1000;

const measure = async (): Promise<void> => {
  const outcomes: Outcome[] = [];
  for (const size of sizes) {
    const load = startLoadProcess(fileURLToPath(import.meta.url));
    outcomes.push(await load.run<Outcome>({ size } satisfies Task));
    await load.close();
  }
  heading('generator: a city made from its seed, street by street, against writing it as JSON to nowhere', [
    machine(),
    'objects: features of the basemap (every building among them) and terminals; a process for each city',
  ]);
  table(
    [
      'terminals',
      'streets',
      'features',
      'buildings',
      'seconds',
      'objects/s',
      'writing, s',
      'MB of JSON',
      'peak RSS, MB',
      'ratio',
    ],
    outcomes.map((outcome) => [
      String(outcome.terminals),
      outcome.streets,
      outcome.features,
      outcome.buildings,
      round(outcome.madeMs / 1000, 2),
      round(perSecond(outcome)),
      round(outcome.writtenMs / 1000, 2),
      round(outcome.writtenMb),
      round(outcome.peakMb),
      round(outcome.writtenMs / outcome.madeMs, 3),
    ]),
  );
  const small = outcomes.filter(({ size }) => size === sizes[0]);
  const large = outcomes.filter(({ size }) => size !== sizes[0]);
  const peak = (of: readonly Outcome[]): number => median(of.map(({ peakMb }) => peakMb));
  verdict({
    bench: 'generator',
    ratio: round(median(outcomes.map(({ madeMs, writtenMs }) => writtenMs / madeMs)), 3),
    target,
    objectsPerS: round(median(small.map(perSecond))),
    seconds100k: round(median(small.map(({ madeMs }) => madeMs)) / 1000, 2),
    objectsPerS1M: round(median(large.map(perSecond))),
    seconds1M: round(median(large.map(({ madeMs }) => madeMs)) / 1000, 2),
    peakMb100k: round(peak(small)),
    peakMb1M: round(peak(large)),
    peakGrowth: round(peak(large) / peak(small), 2),
    machine: machine(),
  });
};

if (isLoadProcess()) serveLoad<Task>(generate);
else await measure();
