import { type Instant, instant } from '@liandong/words';
import { parse } from 'csv-parse/sync';
import { type DatasetReport, type RowNote, RowRefusal } from './report.ts';
import type { Sensor } from './sensors.ts';

/** A measured street flood: the profile is the measurement, the file's maxima are not used. */
export type FloodEvent = {
  /** Row in the file, from 1. */
  readonly row: number;
  readonly sensorCode: string;
  readonly startedAt: Instant;
  /** Time of the last measurement. */
  readonly endedAt: Instant;
  /** As measured, oldest first; two may carry the same time. */
  readonly readings: readonly { readonly at: Instant; readonly depthInch: number }[];
};

type Row = Readonly<Record<string, string | undefined>>;

/** Reads `flood-events.csv`; its times are UTC, its depths inches. */
export const parseEvents = (
  csv: string,
  sensors: readonly Sensor[],
): { readonly events: readonly FloodEvent[]; readonly report: DatasetReport } => {
  const rows: readonly Row[] = parse(csv, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const known = new Map(sensors.map((sensor) => [sensor.code, sensor]));
  const taken = new Map<string, FloodEvent>();
  const refused: RowNote[] = [];
  const remarks: RowNote[] = [];
  rows.forEach((row, index) => {
    const key = row.sensor_id ?? '';
    try {
      const event = parseEvent(row, index + 1);
      const sensor = known.get(event.sensorCode);
      if (sensor === undefined) throw new RowRefusal('flood.unknown-sensor', `no sensor ${key} in the metadata`);
      const identity = `${event.sensorCode} ${event.startedAt}`;
      if (taken.has(identity)) throw new RowRefusal('flood.duplicate-event', `${identity} stands in the file twice`);
      taken.set(identity, event);
      remarks.push(...remarksOn(row, event, sensor));
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      refused.push({ row: index + 1, code: error.code, key, text: error.message });
    }
  });
  const events = [...taken.values()].sort((a, b) => a.startedAt - b.startedAt || a.row - b.row);
  return { events, report: { read: rows.length, taken: events.length, refused, remarks } };
};

const parseEvent = (row: Row, number: number): FloodEvent => {
  const startedAt = Date.parse(`${row.flood_start_time ?? ''}Z`);
  if (Number.isNaN(startedAt)) throw new RowRefusal('flood.bad-time', `${row.flood_start_time} is no time`);
  const depths = numbers(row.flood_profile_depth_inches, 'flood_profile_depth_inches');
  const seconds = numbers(row.flood_profile_time_secs, 'flood_profile_time_secs');
  if (depths.length !== seconds.length || depths.length === 0) {
    throw new RowRefusal('flood.bad-profile', `${depths.length} depths at ${seconds.length} times`);
  }
  const readings = depths.map((inch, index) => ({
    at: instant(startedAt + Math.round((seconds[index] ?? 0) * 1000)),
    depthInch: inch,
  }));
  readings.forEach(({ at }, index) => {
    if (at < (readings[index - 1]?.at ?? at)) throw new RowRefusal('flood.bad-profile', 'its times run backwards');
  });
  const endedAt = readings.at(-1)?.at ?? instant(startedAt);
  return { row: number, sensorCode: row.sensor_id ?? '', startedAt: instant(startedAt), endedAt, readings };
};

const numbers = (cell: string | undefined, column: string): readonly number[] => {
  const list = jsonOf(cell ?? '');
  const isGood = Array.isArray(list) && list.every((value) => typeof value === 'number' && value >= 0);
  if (!isGood) throw new RowRefusal('flood.bad-profile', `${column} is no list of numbers`);
  return list;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const longGapMs = 30 * 60_000;

const remarksOn = (row: Row, event: FloodEvent, sensor: Sensor): readonly RowNote[] => {
  const highest = Math.max(...event.readings.map(({ depthInch }) => depthInch));
  const found: [boolean, string, string][] = [
    [
      Math.abs(highest - Number(row.max_depth_inches)) > 0.005,
      'flood.maximum-differs',
      `column says ${row.max_depth_inches} inch, the profile ${highest}: the profile counts`,
    ],
    [event.startedAt < sensor.installedAt, 'flood.before-installation', 'measured before the date of installation'],
    [(event.readings.at(-1)?.depthInch ?? 0) > 0, 'flood.ends-above-zero', 'the profile ends above zero'],
    [
      event.readings.some(({ at }, index) => at - (event.readings[index - 1]?.at ?? at) > longGapMs),
      'flood.long-gap',
      'more than 30 minutes without a measurement: kept as a gap',
    ],
  ];
  return found
    .filter(([isSo]) => isSo)
    .map(([, code, text]) => ({ row: event.row, code, key: event.sensorCode, text }));
};
