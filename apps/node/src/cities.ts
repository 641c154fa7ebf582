import type { PackServices } from '@liandong/kit';
import type { Logger } from '@liandong/platform';
import type { Instant, Words } from '@liandong/words';
import { floodNetCity } from './city-floodnet.ts';
import { ownCity } from './city-own.ts';
import { sampleCity } from './city-sample.ts';
import type { PlatformNode } from './compose.ts';
import type { GroundOrder } from './ground-order.ts';
import type { NodeConfig } from './node-config.ts';

/** Something that can be brought about in a simulated city. */
export type CityEvent = { readonly id: string; readonly name: Words };

export type StartedEvent = {
  readonly event: string;
  /** Code of the terminal, street or asset where it happens. */
  readonly at: string;
  readonly place: string;
  readonly until: Instant;
};

/** Simulated terminals that report, until stopped. */
export type Life = {
  readonly events: readonly CityEvent[];
  /** Brings about an event on order. @throws node.bad-argument for one that the city doesn't know */
  order(event: string, at: string | undefined): StartedEvent;
  stop(): Promise<void>;
};

/** Which city is to be started, and how. */
export type CityOrder = {
  readonly id: CityId;
  readonly dataDirectory: string;
  /** The sample's number of terminals. */
  readonly size?: number | undefined;
  /** Own city: code and name of its root jurisdiction, folder of `profiles/`; kept from its first start. */
  readonly root?: string | undefined;
  readonly name?: string | undefined;
  readonly profile?: string | undefined;
};

/** A city to start: which nodes, with what in them. */
export type City = {
  readonly name: Words;
  /** Folder of `profiles/`. */
  readonly profile: string;
  /** Its readings are simulated; a replay of measured ones says so by its clock. */
  readonly generated: boolean;
  /** Superior first. */
  readonly nodes: readonly Pick<NodeConfig, 'id' | 'name' | 'tier' | 'tierName' | 'serves'>[];
  readonly center: NodeConfig['center'];
  /** People and things are made up for looking at; passwords are known to everybody. */
  readonly demonstration: boolean;
  /** What is built to stand below the map at the first start; none for a plain ground. */
  readonly ground?: GroundOrder | undefined;
  /** Says on the terminal that the data are generated or replayed. */
  readonly notice: Words;
  /** Of the demonstration's log-ins; a real city's administrators get random first passwords. */
  readonly password?: string | undefined;
  readonly logins: readonly { readonly node: string; readonly loginName: string; readonly does: string }[];
  /** Puts one node's share in place; at every start, doubles nothing. */
  seed(services: PackServices, onProgress: (text: string) => void): Promise<void>;
  enliven?(nodes: readonly PlatformNode[], log: Logger): Promise<Life>;
};

/** Cities that this build can start; the real ones read their data first. */
const cities = { sample: sampleCity, own: ownCity, 'floodnet-nyc': floodNetCity } as const satisfies Record<
  string,
  (order: CityOrder) => Promise<City>
>;

export type CityId = 'sample' | 'own' | 'floodnet-nyc';
export const cityIds: readonly CityId[] = ['sample', 'own', 'floodnet-nyc'];

/** @throws node.no-dataset when the city's data are not there; node.bad-argument when it is not told enough */
export const cityOf = (order: CityOrder): Promise<City> => cities[order.id](order);
