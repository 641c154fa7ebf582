import type { FileHandle } from 'node:fs/promises';
import { type BlobPlace, readBlobs } from './format/blobs.ts';
import { guarded } from './format/guard.ts';
import { decodeBlock, type OsmBlock, type Parts } from './format/primitive-block.ts';
import { refuseOsm } from './refusals.ts';

/** Reads the blocks at known places again. */
export const readBlocks = async function* (
  handle: FileHandle,
  places: readonly BlobPlace[],
  parts: Parts,
  signal?: AbortSignal,
): AsyncGenerator<OsmBlock> {
  for await (const { place, content } of readBlobs(handle, places)) {
    signal?.throwIfAborted();
    yield guarded(
      () => decodeBlock(content, parts),
      () => refuseOsm('osm.damaged', { at: place.at }),
    );
  }
};
