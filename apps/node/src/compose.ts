import path from 'node:path';
import {
  type AlertQuestions,
  type Alerting,
  alertingMigrations,
  askAlerts,
  createAlertCommands,
  createAlerting,
  createPolicies,
} from '@liandong/alerting';
import { type Cases, casesMigrations, createCases } from '@liandong/cases';
import { createMqttListener, type MqttListener } from '@liandong/gateway-mqtt';
import { createJurisdictions, type Jurisdictions, jurisdictionsMigrations, toWgs84 } from '@liandong/jurisdictions';
import type { PackServices } from '@liandong/kit';
import { type Calendar, parseCalendar, parseSecurityPolicy } from '@liandong/laws';
import { createLinkage, type Linkage, linkageMigrations } from '@liandong/linkage';
import { createPeople, type People, peopleMigrations } from '@liandong/people';
import { createPerception, type Perception, perceptionMigrations } from '@liandong/perception';
import {
  type AnchorFile,
  type CityClock,
  createAnchorFile,
  createCityClock,
  createEventLog,
  createFollowers,
  createSettings,
  type Database,
  type EventLog,
  type Followers,
  type HttpServer,
  type Logger,
  migrate,
  openDatabase,
  platformMigrations,
  type Settings,
} from '@liandong/platform';
import { type ActContext, brandId, type NodeId } from '@liandong/words';
import { createAlertSharing } from './alert-sharing.ts';
import { caseNeighbours } from './case-neighbours.ts';
import { openEdge } from './edge.ts';
import { host, type NodeConfig } from './node-config.ts';
import { type Operator, openOperator } from './operator.ts';
import { createPackServices } from './pack-services.ts';
import { readProfile } from './profiles.ts';
import { createTimers, type Timers } from './timers.ts';

/** The rooms of one node, wired. */
export type Rooms = {
  readonly config: NodeConfig;
  readonly log: Logger;
  readonly clock: CityClock;
  readonly calendar: Calendar;
  readonly database: Database;
  readonly settings: Settings;
  readonly anchors: AnchorFile;
  readonly eventLog: EventLog;
  readonly followers: Followers;
  readonly operator: Operator;
  readonly jurisdictions: Jurisdictions;
  readonly people: People;
  readonly perception: Perception;
  readonly alerting: Alerting;
  readonly alerts: AlertQuestions;
  readonly alertCommands: ReturnType<typeof createAlertCommands>;
  readonly policies: ReturnType<typeof createPolicies>;
  readonly linkage: Linkage;
  readonly cases: Cases;
};

