import { nodeRoutes } from '@liandong/contract';
import { answer, eventPage, type RouteAnswer, verifyChain } from '@liandong/platform';
import { minuteMs, parseIso, refuse, toIso } from '@liandong/words';
import { clockSetting } from './operator.ts';
import type { Rooms } from './rooms.ts';
import { version } from './version.ts';

const usualAuditRows = 100;

const clockView = ({ clock }: Rooms) => {
  const { mode, city, machine, speed } = clock.state();
  return { mode, speed, city: toIso(city), machine: toIso(machine) };
};

const setClock = async (
  rooms: Rooms,
  order: { readonly mode: 'machine' } | { readonly mode: 'replay'; readonly city: string; readonly speed: number },
) => {
  const { clock, settings } = rooms;
  if (order.mode === 'machine') clock.useMachine();
  else {
    const at = parseIso(order.city);
    if (at === undefined) throw refuse('http.bad-request', { where: 'body/city', message: order.city });
    clock.replay(at, order.speed);
  }
  const { mode, city, machine, speed } = clock.state();
  await settings.write(clockSetting, mode === 'replay' ? { city, machine, speed } : null);
  return clockView(rooms);
};

/** Answers about the node itself: who it is, its health, its clock, its audit chain. */
export const answerNode = (rooms: Rooms): readonly RouteAnswer[] => {
  const { config, calendar, linkage, database, anchors, eventLog, scene } = rooms;
  let lastMoveAt = 0;
  return [
    answer(nodeRoutes.node, () => ({
      id: config.id,
      name: config.name,
      tier: config.tier,
      tierName: config.tierName,
      version,
      serves: [...config.serves],
      zone: calendar.zone,
      generated: config.generated,
      demonstration: config.demonstration,
      clock: clockView(rooms),
      ...(config.center === undefined ? {} : { center: config.center }),
    })),
    answer(nodeRoutes.order, ({ body }) => {
      const events = [...scene.events()];
      if (body.event === undefined) return { events };
      const started = scene.order(body.event, body.at);
      return { events, started: { ...started, until: toIso(started.until) } };
    }),
    answer(nodeRoutes.health, async () => ({
      status: 'ready' as const,
      node: config.id,
      tier: config.tier,
      version,
      links: (await linkage.links()).map(({ peer, state }) => ({ peer, state })),
    })),
    answer(nodeRoutes.setClock, async ({ body, context }) => {
      const before = rooms.clock.state();
      const view = await setClock(rooms, body);
      // A replay moves the clock many times a second; on record is that it does, and once a minute where it stands.
      const isDue = before.machine - lastMoveAt >= minuteMs;
      if (before.mode === view.mode && !isDue) return view;
      lastMoveAt = before.machine;
      await database.write(context, async (work) => {
        work.record({
          type: 'CityClockMoved',
          objectKind: 'node',
          objectId: config.id,
          jurisdictionPath: [],
          body: view,
        });
      });
      return view;
    }),
    answer(nodeRoutes.audit, async ({ query }) =>
      (await eventPage(database.pool, query.before, query.limit ?? usualAuditRows)).map(({ fact, hash }) => ({
        seq: fact.seq,
        at: toIso(fact.at),
        recordedAt: toIso(fact.recordedAt),
        type: fact.type,
        actor: fact.actor,
        ...(fact.onBehalfOf === undefined ? {} : { onBehalfOf: fact.onBehalfOf }),
        node: fact.node,
        objectKind: fact.objectKind,
        objectId: fact.objectId,
        body: fact.body,
        hash,
      })),
    ),
    answer(nodeRoutes.verifyAudit, async () => {
      await eventLog.sequenceNow();
      return verifyChain(database.pool, await anchors.read());
    }),
  ];
};
