import { type ApiCall, type CaseView, caseRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import { silentLog } from '@liandong/platform/testing';
import { dayMs, minuteMs, secondMs } from '@liandong/words';
import { clientOf, startTestFederation, type TestFederation, until } from '../../tests/support/federation.ts';
import { type EveningClock, turnBackTo } from './evening-clock.ts';

/** 听汐路下穿通道: where the story of the pictures happens. */
const underpass = /听汐路下穿通道/;
const underpassGauge = 'XL-JS-0001';

const size = 600;
/** Shortly after seven in the evening in the city, as a time of day in UTC. */
const eveningMs = (11 * 60 + 6) * minuteMs;
const floodLimitMs = 240_000;
/** A flood of the sample stands for so long before it drains; then it is raining again. */
const floodMs = 75 * secondMs;
/** So much of the evening goes by at a stroke while nobody acts; the city's terminals keep up. */
const strokeMs = 15 * secondMs;
const strokeEveryMs = 700;

const roleOf = { duty: [0, 'city-duty'], unit: [1, 'district-dispatch'], crew: [2, 'street-crew'] } as const;
type Person = keyof typeof roleOf;

/** The sample city on an evening of heavy rain, with people at work. */
export type Evening = {
  readonly federation: TestFederation;
  readonly clock: EveningClock;
  /** The case of the flooded underpass, as this person sees it. */
  caseOf(person: Person): Promise<CaseView>;
  act(person: Person, name: CaseAct, note?: string): Promise<void>;
};

const lastEvening = (): number => {
  const now = Date.now();
  const today = now - (now % dayMs) + eveningMs;
  return today < now ? today : today - dayMs;
};

const findCase = (call: ApiCall): Promise<CaseView> =>
  until(
    'the case of the flooded underpass',
    async () => {
      const rows = await call(caseRoutes.queue, { query: { state: 'open' } });
      const row = rows.find(({ title }) => underpass.test(title));
      return row === undefined ? undefined : await call(caseRoutes.one, { params: { id: row.id } });
    },
    floodLimitMs,
  );

/** The sky of the evening: what begins when, and the passing of time. */
type Sky = {
  begin(event: string, at?: string): void;
  /** Lets so many minutes pass in a few seconds. */
  pass(minutes: number): Promise<void>;
  stop(): Promise<void>;
};

/** Gives the city its life. */
const openSky = async ({ city, nodes }: TestFederation, clock: EveningClock): Promise<Sky> => {
  const life = await city.enliven?.(nodes, silentLog);
  if (life === undefined) throw new Error('this city has no life');
  const flooded: { readonly at: string; since: number }[] = [];
  const rainOn = (): void => {
    for (const one of flooded) {
      if (Date.now() - one.since < floodMs) continue;
      one.since = Date.now();
      life.order('rain', one.at);
    }
  };
  const rain = setInterval(rainOn, secondMs);
  return {
    begin: (event, at) => {
      life.order(event, at);
      if (event === 'rain' && at !== undefined) flooded.push({ at, since: Date.now() });
    },
    pass: async (minutes) => {
      for (let passed = 0; passed < minutes * minuteMs; passed += strokeMs) {
        clock.leap(strokeMs);
        rainOn();
        await new Promise((resolve) => setTimeout(resolve, strokeEveryMs));
      }
    },
    stop: async () => {
      clearInterval(rain);
      await life.stop();
    },
  };
};

/** The story until the street works on the underpass, and what happens elsewhere meanwhile. */
const playStory = async ({ act, caseOf }: Evening, sky: Sky): Promise<void> => {
  sky.begin('hills');
  sky.begin('burst', 'XL-YA-0022');
  await sky.pass(4);
  sky.begin('rain', underpassGauge);
  await caseOf('unit');
  await act('unit', 'signFor');
  await act('unit', 'delegateDown', '请听汐街道就近处置,注意封闭通道。');
  await act('crew', 'signFor');
  sky.begin('manhole', 'XL-JG-0032');
  sky.begin('rain', 'XL-JS-0023');
  await sky.pass(5);
  await act('crew', 'progress', '已到现场,通道两端封闭,两台排水泵作业中。');
  sky.begin('rain', 'XL-JS-0017');
  sky.begin('lamps', 'XL-LD-0022');
  await sky.pass(3);
  sky.begin('rain', 'XL-JS-0012');
  await sky.pass(1);
};

/** Starts the evening; everything ends with `ends`. */
export const startEvening = async (ends: AsyncDisposableStack): Promise<Evening> => {
  const clock = turnBackTo(lastEvening());
  ends.defer(clock.stop);
  const cleanup = { after: (run: () => Promise<void> | void) => void ends.defer(async () => run()) };
  const federation = await startTestFederation(cleanup, { drawn: true, order: { size } });
  await federation.groundReady();
  const sky = await openSky(federation, clock);
  ends.defer(() => sky.stop());
  const callOf = (person: Person): Promise<ApiCall> => {
    const [node, loginName] = roleOf[person];
    return clientOf(federation.port + node, loginName);
  };
  const caseOf: Evening['caseOf'] = async (person) => findCase(await callOf(person));
  const act: Evening['act'] = async (person, name, note) => {
    const call = await callOf(person);
    const { id, version } = await findCase(call);
    const body = { version, ...(note === undefined ? {} : { note }) };
    await call(caseRoutes.act, { params: { id, act: name }, body });
  };
  const evening = { federation, clock, caseOf, act };
  await playStory(evening, sky);
  return evening;
};
