import { PbfReader } from 'pbf';
import { endOfBytes, FormatFault } from './guard.ts';
import type { Grid, Nodes } from './primitive-block.ts';
import { checkId, pushPlace, readDelta } from './things.ts';

/** DenseNodes { id = 1, denseinfo = 5, lat = 8, lon = 9, keys_vals = 10 }: the columns side by side. Hot path. */
export const decodeDense = (
  content: Uint8Array,
  from: number,
  end: number,
  nodes: Nodes,
  grid: Grid,
  onlyTagged: boolean,
): void => {
  const pbf = new PbfReader(content);
  pbf.pos = from;
  const idColumn = new PbfReader(content);
  const latColumn = new PbfReader(content);
  const lonColumn = new PbfReader(content);
  const tagColumn = new PbfReader(content);
  const columns = new Map([
    [1, idColumn],
    [8, latColumn],
    [9, lonColumn],
    [10, tagColumn],
  ]);
  for (const column of columns.values()) column.length = 0;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    const columnEnd = endOfBytes(pbf, end);
    const column = columns.get(field);
    if (column !== undefined) {
      column.pos = pbf.pos;
      column.length = columnEnd;
    }
    pbf.pos = columnEnd;
  }
  let [id, lat, lon] = [0, 0, 0];
  while (idColumn.pos < idColumn.length) {
    id += readDelta(idColumn);
    lat += readDelta(latColumn);
    lon += readDelta(lonColumn);
    const before = nodes.tags.length;
    readTags(tagColumn, nodes.tags);
    if (onlyTagged && nodes.tags.length === before) continue;
    nodes.ids.push(checkId(id));
    pushPlace(nodes, lon, lat, grid);
    nodes.tagEnds.push(nodes.tags.length);
  }
  const isEven = [idColumn, latColumn, lonColumn].every((column) => column.pos === column.length);
  if (!isEven || tagColumn.pos > tagColumn.length || pbf.pos !== end) throw new FormatFault('columns of other lengths');
};

/** Keys and values of one node up to the 0 that ends them; no column at all when no node has any. */
const readTags = (column: PbfReader, tags: number[]): void => {
  while (column.pos < column.length) {
    const key = column.readVarint();
    if (key === 0) return;
    tags.push(key, column.readVarint());
  }
};
