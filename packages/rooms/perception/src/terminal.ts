import type { Characteristic, TerminalState } from '@liandong/contract';
import type { DatastreamId, Datum, Instant, OrganisationId, TerminalId } from '@liandong/words';
import type { TerminalModel } from './terminal-model.ts';

/** Below every instant: nothing has come yet. */
export const never = Number.NEGATIVE_INFINITY;

export const lifeStates = ['planned', 'installed', 'running', 'retired'] as const;
export type LifeState = (typeof lifeStates)[number];

/** A series of readings of one characteristic of one terminal (数据流), as neighbours see it. */
export type Datastream = {
  readonly id: DatastreamId;
  readonly terminal: Terminal;
  readonly characteristic: Characteristic;
  /** The newest durable reading; `latestAt` is -Infinity when there is none. */
  readonly latestAt: number;
  readonly latestValue: number;
  readonly latestQuality: number;
};

/** 感知终端, as neighbours see it; place in WGS-84 degrees. */
export type Terminal = {
  readonly id: TerminalId;
  readonly code: string;
  readonly name: string;
  readonly model: TerminalModel;
  readonly jurisdictionCode: string;
  /** Root … self. */
  readonly jurisdictionPath: readonly string[];
  readonly ownerOrganisationId: OrganisationId | undefined;
  readonly lon: number;
  readonly lat: number;
  readonly address: string | undefined;
  readonly sourceDatum: Datum;
  readonly lifeState: LifeState;
  /** In the order of the model's characteristics. */
  readonly streams: readonly Datastream[];
  /** Newest instant of a reading or heartbeat; -Infinity when never heard. */
  readonly lastHeardAt: number;
  readonly state: TerminalState;
};

/** The same, as this room changes it in place (hot path). */
export type LiveStream = {
  readonly id: DatastreamId;
  readonly terminal: LiveTerminal;
  characteristic: Characteristic;
  min: number;
  max: number;
  latestAt: number;
  latestValue: number;
  latestQuality: number;
  /** Waits for the next flush of perception.latest. */
  dirty: boolean;
  /** The batch that last saw this stream, and the newest instant in it. */
  batchNo: number;
  batchNewest: number;
  /** The last instant given here to a value that came without one. */
  stampedAt: number;
};

export type LiveTerminal = {
  readonly id: TerminalId;
  readonly code: string;
  name: string;
  model: TerminalModel;
  jurisdictionCode: string;
  jurisdictionPath: readonly string[];
  ownerOrganisationId: OrganisationId | undefined;
  lon: number;
  lat: number;
  address: string | undefined;
  sourceDatum: Datum;
  lifeState: LifeState;
  /** Hex of the credential's hash. */
  tokenHash: string;
  streams: LiveStream[];
  lastHeardAt: number;
  state: TerminalState;
  /** Waits for the next pulse. */
  changed: boolean;
};

/** One reading (读数) as history gives it. */
export type Reading = { readonly at: Instant; readonly value: number; readonly quality: number };

/** Who holds a credential: one terminal, or a gateway that sends for many. */
export type CredentialHolder =
  | { readonly kind: 'terminal'; readonly id: TerminalId; readonly code: string }
  | { readonly kind: 'gateway'; readonly id: string; readonly code: string };

/**
 * fresh within the type's `staleAfterMs` · stale up to `silentMultiple` times that · then silent. By the city clock.
 */
export const stateAt = (terminal: Terminal, cityNow: number, silentMultiple: number): TerminalState => {
  if (terminal.lastHeardAt === never) return 'never';
  const ageMs = cityNow - terminal.lastHeardAt;
  const { staleAfterMs } = terminal.model.type;
  return ageMs <= staleAfterMs ? 'fresh' : ageMs <= staleAfterMs * silentMultiple ? 'stale' : 'silent';
};
