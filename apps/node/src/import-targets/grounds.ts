import { openOsmExtract } from '@liandong/gateway-osm';
import { openElevation } from '@liandong/gateway-terrain';
import type { GroundImport, GroundRun } from '@liandong/imports';
import type { Words } from '@liandong/words';
import type { GroundKeeper } from '../ground-keeper.ts';
import type { GroundOrder } from '../ground-order.ts';
import { field, words } from './fields.ts';

/** What `ground-order` says of a file; the id is made of its bytes, so that the same map under another name is one. */
type FileOrder = Exclude<GroundOrder, { readonly kind: 'sample' }>;

const idDigits = 16;
const idOf = (kind: string, sha256: string): string => `${kind}-${sha256.slice(0, idDigits)}`;

const nameOf = ({ settings, fileName }: GroundRun): Words => {
  const name = settings.name?.trim() || fileName.replace(/(\.osm)?\.(pbf|hgt|asc|zip|gz)$/gi, '');
  return { 'zh-Hans': name, 'zh-Hant': name, en: name };
};

const build = async (keeper: GroundKeeper, run: GroundRun, order: FileOrder) => {
  const isThere = (): boolean => keeper.room.state().grounds.some(({ id }) => id === order.id);
  if (isThere()) return { read: 1, taken: 0 };
  const { features } = await keeper.make(order, run.signal, ({ phase, share }) => run.onProgress(share, phase));
  return { read: Math.max(1, features), taken: Math.max(1, features) };
};

const nameSetting = field('name', 'text', words('底图名称', '底圖名稱', 'Name of the map'));
const attributionSetting = field('attribution', 'text', words('来源署名', '來源署名', 'Attribution'));

const undoOf =
  (keeper: GroundKeeper, kind: string): GroundImport['undo'] =>
  ({ sha256 }) =>
    keeper.remove(idOf(kind, sha256));

/** OpenStreetMap extracts as basemap and road graph. */
export const basemapImport = (keeper: GroundKeeper): GroundImport => ({
  id: 'basemap',
  name: words('底图与路网（OpenStreetMap）', '底圖與路網（OpenStreetMap）', 'Basemap and roads (OpenStreetMap)'),
  right: 'map.manage',
  formats: ['osm-pbf'],
  settings: [nameSetting],
  run: async (run) => {
    const [id, name] = [idOf('osm', run.sha256), nameOf(run)];
    if (!run.dryRun) return build(keeper, run, { kind: 'osm', file: run.path, id, name });
    const { statistics } = await openOsmExtract(run.path, { id, name, signal: run.signal });
    const read = statistics.nodes + statistics.ways + statistics.relations;
    return { read, taken: read };
  },
  undo: undoOf(keeper, 'osm'),
});

/** Heights as hill shade and contour lines. */
export const elevationImport = (keeper: GroundKeeper): GroundImport => ({
  id: 'elevation',
  name: words('高程', '高程', 'Elevation'),
  right: 'map.manage',
  formats: ['elevation'],
  settings: [nameSetting, attributionSetting],
  run: async (run) => {
    const id = idOf('elevation', run.sha256);
    const { fileName, settings } = run;
    if (run.dryRun) {
      await openElevation(run.path, fileName);
      return { read: 1, taken: 1 };
    }
    const attribution = settings.attribution ?? '';
    return build(keeper, run, { kind: 'elevation', file: run.path, fileName, id, name: nameOf(run), attribution });
  },
  undo: undoOf(keeper, 'elevation'),
});
