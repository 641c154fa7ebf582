import type { GroundPosition } from '@liandong/laws';
import { refuse, type Words } from '@liandong/words';
import { drawWay, positionAt } from './draw-way.ts';
import { createWayFinder, type Stretch, secondsOf } from './find-way.ts';
import { readGraph } from './graph-file.ts';
import { type RoadGraph, roadFlags } from './road-graph.ts';
import { indexRoads, type RoadPlace } from './road-index.ts';

/** A way by car: metres, seconds at the usual speeds, and its line in WGS-84 degrees. */
export type Route = { readonly lengthM: number; readonly durationS: number; readonly line: readonly GroundPosition[] };
/** A road with a name, and how far it is. */
export type NearRoad = { readonly name: Words; readonly distanceM: number };
/** A road name and the middle of its longest stretch, WGS-84. */
export type RoadName = { readonly name: Words; readonly lon: number; readonly lat: number };

/** Answers about the roads of one ground. */
export type Roads = {
  /** @throws Refusal ground.no-road-near, ground.no-way */
  route(from: GroundPosition, to: GroundPosition): Route;
  nearestRoad(lon: number, lat: number): NearRoad | undefined;
  names(): Iterable<RoadName>;
};

/** A car starts on a road at most this far from the place. */
const mostToRoadM = 1000;
/** A street that is taken instead of a nearer road lies at most so much farther. */
const mostAsideM = 100;
/** An address names the road at most this far away. */
const mostToNameM = 500;

/** Reads a road graph and makes it answer. */
export const openRoads = async (file: string): Promise<Roads> => {
  const graph = await readGraph(file);
  const index = indexRoads(graph);
  const findWay = createWayFinder(graph);
  const isForCars = (segment: number): boolean => (graph.durationS[segment] ?? 0) > 0;
  const isMain = (segment: number): boolean => ((graph.flags[segment] ?? 0) & roadFlags.main) > 0;
  const isNamed = (segment: number): boolean => (graph.name[segment] ?? -1) >= 0;

  const placeAt = ([lon, lat]: GroundPosition): RoadPlace => {
    const place = index.nearest(lon, lat, mostToRoadM, isForCars);
    if (place === undefined) throw refuse('ground.no-road-near', { lon, lat, metres: mostToRoadM });
    return place;
  };

  /** A courtyard that is cut off from the streets must not make a place unreachable: then from the street beside it. */
  const stretchesOf = (from: GroundPosition, to: GroundPosition): readonly Stretch[] | undefined => {
    const places = [placeAt(from), placeAt(to)] as const;
    const nearest = findWay(...places);
    if (nearest !== undefined) return nearest;
    const [start, end] = [from, to].map(([lon, lat], which) =>
      index.nearest(lon, lat, (places[which]?.distanceM ?? 0) + mostAsideM, isMain),
    );
    return start === undefined || end === undefined ? undefined : findWay(start, end);
  };

  return {
    route: (from, to) => {
      const stretches = stretchesOf(from, to);
      if (stretches === undefined) throw refuse('ground.no-way', {});
      const lengthM = stretches.reduce((sum, { fromM, toM }) => sum + Math.abs(toM - fromM), 0);
      return { lengthM, durationS: secondsOf(graph, stretches), line: drawWay(graph, stretches) };
    },
    nearestRoad: (lon, lat) => {
      const place = index.nearest(lon, lat, mostToNameM, isNamed);
      const name = graph.names[graph.name[place?.segment ?? -1] ?? -1];
      return place === undefined || name === undefined ? undefined : { name, distanceM: place.distanceM };
    },
    names: () => namesOf(graph),
  };
};

function* namesOf(graph: RoadGraph): Generator<RoadName> {
  const longest = new Int32Array(graph.names.length).fill(-1);
  for (let segment = 0; segment < graph.name.length; segment += 1) {
    const name = graph.name[segment] ?? -1;
    if (name < 0) continue;
    const known = longest[name] ?? -1;
    if (known < 0 || (graph.lengthM[segment] ?? 0) > (graph.lengthM[known] ?? 0)) longest[name] = segment;
  }
  for (const [index, name] of graph.names.entries()) {
    const segment = longest[index] ?? -1;
    if (segment < 0) continue;
    const [lon, lat] = positionAt(graph, segment, (graph.lengthM[segment] ?? 0) / 2);
    yield { name, lon, lat };
  }
}
