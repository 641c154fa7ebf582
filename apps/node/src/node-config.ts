import type { NodeId, Words } from '@liandong/words';

/** One node of a federation: who it is, what it serves, where it listens. */
export type NodeConfig = {
  readonly id: NodeId;
  readonly name: Words;
  /** Tier of the city's own list that it works on. */
  readonly tier: string;
  readonly tierName: Words;
  /** Jurisdictions it serves, with all below. */
  readonly serves: readonly string[];
  /** Folder of `profiles/` with calendar, rules and class table. */
  readonly profile: string;
  readonly port: number;
  readonly linkPort: number;
  readonly mqttPort: number | undefined;
  readonly superior: NodeId | undefined;
  readonly dataDirectory: string;
  readonly demonstration: boolean;
  /** Its data are generated, and every screen says so. */
  readonly generated: boolean;
  readonly center: { readonly lon: number; readonly lat: number; readonly zoom: number } | undefined;
};

export const host = '127.0.0.1';
