import path from 'node:path';
import { createImports, type Imports } from '@liandong/imports';
import { isDatumUsedAt, toWgs84 } from '@liandong/jurisdictions';
import { allRefusals } from './all-refusals.ts';
import { assetsTarget } from './import-targets/assets.ts';
import { basemapImport, elevationImport } from './import-targets/grounds.ts';
import { jurisdictionsTarget } from './import-targets/jurisdictions.ts';
import { organisationsTarget } from './import-targets/organisations.ts';
import { terminalsTarget } from './import-targets/terminals.ts';
import type { Rooms } from './rooms.ts';

type Bounds = readonly [number, number, number, number];

const join = (a: Bounds | undefined, b: Bounds): Bounds =>
  a === undefined ? b : [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

/** The box around everything that has an outline. */
const cityBounds = ({ jurisdictions }: Pick<Rooms, 'jurisdictions'>): Bounds | undefined => {
  let box: Bounds | undefined;
  for (const { ground } of jurisdictions.list()) if (ground !== undefined) box = join(box, ground.bbox);
  return box;
};

/** 数据导入 of a node: the rooms that take rows, and the grounds under the map. */
export const openImports = (rooms: Omit<Rooms, 'imports'>): Imports => {
  const { database, log, config, assets, perception, people, jurisdictions, ground } = rooms;
  return createImports({
    database,
    log,
    directory: path.join(config.dataDirectory, 'imports'),
    targets: [
      jurisdictionsTarget(jurisdictions),
      terminalsTarget({ perception, organisations: () => people.organisations(), toWgs84 }),
      organisationsTarget({ people, jurisdictions: () => jurisdictions.list() }),
      assetsTarget({ assets, toWgs84 }),
    ],
    grounds: [basemapImport(ground), elevationImport(ground)],
    refusals: allRefusals,
    city: () => cityBounds(rooms),
    isInChina: (lon, lat) => isDatumUsedAt(lon, lat, 'GCJ-02'),
  });
};