/** One platform node. */
export type PlatformNode = {
  readonly config: NodeConfig;
  readonly rooms: Rooms;
  /** What packs may touch here; usable before `start`. */
  readonly services: PackServices;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export type ComposeOptions = {
  readonly databaseUrl: string;
  readonly log: Logger;
  /** All nodes of the federation, this one too. */
  readonly peers: readonly NodeConfig[];
};

const migrations = [
  platformMigrations,
  jurisdictionsMigrations,
  peopleMigrations,
  perceptionMigrations,
  alertingMigrations,
  linkageMigrations,
  casesMigrations,
];

/** In whose name the node itself acts. */
export const systemContext = (node: NodeId, name = 'system'): ActContext => ({
  actor: { kind: 'system', id: name, name },
  node,
  exercise: false,
});

const openGround = async (config: NodeConfig, { databaseUrl, log: parentLog }: ComposeOptions) => {
  await migrate(databaseUrl, migrations);
  const log = parentLog.child({ node: config.id });
  const clock = createCityClock();
  const database = openDatabase({ url: databaseUrl, clock });
  const anchors = createAnchorFile(path.join(config.dataDirectory, 'audit-anchors.jsonl'));
  const eventLog = createEventLog({ database, anchors, log });
  return {
    config,
    log,
    clock,
    calendar: parseCalendar(await readProfile(`${config.profile}/calendar.json`)),
    database,
    settings: createSettings(database),
    anchors,
    eventLog,
    followers: createFollowers({ database, eventLog, log, node: config.id }),
    operator: await openOperator(config),
  };
};

const openRooms = async (config: NodeConfig, options: ComposeOptions): Promise<Rooms> => {
  const ground = await openGround(config, options);
  const { database, clock, log } = ground;
  const node = config.id;
  const jurisdictions = createJurisdictions({ database, serves: { codes: config.serves } });
  const people = createPeople({
    database,
    clock,
    log,
    node,
    demonstration: config.demonstration,
    policy: parseSecurityPolicy(await readProfile('cn-national/security.json')),
    jurisdictionPathOf: (code) => jurisdictions.path(code),
  });
  const perception = createPerception({
    database,
    clock,
    log,
    node,
    places: {
      toWgs84,
      jurisdictionPathOf: (code) => jurisdictions.path(code),
      jurisdictionAt: (lon, lat) => jurisdictions.at(lon, lat),
    },
  });
  const alerting = createAlerting({
    database,
    log,
    neighbours: {
      stream: (id) => perception.questions.datastream(id),
      streamsOf: (terminal) => perception.questions.terminal(terminal)?.streams ?? [],
      readingsSince: (id, after) => perception.questions.readingsSince(id, after),
      systemContext: systemContext(node, 'alerting'),
    },
  });
  perception.listen(alerting);
  const linkage = await createLinkage({
    database,
    clock,
    log,
    node,
    nodeName: config.name,
    directory: path.join(config.dataDirectory, 'link'),
    listen: { host, port: config.linkPort },
    eventHead: () => ground.eventLog.head(),
  });
  const before = {
    ...ground,
    jurisdictions,
    people,
    perception,
    alerting,
    alerts: askAlerts(database),
    alertCommands: createAlertCommands(database),
    policies: createPolicies({ database, rules: () => alerting.rules() }),
    linkage,
  };
  const cases = createCases({
    database,
    clock,
    log,
    node,
    calendar: ground.calendar,
    policy: { reworkLeastShare: 0.2, childDone: 'finish' },
    neighbours: caseNeighbours(before),
  });
  return { ...before, cases };
};

/** Wires one node from its config; the only place where engines are chosen. */
export const composeNode = async (config: NodeConfig, options: ComposeOptions): Promise<PlatformNode> => {
  const rooms = await openRooms(config, options);
  const sharing = createAlertSharing(rooms, options.peers);
  rooms.followers.follow(rooms.cases.follower);
  rooms.followers.follow(sharing.follower);
  let edge: HttpServer | undefined;
  let mqtt: MqttListener | undefined;
  let timers: Timers | undefined;
  await rooms.jurisdictions.start();
  return {
    config,
    rooms,
    services: createPackServices(rooms),
    start: async () => {
      await rooms.operator.restoreClock(rooms.clock, rooms.settings);
      await rooms.perception.start();
      await rooms.alerting.start();
      rooms.eventLog.start();
      await rooms.eventLog.sequenceNow();
      rooms.followers.start();
      await rooms.linkage.start();
      timers = createTimers(rooms);
      edge = await openEdge(rooms);
      if (config.mqttPort !== undefined) {
        mqtt = createMqttListener({
          host,
          port: config.mqttPort,
          log: rooms.log,
          authenticate: async (token) => rooms.perception.questions.byCredential(token),
          ingest: (holder, bytes, topic) => rooms.perception.ingestMessage('mqtt', holder, bytes, topic),
        });
        await mqtt.start();
      }
    },
    stop: async () => {
      timers?.stop();
      await mqtt?.stop();
      await edge?.stop();
      await rooms.linkage.stop();
      await rooms.followers.stop();
      await rooms.perception.stop();
      await rooms.alerting.stop();
      await rooms.eventLog.stop();
      await rooms.database.close();
    },
  };
};

export const nodeIdOf = (text: string): NodeId => brandId<NodeId>(text);
