import type { Series } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type DatastreamId, dayMs, type Instant, instant, toIso } from '@liandong/words';
import type { Partitions } from './ingest/partitions.ts';
import type { Datastream, Reading } from './terminal.ts';

/** Daily tables looked at by one query: each is locked while it runs. */
const daysPerQuery = 32;

export type History = {
  /** Readings after an instant (exclusive), oldest first, at most `limit`; late ones too. */
  readingsSince(datastreamId: DatastreamId, after: Instant, limit: number): Promise<readonly Reading[]>;
  /** The newest `limit` readings in [from, to), oldest first. */
  series(stream: Datastream, from: Instant, to: Instant, limit: number): Promise<Series>;
};

type Span = { readonly from: number; readonly to: number };

export const createHistory = (database: Database, partitions: Partitions): History => {
  /** Groups of days that have readings, cut to the span; a gap of years costs nothing. */
  const spans = ({ from, to }: Span): readonly Span[] => {
    const days = partitions.days().filter((day) => (day + 1) * dayMs > from && day * dayMs < to);
    const groups: Span[] = [];
    for (let first = 0; first < days.length; first += daysPerQuery) {
      const group = days.slice(first, first + daysPerQuery);
      const start = (group[0] ?? 0) * dayMs;
      const end = ((group.at(-1) ?? 0) + 1) * dayMs;
      groups.push({ from: Math.max(from, start), to: Math.min(to, end) });
    }
    return groups;
  };

  const read = async (
    id: DatastreamId,
    span: Span,
    order: 'asc' | 'desc',
    limit: number,
  ): Promise<readonly Reading[]> => {
    const { rows } = await database.pool.query<Reading>(
      `select r.phenomenon_time as at, r.value, r.quality from perception.reading r
       where r.datastream_id = $1 and r.phenomenon_time >= $2 and r.phenomenon_time < $3
       order by r.phenomenon_time ${order} limit $4`,
      [id, toIso(instant(span.from)), toIso(instant(span.to)), limit],
    );
    return rows;
  };

  const collect = async (id: DatastreamId, groups: readonly Span[], order: 'asc' | 'desc', limit: number) => {
    const found: Reading[] = [];
    for (const group of groups) {
      if (found.length >= limit) break;
      found.push(...(await read(id, group, order, limit - found.length)));
    }
    return found;
  };

  return {
    readingsSince: (id, after, limit) =>
      collect(id, spans({ from: Math.max(after + 1, 0), to: Number.POSITIVE_INFINITY }), 'asc', limit),
    series: async (stream, from, to, limit) => {
      const newest = await collect(stream.id, spans({ from, to }).toReversed(), 'desc', limit + 1);
      const kept = newest.slice(0, limit).toReversed();
      return {
        characteristic: stream.characteristic.code,
        unit: stream.characteristic.unit,
        at: kept.map((reading) => reading.at),
        value: kept.map((reading) => reading.value),
        quality: kept.map((reading) => reading.quality),
        truncated: newest.length > limit,
      };
    },
  };
};
