import { open } from 'node:fs/promises';
import type { RoadWay } from '@liandong/laws';
import { wordsOf } from './features/names.ts';
import { drivableOf } from './features/roads.ts';
import { type OsmBlock, type Parts, refsOf } from './format/primitive-block.ts';
import type { OsmIndex } from './index-file.ts';
import { runsOf } from './lines.ts';
import { readBlocks } from './read-blocks.ts';
import { tagsOf } from './tags.ts';

/** The ways that cars may use, with the ids of OpenStreetMap's nodes as numbers; a way with a gap comes in stretches. */
export const readWays = async function* (file: string, index: OsmIndex, signal?: AbortSignal): AsyncGenerator<RoadWay> {
  await using handle = await open(file);
  const wanted = index.blocks.filter(({ hasWays }) => hasWays).map(({ place }) => place);
  const parts: Parts = { nodes: 'none', ways: true, refs: true, relations: false };
  for await (const block of readBlocks(handle, wanted, parts, signal)) {
    const { ways } = block;
    for (let at = 0; at < ways.ids.length; at += 1) yield* stretchesOf(index, block, at);
  }
};

/** Hot path. */
const stretchesOf = (index: OsmIndex, { strings, ways }: OsmBlock, at: number): readonly RoadWay[] => {
  const tags = tagsOf(strings, ways, at);
  const road = drivableOf(tags);
  if (road === undefined) return [];
  const { isReversed, ...use } = road;
  return runsOf(refsOf(ways, at), index.places).map(({ line, nodes }) => ({
    id: ways.ids[at] ?? 0,
    name: wordsOf(tags),
    nodes: isReversed ? nodes.toReversed() : nodes,
    line: isReversed ? line.toReversed() : line,
    ...use,
  }));
};
