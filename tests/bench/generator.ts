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
  const plannedMs = performance.now() - started;
  let [features, buildings, terminals] = [0, 0, 0];
  const sink = openSink();
  const drawn = sampleGroundSource(plan).features();
  if (!(Symbol.iterator in drawn)) throw new Error('the city is streamed without waiting');
  sink.drain(drawn[Symbol.iterator](), (thing) => {
    features += 1;
    if (isBuilding(thing)) buildings += 1;
  });
  sink.drain(sampleTerminals(plan), () => {
    terminals += 1;
  });
  const { madeMs, writtenMs, bytes } = sink.close();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const cost = { madeMs: plannedMs + madeMs, writtenMs, writtenMb: bytes / 1e6, peakMb };
  return { size, streets: plan.streets.length, features, buildings, terminals, ...cost };
};

/** Takes objects batch by batch, writes them to nowhere, and keeps apart how long each of the two took. */
const openSink = () => {
  const nowhere = openSync(devNull, 'w');
  let [madeMs, writtenMs, bytes] = [0, 0, 0];
  return {
    drain: (stream: Iterator<unknown>, see: (thing: unknown) => void): void => {
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
    },
    close: () => {
      closeSync(nowhere);
      return { madeMs, writtenMs, bytes };
    },
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
  table(columns, outcomes.map(rowOf));
  const small = outcomes.filter(({ size }) => size === sizes[0]);
  const large = outcomes.filter(({ size }) => size !== sizes[0]);
  const middle = (of: readonly Outcome[], figure: (outcome: Outcome) => number): number => median(of.map(figure));
  verdict({
    bench: 'generator',
    ratio: round(middle(outcomes, ratioOf), 3),
    target,
    objectsPerS: round(middle(small, perSecond)),
    seconds100k: round(middle(small, secondsOf), 2),
    objectsPerS1M: round(middle(large, perSecond)),
    seconds1M: round(middle(large, secondsOf), 2),
    peakMb100k: round(middle(small, peakOf)),
    peakMb1M: round(middle(large, peakOf)),
    peakGrowth: round(middle(large, peakOf) / middle(small, peakOf), 2),
    machine: machine(),
  });
};

const secondsOf = ({ madeMs }: Outcome): number => madeMs / 1000;
const peakOf = ({ peakMb }: Outcome): number => peakMb;
const ratioOf = ({ madeMs, writtenMs }: Outcome): number => writtenMs / madeMs;

const columns = [
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
] as const;

const rowOf = (outcome: Outcome): (string | number)[] => [
  String(outcome.terminals),
  outcome.streets,
  outcome.features,
  outcome.buildings,
  round(secondsOf(outcome), 2),
  round(perSecond(outcome)),
  round(outcome.writtenMs / 1000, 2),
  round(outcome.writtenMb),
  round(outcome.peakMb),
  round(ratioOf(outcome), 3),
];

if (isLoadProcess()) serveLoad<Task>(generate);
else await measure();
