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

/** A junction, and the seconds between it and a place on one of its roads. */
type End = { readonly node: number; readonly seconds: number };

const nearestFirst = (ends: readonly End[]): readonly End[] => ends.toSorted((a, b) => a.seconds - b.seconds);

const shareAlong = ({ lengthM }: RoadGraph, { segment, alongM }: RoadPlace): number => {
  const length = lengthM[segment] ?? 0;
  return length === 0 ? 0 : Math.min(1, alongM / length);
};

const allows = ({ flags }: RoadGraph, segment: number, flag: number): boolean => ((flags[segment] ?? 0) & flag) > 0;

const startsOf = (graph: RoadGraph, place: RoadPlace): readonly End[] => {
  const { segment } = place;
  const share = shareAlong(graph, place);
  const whole = graph.durationS[segment] ?? 0;
  const starts: End[] = [];
  if (allows(graph, segment, roadFlags.with))
    starts.push({ node: graph.to[segment] ?? 0, seconds: whole * (1 - share) });
  if (allows(graph, segment, roadFlags.against))
    starts.push({ node: graph.from[segment] ?? 0, seconds: whole * share });
  return starts;
};

const endsOf = (graph: RoadGraph, place: RoadPlace): readonly End[] => {
  const { segment } = place;
  const share = shareAlong(graph, place);
  const whole = graph.durationS[segment] ?? 0;
  const ends: End[] = [];
  if (allows(graph, segment, roadFlags.with)) ends.push({ node: graph.from[segment] ?? 0, seconds: whole * share });
  if (allows(graph, segment, roadFlags.against))
    ends.push({ node: graph.to[segment] ?? 0, seconds: whole * (1 - share) });
  return ends;
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
  return [
    { segment: from.segment, fromM: from.alongM, toM: leavingAt(graph, from, firstNode) },
    ...between,
    { segment: to.segment, fromM: enteringAt(graph, to, end), toM: to.alongM },
  ];
};

/** End of the own segment at which the first junction lies; of a loop, the one that is nearer. */
const leavingAt = (graph: RoadGraph, place: RoadPlace, node: number): number => {
  const least = startsOf(graph, place)
    .map((start, index) => ({ ...start, index }))
    .filter((start) => start.node === node)
    .sort((a, b) => a.seconds - b.seconds)[0];
  const isWith = allows(graph, place.segment, roadFlags.with) && least?.index === 0;
  return isWith ? (graph.lengthM[place.segment] ?? 0) : 0;
};

const enteringAt = (graph: RoadGraph, place: RoadPlace, end: End): number => {
  const index = endsOf(graph, place).findIndex((one) => one.node === end.node && one.seconds === end.seconds);
  const isWith = allows(graph, place.segment, roadFlags.with) && index === 0;
  return isWith ? 0 : (graph.lengthM[place.segment] ?? 0);
};

/** Seconds that stretches take. */
export const secondsOf = ({ lengthM, durationS }: RoadGraph, stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { segment, fromM, toM }) => {
    const length = lengthM[segment] ?? 0;
    return length === 0 ? sum : sum + (Math.abs(toM - fromM) / length) * (durationS[segment] ?? 0);
  }, 0);
