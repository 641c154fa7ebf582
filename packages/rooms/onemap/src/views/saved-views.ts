import type { SavedView, SavedViewOrder } from '@liandong/contract';
import { type Database, type InstantColumn, type Session, toDate } from '@liandong/platform';
import { type ActContext, newId, refuse, toIso } from '@liandong/words';
import type { Selectable } from 'kysely';

type SavedViewTable = {
  id: string;
  owner_id: string;
  owner_name: string;
  name: string;
  lon: number;
  lat: number;
  zoom: number;
  layers: string[];
  shared: boolean;
  saved_at: InstantColumn;
};
type Tables = { 'onemap.saved_view': SavedViewTable };

const viewOf = (row: Selectable<SavedViewTable>, session: Session): SavedView => ({
  id: row.id,
  name: row.name,
  lon: row.lon,
  lat: row.lat,
  zoom: row.zoom,
  layers: row.layers,
  shared: row.shared,
  mine: row.owner_id === session.userId,
  ownerName: row.owner_name,
  savedAt: toIso(row.saved_at),
});

const mayShare = (session: Session): boolean => session.roots('map.manage').length > 0;

/** 保存的视图: own ones and those that somebody shared, own ones first. */
export const listViews = async (database: Database, session: Session): Promise<readonly SavedView[]> => {
  const rows = await database
    .tables<Tables>()
    .selectFrom('onemap.saved_view as v')
    .selectAll('v')
    .where((one) => one.or([one('v.owner_id', '=', session.userId), one('v.shared', '=', true)]))
    .orderBy('v.name')
    .execute();
  const views = rows.map((row) => viewOf(row, session));
  return [...views.filter(({ mine }) => mine), ...views.filter(({ mine }) => !mine)];
};

/** More than anybody looks through; a runaway script is stopped by it. */
const mostViews = 200;

/**
 * Saves a view; of the same person the same name is the same view.
 * @throws Refusal `view.sharing-not-allowed`, `view.too-many`
 */
export const saveView = async (
  database: Database,
  context: ActContext,
  session: Session,
  order: SavedViewOrder,
): Promise<SavedView> => {
  if (order.shared && !mayShare(session)) throw refuse('view.sharing-not-allowed');
  const own = (await listViews(database, session)).filter(({ mine }) => mine);
  if (own.length >= mostViews && !own.some(({ name }) => name === order.name))
    throw refuse('view.too-many', { most: mostViews });
  const { name, lon, lat, zoom, shared } = order;
  return database.write(context, async (work) => {
    const row = { lon, lat, zoom, shared, layers: [...order.layers], saved_at: toDate(work.recordedAt) };
    const saved = await work
      .tables<Tables>()
      .insertInto('onemap.saved_view')
      .values({ id: newId<never>(), owner_id: session.userId, owner_name: session.name, name, ...row })
      .onConflict((conflict) => conflict.constraint('saved_view_name_unique').doUpdateSet(row))
      .returningAll()
      .executeTakeFirstOrThrow();
    work.record({
      type: 'ViewSaved',
      objectKind: 'view',
      objectId: saved.id,
      jurisdictionPath: [],
      body: { name, shared },
    });
    return viewOf(saved, session);
  });
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Removes an own view, or, with map.manage, a shared one. @throws Refusal `view.unknown` */
export const removeView = async (
  database: Database,
  context: ActContext,
  session: Session,
  id: string,
): Promise<void> => {
  if (!isUuid(id)) throw refuse('view.unknown', { id });
  await database.write(context, async (work) => {
    const removed = await work
      .tables<Tables>()
      .deleteFrom('onemap.saved_view as v')
      .where('v.id', '=', id)
      .where((one) =>
        one.or([one('v.owner_id', '=', session.userId), ...(mayShare(session) ? [one('v.shared', '=', true)] : [])]),
      )
      .returning('v.name')
      .executeTakeFirst();
    if (removed === undefined) throw refuse('view.unknown', { id });
    work.record({
      type: 'ViewRemoved',
      objectKind: 'view',
      objectId: id,
      jurisdictionPath: [],
      body: { name: removed.name },
    });
  });
};
