import type { RoadGraph } from './road-graph.ts';

/** Node that an edge leads to. */
export const endOf = ({ from, to }: Pick<RoadGraph, 'from' | 'to'>, edge: number): number =>
  ((edge & 1) === 0 ? to : from)[edge >>> 1] ?? 0;

/**
 * Junctions of the largest part in which every junction reaches every other: the largest strongly connected component
 * (Tarjan 1972, with a stack of its own, for a long street is deep).
 */
export const largestMutualPart = (graph: RoadGraph): ReadonlySet<number> => {
  const count = graph.nodeLon.length;
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const nextOut = new Uint32Array(count);
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  const path: number[] = [];
  let seen = 0;
  let largest: readonly number[] = [];

  const enter = (node: number): void => {
    order[node] = seen;
    low[node] = seen;
    seen += 1;
    nextOut[node] = graph.firstOut[node] ?? 0;
    isOpen[node] = 1;
    open.push(node);
    path.push(node);
  };
  const lower = (node: number, value: number): void => {
    if (value < (low[node] ?? 0)) low[node] = value;
  };
  const leave = (node: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) lower(parent, low[node] ?? 0);
    if (low[node] !== order[node]) return;
    const part = open.splice(open.lastIndexOf(node));
    for (const one of part) isOpen[one] = 0;
    if (part.length > largest.length) largest = part;
  };

  /** Takes the next edge out of a node; without one more, the node is done. */
  const advance = (node: number): void => {
    const at = nextOut[node] ?? 0;
    if (at >= (graph.firstOut[node + 1] ?? 0)) {
      leave(node);
      return;
    }
    nextOut[node] = at + 1;
    const target = endOf(graph, graph.outs[at] ?? 0);
    if (order[target] === -1) enter(target);
    else if (isOpen[target] === 1) lower(node, order[target] ?? 0);
  };

  for (let root = 0; root < count; root += 1) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) advance(node);
  }
  return new Set(largest);
};
