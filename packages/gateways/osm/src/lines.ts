import type { GroundGeometry, GroundPosition } from '@liandong/laws';
import type { NodePlaces } from './node-places.ts';

/** A stretch of a way whose nodes are all in the file. */
export type Run = { readonly line: readonly GroundPosition[]; readonly nodes: readonly number[] };

const positionAt = (places: NodePlaces, at: number): GroundPosition => [places.lon(at) / 1e7, places.lat(at) / 1e7];

/** Cuts a way where nodes are missing, and counts these. Hot path: most ways are whole. */
export const runsOf = (
  refs: readonly number[],
  places: NodePlaces,
  counts?: { missingNodes: number },
): readonly Run[] => {
  // Of the right size at once: an array that grows takes twice the memory.
  const line = new Array<GroundPosition>(refs.length);
  for (let corner = 0; corner < refs.length; corner += 1) {
    const at = places.find(refs[corner] ?? 0);
    if (at < 0) return piecesOf(refs, places, counts);
    line[corner] = positionAt(places, at);
  }
  return line.length > 1 ? [{ line, nodes: refs }] : [];
};

const piecesOf = (refs: readonly number[], places: NodePlaces, counts?: { missingNodes: number }): readonly Run[] => {
  const runs: { line: GroundPosition[]; nodes: number[] }[] = [{ line: [], nodes: [] }];
  for (const ref of refs) {
    const at = places.find(ref);
    if (at < 0) {
      if (counts !== undefined) counts.missingNodes += 1;
      runs.push({ line: [], nodes: [] });
    } else {
      runs.at(-1)?.line.push(positionAt(places, at));
      runs.at(-1)?.nodes.push(ref);
    }
  }
  return runs.filter(({ line }) => line.length > 1);
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
