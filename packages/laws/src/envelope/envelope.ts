import type { EnvelopeId, Instant, JsonObject, NodeId } from '@liandong/words';

/** Linkage verbs that nodes of this version speak; see the linkage reference for senders and answers. */
export const envelopeVerbs = [
  /** 交办, down: makes a child case at the receiver */ 'assign',
  /** 签收, up: the receiver's unit has signed for it */ 'ack',
  /** 退回, up: not ours, with reason; only before work has started */ 'return',
  /** 反馈, up: progress or done */ 'feedback',
  /** 核查结论, down: passed (child closes) or not passed (rework) */ 'checked',
  /** 撤回, down: the parent was voided or taken back */ 'recall',
  /** 抄送, any direction: a read copy of an object that the receiver is entitled to see */ 'notifyCopy',
] as const;
export type EnvelopeVerb = (typeof envelopeVerbs)[number];

/** Hybrid logical clock: physical milliseconds and a counter that orders what happened within one. */
export type HybridTime = { readonly wallMs: number; readonly count: number };

/** What one node tells another; the only thing that crosses. */
export type Envelope = {
  readonly id: EnvelopeId;
  /** Position in the stream from this sender to this receiver; 1, 2, 3 … without a gap. */
  readonly seq: number;
  readonly verb: EnvelopeVerb;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly objectKind: string;
  readonly objectId: string;
  readonly objectVersion: number;
  readonly bodySchema: string;
  readonly bodyVersion: number;
  /** An absolute instant, so that both ends show the same lamp. */
  readonly deadline?: Instant | undefined;
  readonly exercise: boolean;
  readonly hybridTime: HybridTime;
  readonly sentAt: Instant;
  /** Nodes that this content has already passed, oldest first: no loop, no double. */
  readonly via: readonly NodeId[];
  readonly body: JsonObject;
};

/** A hybrid clock more than this ahead of ours is not believed. */
export const maxClockDriftMs = 60_000;

/** Next hybrid time for a local event. */
export const tickHybrid = (last: HybridTime, wallMs: number): HybridTime =>
  wallMs > last.wallMs ? { wallMs, count: 0 } : { wallMs: last.wallMs, count: last.count + 1 };

/** Hybrid time after hearing a peer's; a peer that is too far ahead doesn't pull us along. */
export const mergeHybrid = (last: HybridTime, heard: HybridTime, wallMs: number): HybridTime => {
  if (heard.wallMs > wallMs + maxClockDriftMs) return tickHybrid(last, wallMs);
  const top = Math.max(last.wallMs, heard.wallMs, wallMs);
  const counts = [last, heard].filter((time) => time.wallMs === top).map((time) => time.count);
  return { wallMs: top, count: counts.length === 0 ? 0 : Math.max(...counts) + 1 };
};

/** Negative when a came before b. */
export const compareHybrid = (a: HybridTime, b: HybridTime): number => a.wallMs - b.wallMs || a.count - b.count;
