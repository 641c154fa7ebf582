import { assetRoutes } from '@liandong/contract';
import { answer, type RouteAnswer, signedIn } from '@liandong/platform';
import { refuse } from '@liandong/words';
import type { AssetFilter, Assets } from './assets.ts';

const right = 'map.read';

const boxOf = (bbox: string | undefined): AssetFilter['box'] => {
  if (bbox === undefined) return undefined;
  const [west, south, east, north, ...rest] = bbox.split(',').map(Number);
  const [w, s, e, n] = [west ?? Number.NaN, south ?? Number.NaN, east ?? Number.NaN, north ?? Number.NaN];
  if (rest.length > 0 || !Number.isFinite(w + s + e + n) || w > e || s > n) throw refuse('asset.bad-box', { bbox });
  return [w, s, e, n];
};

/** Answers the asset routes of the contract; everybody sees the assets of his own jurisdictions. */
export const answerAssets = (room: Assets): readonly RouteAnswer[] => [
  answer(assetRoutes.kinds, async (request) => {
    const counts = await room.counts(signedIn(request).roots(right));
    return room.kinds.map((kind) => ({ ...kind, count: counts.get(kind.code) ?? 0 }));
  }),
  answer(assetRoutes.list, async (request) => {
    const { kind, bbox, geometry, limit } = request.query;
    return [...(await room.list(signedIn(request).roots(right), { kind, box: boxOf(bbox), geometry, limit }))];
  }),
  answer(assetRoutes.one, (request) => room.one(signedIn(request).roots(right), request.params.id)),
];
