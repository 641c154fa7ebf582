import { metresBetween } from './distance.ts';
import { largestMutualPart } from './mutual-parts.ts';
import type { Ways } from './read-ways.ts';
import { type RoadFacts, type RoadGraph, roadFlags } from './road-graph.ts';
import { classSpeeds } from './speeds.ts';

/** Cuts ways where they share corners. */
export const cutRoads = (ways: Ways): { readonly graph: RoadGraph; readonly facts: RoadFacts } => {
  const corners = numberCorners(ways);
  const segments = cutSegments(ways, corners);
  const graph = { ...segments, ...outsOf(segments), names: ways.names };
  const main = largestMutualPart(graph);
  for (let segment = 0; segment < graph.from.length; segment += 1) {
    const isMain = main.has(graph.from[segment] ?? 0) && main.has(graph.to[segment] ?? 0);
    if (isMain && (graph.durationS[segment] ?? 0) > 0)
      graph.flags[segment] = (graph.flags[segment] ?? 0) | roadFlags.main;
  }
  return { graph, facts: factsOf(graph, main) };
};

type Corners = {
  /** Dense number of every corner of every way. */
  readonly dense: Uint32Array;
  /** 2 and more: ways meet here, or one begins or ends. */
  readonly uses: Uint8Array;
};

const numberCorners = ({ count, first, nodeIds }: Ways): Corners => {
  const sorted = nodeIds.slice().sort();
  let distinct = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0 && sorted[at] === sorted[distinct - 1]) continue;
    sorted[distinct] = sorted[at] ?? 0;
    distinct += 1;
  }
  const dense = new Uint32Array(nodeIds.length);
  const uses = new Uint8Array(distinct);
  const use = (corner: number, times: number): void => {
    uses[corner] = Math.min(2, (uses[corner] ?? 0) + times);
  };
  for (let at = 0; at < nodeIds.length; at += 1) {
    const corner = placeOf(sorted, distinct, nodeIds[at] ?? 0);
    dense[at] = corner;
    use(corner, 1);
  }
  for (let way = 0; way < count; way += 1) {
    use(dense[first[way] ?? 0] ?? 0, 2);
    use(dense[(first[way + 1] ?? 0) - 1] ?? 0, 2);
  }
  return { dense, uses };
};

