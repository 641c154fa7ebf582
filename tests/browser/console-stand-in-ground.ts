// The ground of the generated city for the stand-in, built as a node builds it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGround, createGround } from '@liandong/ground';
import { silentLog } from '@liandong/platform/testing';
import { sampleGroundSource } from '@liandong/sample-city';
import type { Instant } from '@liandong/words';
import { sample, start } from './console-stand-in-city.ts';

const directory = await mkdtemp(join(tmpdir(), 'liandong-stand-in-'));
process.once('exit', () => void rm(directory, { recursive: true, force: true }));
await buildGround(sampleGroundSource(sample.plan), { directory, now: () => start as Instant });
const ground = createGround({ directory, log: silentLog });
await ground.start();

export const groundState = () => ground.state();

const tilePath = /^\/api\/v1\/ground\/([^/]+)\/([^/]+)\/(tiles|terrain)\/(\d+)\/(\d+)\/(\d+)$/;

export type TileAnswer = { readonly bytes: Uint8Array | undefined; readonly headers: Readonly<Record<string, string>> };

/** The tile at a path; undefined when the path asks for none. */
export const tileAt = async (path: string): Promise<TileAnswer | undefined> => {
  const [, id = '', version = '', what, z, x, y] = tilePath.exec(path) ?? [];
  if (what === undefined) return undefined;
  const address = { id, version, z: Number(z), x: Number(x), y: Number(y) };
  return what === 'terrain'
    ? { bytes: await ground.terrain(address), headers: { 'content-type': 'image/png' } }
    : {
        bytes: await ground.tile(address),
        headers: { 'content-type': 'application/vnd.mapbox-vector-tile', 'content-encoding': 'gzip' },
      };
};
