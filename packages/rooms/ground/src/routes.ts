import { groundRoutes } from '@liandong/contract';
import { answer, Bytes, type RouteAnswer } from '@liandong/platform';
import type { Ground, TileAddress } from './ground.ts';

/** The address carries the version, and a version never changes: a browser may keep its tiles for ever. */
const forEver = 'private, max-age=31536000, immutable';
const nothing = new Uint8Array(0);

const headersOf = (kind: string, { id, version, z, x, y }: TileAddress): Record<string, string> => ({
  'cache-control': forEver,
  etag: `"${kind}-${id}-${version}-${z}-${x}-${y}"`,
});

/** Answers the ground routes of the contract. */
export const answerGround = (room: Ground): readonly RouteAnswer[] => [
  answer(groundRoutes.state, () => room.state()),
  answer(groundRoutes.tile, async ({ params }) => {
    const tile = await room.tile(params);
    const headers = headersOf('tile', params);
    if (tile === undefined) return new Bytes(nothing, 'application/vnd.mapbox-vector-tile', headers);
    return new Bytes(tile, 'application/vnd.mapbox-vector-tile', { ...headers, 'content-encoding': 'gzip' });
  }),
  answer(groundRoutes.terrain, async ({ params }) => {
    const tile = await room.terrain(params);
    return new Bytes(tile ?? nothing, 'image/png', headersOf('terrain', params));
  }),
  answer(groundRoutes.route, async ({ query }) => {
    const { lengthM, durationS, line } = await room.route([query.fromLon, query.fromLat], [query.toLon, query.toLat]);
    return { lengthM, durationS, line: line.map((position) => [...position]) };
  }),
  answer(groundRoutes.remove, async ({ params }) => {
    await room.remove(params.id);
    return room.state();
  }),
];
