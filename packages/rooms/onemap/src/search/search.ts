import type { Found, SearchKind } from '@liandong/contract';
import { searchKinds } from '@liandong/contract';
import type { Right } from '@liandong/laws';
import type { Database, Session } from '@liandong/platform';
import { type Datum, type LonLat, Refusal } from '@liandong/words';
import { readCoordinates } from './coordinates.ts';
import type { SearchRow } from './entry.ts';
import { gramsOf, judge, nearScore, wordsOf } from './match.ts';
import { findCandidates, type Sightline } from './search-store.ts';

export type SearchQuery = {
  readonly text: string;
  readonly kind?: SearchKind | undefined;
  readonly datum?: Datum | undefined;
  readonly lon?: number | undefined;
  readonly lat?: number | undefined;
  readonly limit?: number | undefined;
};

export type SearchDeps = {
  readonly database: Database;
  /** Brings typed degrees to WGS-84. @throws Refusal when they are none */
  toWgs84(lon: number, lat: number, datum: Datum): LonLat;
};

/** The right that shows things of a kind; jurisdictions and roads are on everybody's map. */
const rightOf: Readonly<Record<SearchKind, Right | undefined>> = {
  place: undefined,
  road: undefined,
  jurisdiction: undefined,
  organisation: undefined,
  asset: 'map.read',
  terminal: 'terminal.read',
  case: 'case.read',
};

const usualLimit = 12;

const sightlinesOf = (session: Session, wanted: SearchKind | undefined): readonly Sightline[] =>
  searchKinds
    .filter((kind) => kind !== 'place' && (wanted === undefined || wanted === kind))
    .flatMap((kind): readonly Sightline[] => {
      const right = rightOf[kind];
      if (right === undefined) return [{ kind, roots: 'all' }];
      const roots = session.roots(right);
      return roots.length === 0 ? [] : [{ kind, roots }];
    });

const foundRow = (row: SearchRow, matched: Found['matched']): Found => ({
  kind: row.kind,
  id: row.id,
  name: row.name,
  ...(row.names === null ? {} : { names: row.names }),
  detail: row.detail,
  ...(row.subkind === null ? {} : { subkind: row.subkind }),
  ...(row.lon === null || row.lat === null ? {} : { lon: row.lon, lat: row.lat }),
  matched,
});

const decimals = 6;

const placesOf = ({ toWgs84 }: SearchDeps, { text, datum }: SearchQuery): readonly Found[] =>
  readCoordinates(text, datum).flatMap((typed): readonly Found[] => {
    try {
      const { lon, lat } = toWgs84(typed.lon, typed.lat, typed.datum);
      return [
        {
          kind: 'place',
          id: `${lon},${lat}`,
          name: `${lon.toFixed(decimals)}, ${lat.toFixed(decimals)}`,
          detail: typed.datum,
          lon,
          lat,
          matched: 'coordinates',
        },
      ];
    } catch (cause) {
      // A datum that is not used there: the other order may still be a place.
      if (cause instanceof Refusal) return [];
      throw cause;
    }
  });

/** 全局搜索: by name, code, address, pinyin or its initials, or coordinates in any datum; only what the reader may see. */
export const search = async (deps: SearchDeps, session: Session, query: SearchQuery): Promise<readonly Found[]> => {
  const limit = query.limit ?? usualLimit;
  const places = query.kind === undefined || query.kind === 'place' ? placesOf(deps, query) : [];
  const words = wordsOf(query.text);
  const sets = words.map(gramsOf);
  if (places.length > 0 || words.length === 0 || sets.some((alternatives) => alternatives.length === 0))
    return places.slice(0, limit);
  const near = query.lon === undefined || query.lat === undefined ? undefined : { lon: query.lon, lat: query.lat };
  const rows = await findCandidates(
    deps.database,
    sets,
    sightlinesOf(session, query.kind),
    words.map(({ text }) => text).join(''),
  );
  return rows
    .flatMap((row) => {
      const hit = judge(row, words);
      return hit === undefined ? [] : [{ row, matched: hit.matched, score: hit.score + nearScore(row, near) }];
    })
    .sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1))
    .slice(0, limit)
    .map(({ row, matched }) => foundRow(row, matched));
};
