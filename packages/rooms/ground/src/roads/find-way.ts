import { metresPerStep, narrowing } from './distance.ts';
import { Heap } from './heap.ts';
import { endOf } from './mutual-parts.ts';
import { type RoadGraph, roadFlags } from './road-graph.ts';
import type { RoadPlace } from './road-index.ts';
import { fastestMs } from './speeds.ts';

/** A stretch of a segment that is travelled; against its points when `toM` is less than `fromM`. */
export type Stretch = { readonly segment: number; readonly fromM: number; readonly toM: number };

/** The quickest way as stretches, undefined when there is none. */
export type WayFinder = (from: RoadPlace, to: RoadPlace) => readonly Stretch[] | undefined;

/** The guess of what is left must never be too long: lengths are rounded to 24 bits. */
const caution = 0.999;
const noEdge = 0xffffffff;

/** Searches with A* (Hart, Nilsson, Raphael 1968): on its way out it looks first at what lies towards the aim. */
export const createWayFinder = (graph: RoadGraph): WayFinder => {
  const nodes = graph.nodeLon.length;
  const cost = new Float64Array(nodes);
  const cameBy = new Uint32Array(nodes);
  // A node counts as seen when it carries the number of this search: nothing has to be cleared in between.
  const seen = new Uint32Array(nodes);
  const settled = new Uint32Array(nodes);
  const heap = new Heap();
  const narrow = narrowest(graph);
  let search = 0;

  const reach = (node: number, seconds: number, edge: number, left: number): void => {
    if (seen[node] === search && (cost[node] ?? 0) <= seconds) return;
    seen[node] = search;
    cost[node] = seconds;
    cameBy[node] = edge;
    heap.push(node, seconds + left);
  };

  const leave = (node: number, here: number, guess: (node: number) => number): void => {
    const end = graph.firstOut[node + 1] ?? 0;
    for (let at = graph.firstOut[node] ?? 0; at < end; at += 1) {
      const edge = graph.outs[at] ?? 0;
      const target = endOf(graph, edge);
      reach(target, here + (graph.durationS[edge >>> 1] ?? 0), edge, guess(target));
    }
  };

  const searchNodes = (from: RoadPlace, ends: readonly End[], guess: (node: number) => number): End | undefined => {
    search += 1;
    heap.length = 0;
    for (const { node, seconds } of startsOf(graph, from)) reach(node, seconds, noEdge, guess(node));
    let best: End | undefined;
    let bestS = Number.POSITIVE_INFINITY;
    while (heap.leastKey < bestS) {
      const node = heap.pop();
      if (settled[node] === search) continue;
      settled[node] = search;
      const here = cost[node] ?? 0;
      const reached = ends.find((end) => end.node === node && here + end.seconds < bestS);
      if (reached !== undefined) {
        best = reached;
        bestS = here + reached.seconds;
      }
      leave(node, here, guess);
    }
    return best;
  };

  const edgesTo = (node: number): readonly number[] => {
    const edges: number[] = [];
    let at = node;
    for (let edge = cameBy[at] ?? noEdge; edge !== noEdge; edge = cameBy[at] ?? noEdge) {
      edges.push(edge);
      at = endOf(graph, edge ^ 1);
    }
    return edges.reverse();
  };

  return (from, to) => {
    const end = searchNodes(from, nearestFirst(endsOf(graph, to)), guessTo(graph, to, narrow));
    const around = end === undefined ? undefined : assemble(graph, from, to, edgesTo(end.node), end);
    const straight = straightOn(graph, from, to);
    if (straight === undefined || around === undefined) return straight ?? around;
    return secondsOf(graph, around) < secondsOf(graph, straight) ? around : straight;
  };
};

/** A junction at the end of a place's own road: the seconds between the two, and where on that road it lies. */
type End = { readonly node: number; readonly seconds: number; readonly atM: number };

/** So near to a junction a place lies on the junction itself: all its roads are open, not only the one found nearest. */
const junctionM = 1;

const nearestFirst = (ends: readonly End[]): readonly End[] => ends.toSorted((a, b) => a.seconds - b.seconds);

const allows = ({ flags }: RoadGraph, segment: number, flag: number): boolean => ((flags[segment] ?? 0) & flag) > 0;

