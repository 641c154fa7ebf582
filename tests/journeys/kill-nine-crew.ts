import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiCall, ApiRefusal, type CaseView, caseRoutes, jurisdictionRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import { clientOf } from '../support/federation.ts';

/** Something a person wants done; its id stands in the note, so that it can be found again in a timeline. */
export type Order = {
  readonly id: string;
  /** 0 city, 1 district, 2 street. */
  readonly node: number;
  readonly act: CaseAct | 'report';
  /** Undefined for a report: it makes its case. */
  readonly caseId: string | undefined;
  /** open: nobody knows whether it was done. refused: it was not. */
  fate: 'open' | 'done' | 'refused';
  readonly send: () => Promise<unknown>;
};

export type Crew = {
  readonly orders: readonly Order[];
  /** Everybody works at what he finds until the signal. */
  work(signal: AbortSignal): Promise<void>;
  /** Sends again, unchanged, every order that was not answered. @returns those sent again */
  repeat(): Promise<readonly Order[]>;
};

const people = [
  { node: 0, login: 'city-duty', reports: true },
  { node: 0, login: 'city-leader', reports: false },
  { node: 0, login: 'city-dispatch', reports: false },
  { node: 0, login: 'city-check', reports: false },
  { node: 0, login: 'qilan-crew', reports: false },
  { node: 0, login: 'yanpu-crew', reports: false },
  { node: 1, login: 'district-dispatch', reports: false },
  { node: 1, login: 'district-crew', reports: false },
  { node: 2, login: 'street-crew', reports: false },
] as const;

/** How often an act is chosen beside the others that lifecycle and rights allow; 0 leaves it to other journeys. */
const weights: Readonly<Record<CaseAct, number>> = {
  refuse: 0,
  void: 0,
  reopen: 0,
  file: 4,
  dispatch: 4,
  signFor: 4,
  return: 0.3,
  delegateDown: 4,
  progress: 1,
  finish: 3,
  returnToUnit: 0.3,
  sendCheck: 4,
  checkPass: 4,
  checkFail: 0.5,
  close: 4,
  comment: 0.5,
};

const noteOf = (id: string): string => `order ${id}`;

const choose = (acts: readonly CaseAct[], lot: number): CaseAct | undefined => {
  let left = lot * acts.reduce((sum, act) => sum + weights[act], 0);
  for (const act of acts) {
    left -= weights[act];
    if (left < 0) return act;
  }
  return undefined;
};

/** Sends an order: done, refused, or nobody knows (a broken connection, a server in its last moments). */
const settle = async (order: Order): Promise<void> => {
  try {
    await order.send();
    order.fate = 'done';
  } catch (error) {
    if (error instanceof ApiRefusal && error.problem.status < 500) order.fate = 'refused';
  }
};

const actOrder = (call: ApiCall, node: number, seen: CaseView, act: CaseAct): Order => {
  const id = randomUUID();
  const body = { version: seen.version, orderId: id, note: noteOf(id) };
  const params = { id: seen.id, act };
  return { id, node, act, caseId: seen.id, fate: 'open', send: () => call(caseRoutes.act, { params, body }) };
};

/** A manhole cover somewhere in the city, seen by a person. */
const reportOrder = async (call: ApiCall, chance: () => number): Promise<Order> => {
  const streets = (await call(jurisdictionRoutes.list, { query: {} })).filter(({ tier }) => tier === 'street');
  const [west = 0, south = 0, east = 0, north = 0] = streets[Math.floor(chance() * streets.length)]?.bbox ?? [];
  const id = randomUUID();
  const place = { lon: (west + east) / 2, lat: (south + north) / 2 };
  const body = { orderId: id, title: noteOf(id), description: noteOf(id), minorClass: 'manhole-cover', place };
  return { id, node: 0, act: 'report', caseId: undefined, fate: 'open', send: () => call(caseRoutes.report, { body }) };
};

type Worker = (typeof people)[number] & { readonly call: ApiCall };

const nextOrder = async (worker: Worker, chance: () => number): Promise<Order | undefined> => {
  const { call, node } = worker;
  if (worker.reports && chance() < 0.1) return reportOrder(call, chance);
  const queue = await call(caseRoutes.queue, { query: { state: 'open', limit: 200 } });
  const row = queue[Math.floor(chance() * queue.length)];
  if (row === undefined) return undefined;
  const seen = await call(caseRoutes.one, { params: { id: row.id } });
  const act = choose(seen.acts, chance());
  return act === undefined ? undefined : actOrder(call, node, seen, act);
};

/** Logs everybody in; their sessions have to outlive the kills. */
export const openCrew = async (port: number, chance: () => number): Promise<Crew> => {
  const orders: Order[] = [];
  const workers = await Promise.all(
    people.map(async (person) => ({ ...person, call: await clientOf(port + person.node, person.login) })),
  );
  const workOnce = async (worker: Worker, signal: AbortSignal): Promise<void> => {
    const order = await nextOrder(worker, chance);
    if (signal.aborted) return;
    if (order === undefined) return delay(20);
    orders.push(order);
    await settle(order);
    if (order.fate === 'open' && !signal.aborted) throw new Error(`no answer to ${order.act} ${order.id}`);
  };
  const oneWorks = async (worker: Worker, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await workOnce(worker, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  };
  return {
    orders,
    work: async (signal) => {
      await Promise.all(workers.map((worker) => oneWorks(worker, signal)));
    },
    repeat: async () => {
      const unanswered = orders.filter(({ fate }) => fate === 'open');
      for (const order of unanswered) await settle(order);
      const silent = unanswered.filter(({ fate }) => fate === 'open');
      if (silent.length > 0) throw new Error(`no answer to ${silent.map(({ act, id }) => `${act} ${id}`).join(', ')}`);
      return unanswered;
    },
  };
};

/** How often an order stands in its own case's timeline, or how many cases its report made. */
export const timesDone = (order: Order, cases: readonly CaseView[]): number =>
  order.act === 'report'
    ? cases.filter(({ title }) => title === noteOf(order.id)).length
    : (cases
        .find(({ id }) => id === order.caseId)
        ?.timeline.filter((step) => step.act === order.act && step.note === noteOf(order.id)).length ?? 0);

/** How often the word of an order at a child case stands in the timelines of the cases above it. */
export const timesHeard = (order: Order, above: readonly CaseView[]): number =>
  above.flatMap(({ timeline }) => timeline).filter((step) => step.note === noteOf(order.id)).length;
