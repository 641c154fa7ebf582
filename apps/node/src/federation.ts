import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { FirstLogin } from '@liandong/people';
import { type EmbeddedPostgres, type Logger, startEmbeddedPostgres } from '@liandong/platform';
import { refuse } from '@liandong/words';
import { linkPortOffset, type StartArguments } from './arguments.ts';
import { type City, cityOf } from './cities.ts';
import { composeNode, type PlatformNode } from './compose.ts';
import { createGroundKeeper } from './ground-keeper.ts';
import { prepareLinks } from './link-peers.ts';
import type { NodeConfig } from './node-config.ts';
import { createScene } from './scene.ts';

/** Linked nodes of one city in one process, a database each. */
export type Federation = {
  readonly city: City;
  readonly nodes: readonly PlatformNode[];
  /** Random first passwords of a node that had no users yet; to be shown once. */
  readonly firstLogins: readonly FirstLogin[];
  /** Settles when the ground under the map has been built; at once when it was there or none is wanted. */
  groundReady(): Promise<void>;
  stop(): Promise<void>;
};

export type FederationOptions = StartArguments & {
  readonly log: Logger;
  /** Told what takes long. */
  readonly onProgress: (text: string) => void;
  /** Simulated terminals report, where the city has any. */
  readonly living?: boolean;
  /** The city's ground under the map is built when it isn't there. */
  readonly drawn?: boolean;
};

const configOf = (city: City, options: FederationOptions): readonly NodeConfig[] =>
  city.nodes.map((node, index) => ({
    ...node,
    profile: city.profile,
    port: options.port + index,
    linkPort: options.port + linkPortOffset + index,
    mqttPort: index === 0 ? options.mqttPort : undefined,
    superior: city.nodes[index - 1]?.id,
    dataDirectory: path.join(options.dataDirectory, node.id),
    demonstration: city.demonstration,
    generated: city.generated,
    center: city.center,
  }));

const databaseFor = async (postgres: EmbeddedPostgres | undefined, node: NodeConfig): Promise<string> => {
  const name = `liandong_${node.id}`;
  if (postgres !== undefined) {
    await postgres.ensureDatabase(name);
    return postgres.urlFor(name);
  }
  // An outside server: the engineer makes the databases, one per node.
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  return url.href;
};

/** Starts PostgreSQL and the city's nodes, superior first. */
export const startFederation = async (options: FederationOptions): Promise<Federation> => {
  const { log, onProgress, dataDirectory } = options;
  const city = await cityOf(options.city);
  await mkdir(dataDirectory, { recursive: true });
  const outside = process.env.DATABASE_URL !== undefined && process.env.DATABASE_URL !== '';
  onProgress(outside ? 'PostgreSQL (DATABASE_URL) …' : 'PostgreSQL …');
  const postgres = outside ? undefined : await startEmbeddedPostgres({ dataDirectory, log, onProgress });
  const nodes: PlatformNode[] = [];
  const firstLogins: FirstLogin[] = [];
  const ground = createGroundKeeper({ directory: path.join(dataDirectory, 'ground'), log });
  const scene = createScene();
  const stop = () => stopAll([ground, scene.life(), ...nodes.toReversed(), postgres]);
  try {
    await ground.start();
    const configs = configOf(city, options);
    await prepareLinks(configs);
    for (const config of configs) {
      onProgress(`${config.name.en} (${config.id}) …`);
      const databaseUrl = await databaseFor(postgres, config);
      const node = await composeNode(config, { databaseUrl, log, peers: configs, scene, ground });
      nodes.push(node);
      await node.open();
      await city.seed(node.services, onProgress);
      if (!city.demonstration) firstLogins.push(...(await firstLoginsOf(node)));
      await node.start();
    }
    if (options.drawn !== false && city.ground !== undefined) await ground.ensure(city.ground);
    if (options.living !== false) scene.comeAlive(await city.enliven?.(nodes, log));
    return { city, nodes, firstLogins, groundReady: ground.settled, stop };
  } catch (error) {
    await stop().catch((cause: unknown) => log.warn({ err: cause }, 'a start that failed did not stop in order'));
    throw portTaken(error) ?? error;
  }
};

const firstLoginsOf = ({ config, rooms }: PlatformNode): Promise<readonly FirstLogin[]> => {
  const [jurisdictionCode = ''] = config.serves;
  return rooms.people.ensureFirstAdministrators({ jurisdictionCode });
};

/** One part that fails to stop must not keep the others running. */
const stopAll = async (parts: readonly ({ stop(): Promise<void> } | undefined)[]): Promise<void> => {
  const failed: unknown[] = [];
  for (const part of parts) await part?.stop().catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, 'some parts did not stop in order');
};

const portTaken = (error: unknown): Error | undefined => {
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  return code === 'EADDRINUSE' ? refuse('node.port-taken', { port }) : undefined;
};
