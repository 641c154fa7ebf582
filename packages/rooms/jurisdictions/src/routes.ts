import { type Jurisdiction, jurisdictionRoutes } from '@liandong/contract';
import { answer, type RouteAnswer } from '@liandong/platform';
import { toWgs84 } from './datum.ts';
import type { Jurisdictions } from './jurisdictions.ts';

/** Answers the jurisdiction routes of the contract. */
export const answerJurisdictions = (room: Jurisdictions): readonly RouteAnswer[] => [
  answer(jurisdictionRoutes.list, ({ query: { geometry, maxRank = Number.POSITIVE_INFINITY } }) =>
    room
      .list()
      .filter(({ tier }) => tier.rank <= maxRank)
      .map((record) => room.view(record, geometry === true)),
  ),
  answer(jurisdictionRoutes.at, ({ query }) => {
    const { lon, lat } = toWgs84(query.lon, query.lat, query.datum ?? 'WGS-84');
    const around = viewsOf(room, room.around(lon, lat));
    if (around.length > 0 || query.withinM === undefined) return around;
    const nearest = room.nearest(lon, lat, query.withinM);
    if (nearest === undefined) return [];
    const outsideByM = Math.round(nearest.metres);
    return viewsOf(room, room.path(nearest.code)).map((view) => ({ ...view, outsideByM }));
  }),
];

const viewsOf = (room: Jurisdictions, codes: readonly string[]): Jurisdiction[] =>
  codes.flatMap((code) => {
    const record = room.find(code);
    return record === undefined ? [] : [room.view(record)];
  });
