import { createAlertCopies } from '@liandong/alerting';
import { createMqttListener, type MqttListener } from '@liandong/gateway-mqtt';
import type { PackServices } from '@liandong/kit';
import { searchFollower } from '@liandong/onemap';
import { type Edge, openEdge } from './edge.ts';
import { linkedNodes } from './link-peers.ts';
import { host, type NodeConfig } from './node-config.ts';
import { createPackServices } from './pack-services.ts';
import { roadNamer } from './road-namer.ts';
import { type ComposeOptions, openRooms, type Rooms, systemContext } from './rooms.ts';
import { searchSources } from './search-sources.ts';
import { readTerminalTypes } from './terminal-types.ts';
import { createTimers, type Timers } from './timers.ts';

/** One platform node. */
export type PlatformNode = {
  readonly config: NodeConfig;
  readonly rooms: Rooms;
  /** What packs may touch here; usable once the rooms are open. */
  readonly services: PackServices;
  /** Brings everything from the database to where it was; nothing comes in yet. */
  open(): Promise<void>;
  /** Opens the doors: links, followers, HTTP, MQTT. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Wires one node from its config. */
export const composeNode = async (config: NodeConfig, options: ComposeOptions): Promise<PlatformNode> => {
  const rooms = await openRooms(config, options);
  const copies = createAlertCopies({
    node: config.id,
    linked: linkedNodes(config, options.peers),
    post: rooms.linkage,
    questions: rooms.alerts,
    commands: rooms.alertCommands,
  });
  rooms.followers.follow(rooms.cases.follower);
  rooms.followers.follow(copies);
  rooms.followers.follow(searchFollower(searchSources(rooms)));
  const nameRoads = roadNamer(rooms);
  let edge: Edge | undefined;
  let mqtt: MqttListener | undefined;
  let timers: Timers | undefined;
  return {
    config,
    rooms,
    services: createPackServices(rooms),
    open: async () => {
      await rooms.operator.restoreClock(rooms.clock, rooms.settings);
      await rooms.jurisdictions.start();
      await rooms.perception.start();
      await rooms.perception.defineTypes(await readTerminalTypes(config.profile), systemContext(config.id));
      await rooms.alerting.start();
      await rooms.imports.start();
      await rooms.eventLog.sequenceNow();
    },
    start: async () => {
      rooms.eventLog.start();
      await rooms.linkage.start();
      rooms.followers.start();
      timers = createTimers(rooms);
      edge = await openEdge(rooms);
      mqtt = await openMqtt(rooms);
      await nameRoads.start();
    },
    stop: async () => {
      timers?.stop();
      await nameRoads.stop();
      await mqtt?.stop();
      await edge?.stop();
      await rooms.imports.stop();
      await rooms.linkage.stop();
      await rooms.followers.stop();
      await rooms.perception.stop();
      await rooms.alerting.stop();
      await rooms.eventLog.stop();
      await rooms.database.close();
    },
  };
};

const openMqtt = async ({ config, log, perception }: Rooms): Promise<MqttListener | undefined> => {
  if (config.mqttPort === undefined) return undefined;
  const listener = createMqttListener({
    host,
    port: config.mqttPort,
    log,
    authenticate: async (token) => perception.questions.byCredential(token),
    refused: (code) => perception.countRefused(code),
    ingest: (holder, bytes, topic) => perception.ingestMessage('mqtt', holder, bytes, topic),
  });
  await listener.start();
  return listener;
};
