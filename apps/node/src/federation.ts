import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type EmbeddedPostgres, type Logger, startEmbeddedPostgres } from '@liandong/platform';
import { refuse } from '@liandong/words';
import { linkPortOffset, type StartArguments } from './arguments.ts';
import { type City, cityOf, type Life } from './cities.ts';
import { composeNode, type PlatformNode } from './compose.ts';
import { prepareLinks } from './link-peers.ts';
import type { NodeConfig } from './node-config.ts';
import type { Scene } from './rooms.ts';

/** Linked nodes of one city in one process, a database each. */
export type Federation = {
  readonly city: City;
  readonly nodes: readonly PlatformNode[];
  stop(): Promise<void>;
};

export type FederationOptions = StartArguments & {
  readonly log: Logger;
  /** Told what takes long. */
  readonly onProgress: (text: string) => void;
  /** Simulated terminals report, where the city has any. */
  readonly living?: boolean;
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
    demonstration: true,
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
  let life: Life | undefined;
  const stop = async (): Promise<void> => {
    // One part that fails to stop must not keep the others running.
    const steps = [life, ...[...nodes].reverse(), postgres].filter((step) => step !== undefined);
    const failed: unknown[] = [];
    for (const step of steps) await step.stop().catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw new AggregateError(failed, 'some parts did not stop in order');
  };
  const scene: Scene = {
    ground: city.ground,
    order: (event) => {
      if (life === undefined) throw refuse('node.bad-argument', { key: 'event', value: event });
      life.order(event);
    },
  };
  try {
    const configs = configOf(city, options);
    await prepareLinks(configs);
    for (const config of configs) {
      onProgress(`${config.name.en} (${config.id}) …`);
      const databaseUrl = await databaseFor(postgres, config);
      const node = await composeNode(config, { databaseUrl, log, peers: configs, scene });
      nodes.push(node);
      await node.open();
      await city.seed(node.services, onProgress);
      await node.start();
    }
    if (options.living !== false) life = await city.enliven?.(nodes, log);
    return { city, nodes, stop };
  } catch (error) {
    await stop().catch((cause: unknown) => log.warn({ err: cause }, 'a start that failed did not stop in order'));
    throw portTaken(error) ?? error;
  }
};

const portTaken = (error: unknown): Error | undefined => {
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  return code === 'EADDRINUSE' ? refuse('node.port-taken', { port }) : undefined;
};
