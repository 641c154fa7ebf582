import type { Words } from '@liandong/words';

/** Bits of `flags`. */
export const roadFlags = { with: 1, against: 2, tunnel: 4, bridge: 8, main: 16 } as const;

/**
 * A road graph in columns. A segment is a stretch of road between two junctions; it may be travelled `with` or
 * `against` its points, or both. A directed edge is `segment · 2`, plus 1 against it.
 */
export type RoadGraph = {
  readonly nodeLon: Int32Array;
  readonly nodeLat: Int32Array;
  /** Edges out of node n: `outs[firstOut[n]] … outs[firstOut[n + 1] − 1]`. */
  readonly firstOut: Uint32Array;
  readonly outs: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthM: Float32Array;
  /** At the usual speed of the class; 0 where no car goes. */
  readonly durationS: Float32Array;
  /** Place in `names`, −1 for none. */
  readonly name: Int32Array;
  readonly firstPoint: Uint32Array;
  /** Degrees · 10⁷, both ends included. */
  readonly pointLon: Int32Array;
  readonly pointLat: Int32Array;
  /** Place in `roadClasses`. */
  readonly class: Uint8Array;
  /** See `roadFlags`; `main` marks what belongs to the largest part in which every place reaches every other. */
  readonly flags: Uint8Array;
  readonly names: readonly Words[];
};

/** Facts of a graph for people. */
export type RoadFacts = {
  readonly nodes: number;
  readonly directedEdges: number;
  readonly lengthKm: number;
  /** Largest number of junctions that all reach each other by car, and its share of all junctions for cars. */
  readonly mainNodes: number;
  readonly mainShare: number;
};
