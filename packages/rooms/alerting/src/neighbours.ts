import type { ActContext, DatastreamId, Instant, TerminalId } from '@liandong/words';

/** A datastream as this room needs it; the perception room's `Datastream` has this form. It may change in place. */
export type WatchedStream = {
  readonly id: DatastreamId;
  readonly characteristic: { readonly code: string; readonly unit: string };
  /** City time of the newest durable reading in epoch ms, -Infinity when there is none. */
  readonly latestAt: number;
  readonly terminal: {
    readonly id: TerminalId;
    readonly code: string;
    readonly name: string;
    readonly model: { readonly type: { readonly code: string } };
    readonly jurisdictionCode: string;
    /** Root … self. */
    readonly jurisdictionPath: readonly string[];
    /** WGS-84 degrees. */
    readonly lon: number;
    readonly lat: number;
    readonly address: string | undefined;
    /** Newest sign of life in epoch ms, -Infinity when never heard. */
    readonly lastHeardAt: number;
  };
};

/** New readings and heartbeats in order of arrival; the first `count` places of the arrays count. */
export type ReadingBatch = {
  readonly count: number;
  readonly datastreamId: ArrayLike<number>;
  readonly at: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly quality: ArrayLike<number>;
  readonly heartbeats: readonly { readonly terminalId: TerminalId; readonly at: number }[];
};

/** What this room asks the perception room; wired in compose. */
export type AlertingNeighbours = {
  stream(id: DatastreamId): WatchedStream | undefined;
  /** The datastreams of a terminal; empty when it is not known. */
  streamsOf(terminal: TerminalId): readonly { readonly id: DatastreamId }[];
  /** At most `limit` durable readings newer than `after`, oldest first. */
  readingsSince(
    id: DatastreamId,
    after: Instant,
    limit: number,
  ): Promise<readonly { readonly at: Instant; readonly value: number; readonly quality: number }[]>;
  /** The context of acts that nobody asked for: a tick, a rebuild. */
  readonly systemContext: ActContext;
};
