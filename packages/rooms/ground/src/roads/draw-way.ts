import type { GroundPosition } from '@liandong/laws';
import { perDegree } from './distance.ts';
import type { Stretch } from './find-way.ts';
import type { RoadGraph } from './road-graph.ts';
import { type RoadPlace, stretchM } from './road-index.ts';

/** The line of stretches in WGS-84 degrees, equal neighbours once. */
export const drawWay = (graph: RoadGraph, stretches: readonly Stretch[]): readonly GroundPosition[] => {
  const line: GroundPosition[] = [];
  for (const stretch of stretches) {
    for (const position of drawStretch(graph, stretch)) {
      const last = line.at(-1);
      if (last === undefined || last[0] !== position[0] || last[1] !== position[1]) line.push(position);
    }
  }
  return line;
};

const drawStretch = (graph: RoadGraph, { segment, fromM, toM }: Stretch): readonly GroundPosition[] => {
  const low = Math.min(fromM, toM);
  const high = Math.max(fromM, toM);
  const positions: GroundPosition[] = [positionAt(graph, segment, low)];
  const last = (graph.firstPoint[segment + 1] ?? 0) - 1;
  let metres = 0;
  for (let point = (graph.firstPoint[segment] ?? 0) + 1; point < last; point += 1) {
    metres += stretchM(graph, point - 1);
    if (metres > low && metres < high) positions.push(pointAt(graph, point, 0));
  }
  positions.push(positionAt(graph, segment, high));
  return fromM <= toM ? positions : positions.reverse();
};

/** Where one is after so many metres of a segment. */
export const positionAt = (graph: RoadGraph, segment: RoadPlace['segment'], alongM: number): GroundPosition => {
  const last = (graph.firstPoint[segment + 1] ?? 0) - 1;
  let left = alongM;
  for (let point = graph.firstPoint[segment] ?? 0; point < last; point += 1) {
    const metres = stretchM(graph, point);
    if (left <= metres) return pointAt(graph, point, metres === 0 ? 0 : Math.max(0, left) / metres);
    left -= metres;
  }
  return pointAt(graph, last, 0);
};

const pointAt = ({ pointLon, pointLat }: RoadGraph, point: number, share: number): GroundPosition => {
  const lon = pointLon[point] ?? 0;
  const lat = pointLat[point] ?? 0;
  if (share === 0) return [lon / perDegree, lat / perDegree];
  const nextLon = pointLon[point + 1] ?? lon;
  const nextLat = pointLat[point + 1] ?? lat;
  return [Math.round(lon + share * (nextLon - lon)) / perDegree, Math.round(lat + share * (nextLat - lat)) / perDegree];
};