const placeOf = (sorted: Float64Array, length: number, value: number): number => {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Segments = Omit<RoadGraph, 'firstOut' | 'outs' | 'names'>;

/** Visits the stretches of all ways between junctions: their way, first and last corner. */
const eachStretch = (
  { count, first }: Ways,
  { dense, uses }: Corners,
  visit: (way: number, begin: number, end: number) => void,
): void => {
  for (let way = 0; way < count; way += 1) {
    let begin = first[way] ?? 0;
    const end = first[way + 1] ?? 0;
    for (let at = begin + 1; at < end; at += 1) {
      if ((uses[dense[at] ?? 0] ?? 0) < 2) continue;
      visit(way, begin, at);
      begin = at;
    }
  }
};

const countSegments = (ways: Ways, corners: Corners): { segments: number; points: number } => {
  let segments = 0;
  let points = 0;
  eachStretch(ways, corners, (_, begin, end) => {
    segments += 1;
    points += end - begin + 1;
  });
  return { segments, points };
};

const cutSegments = (ways: Ways, corners: Corners): Segments => {
  const { dense } = corners;
  const size = countSegments(ways, corners);
  const out = emptySegments(size.segments, size.points);
  const nodes = createNodes(corners.uses.length);
  const nodeAt = (at: number): number => nodes.take(dense[at] ?? 0, ways.lon[at] ?? 0, ways.lat[at] ?? 0);
  let segment = 0;
  let point = 0;
  eachStretch(ways, corners, (way, begin, end) => {
    const speed = classSpeeds[ways.class[way] ?? 0] ?? 0;
    out.firstPoint[segment] = point;
    let length = 0;
    for (let at = begin; at <= end; at += 1) {
      if (at > begin) length += metresOf(ways, at - 1, at);
      out.pointLon[point] = ways.lon[at] ?? 0;
      out.pointLat[point] = ways.lat[at] ?? 0;
      point += 1;
    }
    out.from[segment] = nodeAt(begin);
    out.to[segment] = nodeAt(end);
    out.lengthM[segment] = length;
    out.durationS[segment] = speed === 0 ? 0 : Math.max(length, shortestM) / speed;
    out.name[segment] = ways.name[way] ?? -1;
    out.class[segment] = ways.class[way] ?? 0;
    out.flags[segment] = ways.flags[way] ?? 0;
    segment += 1;
  });
  out.firstPoint[segment] = point;
  return { ...out, ...nodes.done() };
};

/** Two junctions drawn at the same place are still apart: no stretch takes no time. */
const shortestM = 0.01;

const metresOf = ({ lon, lat }: Ways, a: number, b: number): number =>
  metresBetween(lon[a] ?? 0, lat[a] ?? 0, lon[b] ?? 0, lat[b] ?? 0);

const emptySegments = (segments: number, points: number) => ({
  from: new Uint32Array(segments),
  to: new Uint32Array(segments),
  lengthM: new Float32Array(segments),
  durationS: new Float32Array(segments),
  name: new Int32Array(segments),
  firstPoint: new Uint32Array(segments + 1),
  pointLon: new Int32Array(points),
  pointLat: new Int32Array(points),
  class: new Uint8Array(segments),
  flags: new Uint8Array(segments),
});

/** Numbers junctions in the order in which segments first touch them. */
const createNodes = (corners: number) => {
  const numbers = new Int32Array(corners).fill(-1);
  const nodeLon = new Int32Array(corners);
  const nodeLat = new Int32Array(corners);
  let count = 0;
  return {
    take: (corner: number, lon: number, lat: number): number => {
      const known = numbers[corner] ?? -1;
      if (known >= 0) return known;
      numbers[corner] = count;
      nodeLon[count] = lon;
      nodeLat[count] = lat;
      count += 1;
      return count - 1;
    },
    done: () => ({ nodeLon: nodeLon.slice(0, count), nodeLat: nodeLat.slice(0, count) }),
  };
};

/** Directed edges for cars, by the node that they leave. */
const outsOf = ({ nodeLon, from, to, flags, durationS }: Segments): Pick<RoadGraph, 'firstOut' | 'outs'> => {
  const firstOut = new Uint32Array(nodeLon.length + 1);
  const each = (visit: (node: number, edge: number) => void): void => {
    for (let segment = 0; segment < from.length; segment += 1) {
      if ((durationS[segment] ?? 0) === 0) continue;
      const ways = flags[segment] ?? 0;
      if ((ways & roadFlags.with) > 0) visit(from[segment] ?? 0, segment * 2);
      if ((ways & roadFlags.against) > 0) visit(to[segment] ?? 0, segment * 2 + 1);
    }
  };
  each((node) => {
    firstOut[node + 1] = (firstOut[node + 1] ?? 0) + 1;
  });
  for (let node = 0; node < nodeLon.length; node += 1) {
    firstOut[node + 1] = (firstOut[node + 1] ?? 0) + (firstOut[node] ?? 0);
  }
  const outs = new Uint32Array(firstOut[nodeLon.length] ?? 0);
  const next = firstOut.slice();
  each((node, edge) => {
    const at = next[node] ?? 0;
    outs[at] = edge;
    next[node] = at + 1;
  });
  return { firstOut, outs };
};

const factsOf = (graph: RoadGraph, main: ReadonlySet<number>): RoadFacts => {
  const forCars = new Uint8Array(graph.nodeLon.length);
  let lengthM = 0;
  for (let segment = 0; segment < graph.from.length; segment += 1) {
    lengthM += graph.lengthM[segment] ?? 0;
    if ((graph.durationS[segment] ?? 0) === 0) continue;
    forCars[graph.from[segment] ?? 0] = 1;
    forCars[graph.to[segment] ?? 0] = 1;
  }
  const nodesForCars = forCars.reduce((sum, one) => sum + one, 0);
  return {
    nodes: graph.nodeLon.length,
    directedEdges: graph.outs.length,
    lengthKm: Math.round(lengthM / 1000),
    mainNodes: main.size,
    mainShare: nodesForCars === 0 ? 0 : main.size / nodesForCars,
  };
};
