import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GroundShape, type GroundView } from '@liandong/contract';
import { refuse } from '@liandong/words';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** Names of the files of a ground. */
export const groundFiles = {
  basemap: 'basemap.pmtiles',
  terrain: 'terrain.pmtiles',
  roads: 'roads.bin',
  manifest: 'ground.json',
} as const;

/** Folders in which a build is under way; no version has a dot. */
export const sitePrefix = 'building.';

const ManifestShape = Type.Object({
  view: GroundShape,
  tiles: Type.Integer(),
  terrainTiles: Type.Integer(),
  bytes: Type.Integer(),
  roads: Type.Object({
    nodes: Type.Integer(),
    directedEdges: Type.Integer(),
    lengthKm: Type.Number(),
    mainNodes: Type.Integer(),
    mainShare: Type.Number(),
  }),
});

/** What stands in `ground.json`: the ground as the console sees it, and facts of its build. */
export type GroundManifest = { readonly view: GroundView } & Readonly<Omit<Static<typeof ManifestShape>, 'view'>>;

const check = Compile(ManifestShape);

/** Writes a manifest whole or not at all. */
export const writeManifest = async (directory: string, manifest: GroundManifest): Promise<void> => {
  const file = path.join(directory, groundFiles.manifest);
  await writeFile(`${file}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
};

/**
 * Reads a manifest; undefined when there is none.
 * @throws Refusal ground.damaged when it is none that a build has written
 */
export const readManifest = async (directory: string): Promise<GroundManifest | undefined> => {
  let text: string;
  try {
    text = await readFile(path.join(directory, groundFiles.manifest), 'utf8');
  } catch {
    return undefined;
  }
  const manifest = parse(text);
  const isHere = manifest !== undefined && path.basename(directory) === manifest.view.version;
  if (!isHere || path.basename(path.dirname(directory)) !== manifest.view.id)
    throw refuse('ground.damaged', { file: groundFiles.manifest, reason: 'it describes no ground, or another one' });
  return manifest;
};

const parse = (text: string): GroundManifest | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return check.Check(value) ? (value as GroundManifest) : undefined;
  } catch {
    return undefined;
  }
};
