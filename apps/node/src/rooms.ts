import path from 'node:path';
import {
  type Alerting,
  type AlertQuestions,
  alertingMigrations,
  askAlerts,
  createAlertCommands,
  createAlerting,
  createPolicies,
} from '@liandong/alerting';
import { type Assets, assetsMigrations, createAssets, parseAssetKinds } from '@liandong/assets';
import { type Cases, casesMigrations, createCases } from '@liandong/cases';
import { type Imports, importsMigrations } from '@liandong/imports';
import { createJurisdictions, type Jurisdictions, jurisdictionsMigrations, toWgs84 } from '@liandong/jurisdictions';
import { type Calendar, parseCalendar, parseCasePolicy, parseSecurityPolicy } from '@liandong/laws';
import { createLinkage, type Linkage, linkageMigrations } from '@liandong/linkage';
import { oneMapMigrations } from '@liandong/onemap';
import { createPeople, type People, peopleMigrations } from '@liandong/people';
import { createPerception, type Perception, perceptionMigrations, profileLimits } from '@liandong/perception';
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
  type Logger,
  migrate,
  openDatabase,
  platformMigrations,
  type Settings,
} from '@liandong/platform';
import type { ActContext, NodeId } from '@liandong/words';
import { caseNeighbours } from './case-neighbours.ts';
import type { GroundKeeper } from './ground-keeper.ts';
import { instanceIdOf } from './instance-id.ts';
import { jurisdictionsInUse } from './jurisdictions-in-use.ts';
import { linkDirectory, linkPeers, prepareLinks } from './link-peers.ts';
import { host, type NodeConfig } from './node-config.ts';
import { openImports } from './open-imports.ts';
import { type Operator, openOperator } from './operator.ts';
import { readProfile } from './profiles.ts';
import type { Scene } from './scene.ts';

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
  readonly scene: Scene;
  readonly ground: GroundKeeper;
  readonly jurisdictions: Jurisdictions;
  readonly people: People;
  readonly perception: Perception;
  readonly alerting: Alerting;
  readonly alerts: AlertQuestions;
  readonly alertCommands: ReturnType<typeof createAlertCommands>;
  readonly policies: ReturnType<typeof createPolicies>;
  readonly linkage: Linkage;
  readonly cases: Cases;
  readonly assets: Assets;
  readonly imports: Imports;
};

export type ComposeOptions = {
  readonly databaseUrl: string;
  readonly log: Logger;
  /** All nodes of the federation, this one too. */
  readonly peers: readonly NodeConfig[];
  readonly scene: Scene;
  /** Shared by the nodes of one process. */
  readonly ground: GroundKeeper;
};

const migrations = [
  platformMigrations,
  jurisdictionsMigrations,
  peopleMigrations,
  perceptionMigrations,
  alertingMigrations,
  linkageMigrations,
  casesMigrations,
  oneMapMigrations,
  assetsMigrations,
  importsMigrations,
];

/** In whose name the node itself acts. */
export const systemContext = (node: NodeId, name = 'system'): ActContext => ({
  actor: { kind: 'system', id: name, name },
  node,
  exercise: false,
});

const openBasis = async (config: NodeConfig, { databaseUrl, log: parentLog, scene, ground }: ComposeOptions) => {
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
    scene,
    ground,
  };
};

/** What rooms with places ask of the tree. */
const placesOf = (jurisdictions: Jurisdictions) => ({
  toWgs84,
  jurisdictionPathOf: (code: string) => (jurisdictions.find(code) === undefined ? undefined : jurisdictions.path(code)),
  jurisdictionAt: (lon: number, lat: number) => jurisdictions.at(lon, lat),
});

/** Opens the database of a node and wires its rooms; the only place where engines are chosen. */
export const openRooms = async (config: NodeConfig, options: ComposeOptions): Promise<Rooms> => {
  const basis = await openBasis(config, options);
  const { database, clock, log } = basis;
  const node = config.id;
  const jurisdictions = createJurisdictions({ database, serves: { codes: config.serves }, inUse: jurisdictionsInUse });
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
    places: placesOf(jurisdictions),
    limits: profileLimits(await readProfile(`${config.profile}/terminal-types.json`)),
  });
  const alerting = createAlerting({
    database,
    log,
    neighbours: {
      stream: (id) => perception.questions.datastream(id),
      streamsOf: (terminal) => perception.questions.terminal(terminal)?.streams ?? [],
      readingsSince: (id, after) => perception.questions.readingsSince(id, after, Number.MAX_SAFE_INTEGER),
      systemContext: systemContext(node, 'alerting'),
    },
  });
  perception.listen(alerting);
  const linkage = createLinkage({
    database,
    log,
    node,
    nodeName: config.name,
    instanceId: await instanceIdOf(basis.settings),
    directory: linkDirectory(config),
    peers: linkPeers(config, options.peers),
    listen: { host, port: config.linkPort },
    eventHead: () => basis.eventLog.head(),
    renewCertificate: () => prepareLinks(options.peers),
  });
  const assets = createAssets({
    database,
    places: placesOf(jurisdictions),
    kinds: parseAssetKinds(await readProfile('cn-national/asset-kinds.json')),
  });
  const before = {
    ...basis,
    assets,
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
    calendar: basis.calendar,
    policy: parseCasePolicy(await readProfile(`${config.profile}/case-policy.json`)),
    neighbours: caseNeighbours(before),
  });
  const withCases = { ...before, cases };
  return { ...withCases, imports: openImports(withCases) };
};