/** Junctions that a place reaches on its own road. */
const startsOf = (graph: RoadGraph, place: RoadPlace): readonly End[] =>
  endsBy(graph, place, roadFlags.with, roadFlags.against);

/** Junctions from which a place is reached on its own road. */
const endsOf = (graph: RoadGraph, place: RoadPlace): readonly End[] =>
  endsBy(graph, place, roadFlags.against, roadFlags.with);

/** @param towardsEnd the flag that joins the place with the last junction of its road; `towardsBegin` with the first */
const endsBy = (graph: RoadGraph, place: RoadPlace, towardsEnd: number, towardsBegin: number): readonly End[] => {
  const { segment, alongM } = place;
  const length = graph.lengthM[segment] ?? 0;
  const whole = graph.durationS[segment] ?? 0;
  const share = length === 0 ? 0 : Math.min(1, alongM / length);
  const begin: End = { node: graph.from[segment] ?? 0, seconds: whole * share, atM: 0 };
  const end: End = { node: graph.to[segment] ?? 0, seconds: whole * (1 - share), atM: length };
  if (alongM < junctionM) return [{ ...begin, seconds: 0 }];
  if (length - alongM < junctionM) return [{ ...end, seconds: 0 }];
  return [
    ...(allows(graph, segment, towardsEnd) ? [end] : []),
    ...(allows(graph, segment, towardsBegin) ? [begin] : []),
  ];
};

/** Seconds that a node is away from the aim at least: as the crow flies, at the fastest speed, less the aim's own road. */
const guessTo = (graph: RoadGraph, { segment }: RoadPlace, narrow: number): ((node: number) => number) => {
  const aim = graph.from[segment] ?? 0;
  const lon = graph.nodeLon[aim] ?? 0;
  const lat = graph.nodeLat[aim] ?? 0;
  const ownM = graph.lengthM[segment] ?? 0;
  const factor = (metresPerStep * caution) / fastestMs;
  const own = ownM / fastestMs;
  return (node) => {
    const dx = ((graph.nodeLon[node] ?? 0) - lon) * narrow;
    const dy = (graph.nodeLat[node] ?? 0) - lat;
    return Math.max(0, Math.sqrt(dx * dx + dy * dy) * factor - own);
  };
};

/** Longitude counts as at the latitude farthest from the equator: nowhere else is a degree of it shorter. */
const narrowest = ({ nodeLat }: RoadGraph): number =>
  narrowing(nodeLat.reduce((farthest, lat) => Math.max(farthest, Math.abs(lat)), 0));

/** Both places on one segment, and it may be travelled from the one to the other. */
const straightOn = (graph: RoadGraph, from: RoadPlace, to: RoadPlace): readonly [Stretch] | undefined => {
  if (from.segment !== to.segment) return undefined;
  const flag = to.alongM >= from.alongM ? roadFlags.with : roadFlags.against;
  if (from.alongM !== to.alongM && !allows(graph, from.segment, flag)) return undefined;
  return [{ segment: from.segment, fromM: from.alongM, toM: to.alongM }];
};

const assemble = (
  graph: RoadGraph,
  from: RoadPlace,
  to: RoadPlace,
  edges: readonly number[],
  end: End,
): readonly Stretch[] => {
  const first = edges[0];
  const firstNode = first === undefined ? end.node : endOf(graph, first ^ 1);
  const between = edges.map((edge) => {
    const segment = edge >>> 1;
    const length = graph.lengthM[segment] ?? 0;
    return (edge & 1) === 0 ? { segment, fromM: 0, toM: length } : { segment, fromM: length, toM: 0 };
  });
  const start = nearestFirst(startsOf(graph, from)).find((one) => one.node === firstNode);
  return [
    { segment: from.segment, fromM: from.alongM, toM: start?.atM ?? from.alongM },
    ...between,
    { segment: to.segment, fromM: end.atM, toM: to.alongM },
  ];
};

/** Seconds that stretches take. */
export const secondsOf = ({ lengthM, durationS }: RoadGraph, stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { segment, fromM, toM }) => {
    const length = lengthM[segment] ?? 0;
    return length === 0 ? sum : sum + (Math.abs(toM - fromM) / length) * (durationS[segment] ?? 0);
  }, 0);
