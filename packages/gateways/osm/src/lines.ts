import type { GroundGeometry, GroundPosition } from '@liandong/laws';
import type { NodePlaces } from './node-places.ts';

/** A stretch of a way whose nodes are all in the file. */
export type Run = { readonly line: GroundPosition[]; readonly nodes: number[] };

export const positionAt = (places: NodePlaces, at: number): GroundPosition => [
  places.lon(at) / 1e7,
  places.lat(at) / 1e7,
];

/** Cuts a way where nodes are missing, and counts these. Hot path. */
export const runsOf = (
  refs: readonly number[],
  places: NodePlaces,
  counts?: { missingNodes: number },
): readonly Run[] => {
  const runs: Run[] = [];
  let run: Run = { line: [], nodes: [] };
  for (const ref of refs) {
    const at = places.find(ref);
    if (at >= 0) {
      run.line.push(positionAt(places, at));
      run.nodes.push(ref);
      continue;
    }
    if (counts !== undefined) counts.missingNodes += 1;
    if (run.line.length > 1) runs.push(run);
    run = { line: [], nodes: [] };
  }
  if (run.line.length > 1) runs.push(run);
  return runs;
};

/** Undefined when nothing is left of it. */
export const lineOf = (runs: readonly Run[], isReversed: boolean): GroundGeometry | undefined => {
  const lines = runs.map(({ line }) => (isReversed ? line.toReversed() : line));
  const [first] = lines;
  if (first === undefined) return undefined;
  return lines.length === 1
    ? { type: 'LineString', coordinates: first }
    : { type: 'MultiLineString', coordinates: lines };
};
