import { existsSync } from 'node:fs';
import path from 'node:path';
import { answerAlerts } from '@liandong/alerting';
import { answerAssets } from '@liandong/assets';
import { answerCases } from '@liandong/cases';
import { answerGround } from '@liandong/ground';
import { answerImports } from '@liandong/imports';
import { answerJurisdictions, toWgs84 } from '@liandong/jurisdictions';
import { answerLinkage } from '@liandong/linkage';
import { answerOneMap, createOneMap } from '@liandong/onemap';
import { answerPeople } from '@liandong/people';
import { answerPerception } from '@liandong/perception';
import { type ContextOf, createHttpServer } from '@liandong/platform';
import { allRefusals } from './all-refusals.ts';
import { answerNode } from './answer-node.ts';
import { liveSource } from './live-source.ts';
import { host } from './node-config.ts';
import { houseRoot } from './profiles.ts';
import type { Rooms } from './rooms.ts';
import { version } from './version.ts';

const contextOf =
  ({ config }: Rooms): ContextOf =>
  (session, ip) => ({
    actor:
      session === undefined
        ? { kind: 'system', id: 'http', name: 'http' }
        : {
            kind: 'user',
            id: session.userId,
            name: session.name,
            ...(session.automatic ? { automatic: true } : {}),
          },
    node: config.id,
    exercise: false,
    ip,
  });

export type Edge = { stop(): Promise<void> };

/** Opens the node's door to browsers, devices and other programs. */
export const openEdge = async (rooms: Rooms): Promise<Edge> => {
  const { config, log, people, operator, alerting, alerts, alertCommands, policies } = rooms;
  const oneMap = createOneMap({
    log,
    clock: rooms.clock,
    source: liveSource(rooms),
    refresh: (session) => people.refresh(session),
  });
  const pages = path.join(houseRoot, 'apps/console/dist');
  const server = createHttpServer({
    host,
    port: config.port,
    log,
    title: `Liandong ${config.id}`,
    version,
    answers: [
      ...answerNode(rooms),
      ...answerPeople(people),
      ...answerJurisdictions(rooms.jurisdictions),
      ...answerPerception(rooms.perception, rooms.database),
      ...answerAlerts({ alerting, questions: alerts, commands: alertCommands, policies }),
      ...answerCases(rooms.cases),
      ...answerLinkage(rooms.linkage),
      ...answerGround(rooms.ground.room),
      ...answerOneMap({ database: rooms.database, toWgs84 }),
      ...answerAssets(rooms.assets),
      ...answerImports(rooms.imports),
    ],
    refusals: allRefusals,
    identify: async (token) => operator.identify(token) ?? (await people.identify(token)),
    contextOf: contextOf(rooms),
    upgrades: [oneMap.upgrade],
    ...(existsSync(path.join(pages, 'index.html')) ? { pages } : {}),
    checkAnswers: process.env.LIANDONG_CHECK_ANSWERS === '1',
  });
  await server.start();
  oneMap.start();
  return {
    stop: async () => {
      await oneMap.stop();
      await server.stop();
    },
  };
};
