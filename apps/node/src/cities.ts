import type { PackServices } from '@liandong/kit';
import type { Logger } from '@liandong/platform';
import type { Words } from '@liandong/words';
import { floodNetCity } from './city-floodnet.ts';
import { sampleCity } from './city-sample.ts';
import type { PlatformNode } from './compose.ts';
import type { NodeConfig } from './node-config.ts';

/** Simulated terminals that report, until stopped. */
export type Life = {
  /** Brings about an event on order. @throws node.bad-argument for one that the city doesn't know */
  order(event: string): void;
  stop(): Promise<void>;
};

/** A demonstration: which nodes, with what in them. */
export type City = {
  readonly name: Words;
  /** Folder of `profiles/`. */
  readonly profile: string;
  /** Its readings are simulated; a replay of measured ones says so by its clock. */
  readonly generated: boolean;
  /** Superior first. */
  readonly nodes: readonly Pick<NodeConfig, 'id' | 'name' | 'tier' | 'tierName' | 'serves'>[];
  readonly center: NodeConfig['center'];
  /** GeoJSON drawn below everything else, in WGS-84; none for a plain ground. */
  readonly ground: unknown;
  /** Says on the terminal that the data are generated or replayed. */
  readonly notice: Words;
  readonly password: string;
  readonly logins: readonly { readonly node: string; readonly loginName: string; readonly does: string }[];
  /** Puts one node's share in place; at every start, doubles nothing. */
  seed(services: PackServices, onProgress: (text: string) => void): Promise<void>;
  enliven?(nodes: readonly PlatformNode[], log: Logger): Promise<Life>;
};

/** Cities that this build can start; the real ones read their data first. */
const cities = { sample: async () => sampleCity, 'floodnet-nyc': floodNetCity } as const satisfies Record<
  string,
  () => Promise<City>
>;

export type CityId = keyof typeof cities;
export const cityIds = Object.keys(cities) as readonly CityId[];

/** @throws node.no-dataset when the city's data are not there */
export const cityOf = (id: CityId): Promise<City> => cities[id]();
