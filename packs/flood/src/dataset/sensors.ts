import { type Instant, instant } from '@liandong/words';
import { parse } from 'csv-parse/sync';
import { type Borough, boroughs } from './boroughs.ts';
import { type DatasetReport, type RowNote, RowRefusal } from './report.ts';

/** A depth sensor as FloodNet describes it; WGS-84 degrees. */
export type Sensor = {
  readonly code: string;
  readonly name: string;
  readonly street: string;
  readonly borough: Borough;
  /** Code of the jurisdiction that the sensor's own fields put it in, e.g. `BK05`. */
  readonly boardCode: string;
  readonly lon: number;
  readonly lat: number;
  readonly installedAt: Instant;
  readonly removedAt: Instant | undefined;
};

type Row = Readonly<Record<string, string | undefined>>;

/** Reads `sensor-metadata.csv`; membership comes from the sensor's own fields, never from its position. */
export const parseSensors = (csv: string): { readonly sensors: readonly Sensor[]; readonly report: DatasetReport } => {
  const rows: readonly Row[] = parse(csv, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const sensors = new Map<string, Sensor>();
  const refused: RowNote[] = [];
  rows.forEach((row, index) => {
    const key = row.sensor_id ?? '';
    try {
      const sensor = parseSensor(row);
      if (sensors.has(key)) throw new RowRefusal('flood.duplicate-sensor', `sensor ${key} stands in the file twice`);
      sensors.set(key, sensor);
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      refused.push({ row: index + 1, code: error.code, key, text: error.message });
    }
  });
  return {
    sensors: [...sensors.values()],
    report: { read: rows.length, taken: sensors.size, refused, remarks: [] },
  };
};

const text = (row: Row, column: string): string => {
  const value = row[column]?.trim() ?? '';
  if (value === '' || value.length > 200) throw new RowRefusal('flood.field-missing', `${column} is missing`);
  return value;
};

const parseSensor = (row: Row): Sensor => {
  const borough = boroughOf(text(row, 'borough'));
  return {
    code: text(row, 'sensor_id'),
    name: text(row, 'sensor_name'),
    street: text(row, 'street_name'),
    borough,
    boardCode: boardCodeOf(text(row, 'community_board'), borough),
    ...placeOf(row),
    installedAt: dateOf(text(row, 'date_installed')),
    removedAt: (row.date_removed ?? '') === '' ? undefined : dateOf(text(row, 'date_removed')),
  };
};

const boroughOf = (name: string): Borough => {
  const borough = boroughs.find((one) => one.name.en === name);
  if (borough === undefined) throw new RowRefusal('flood.unknown-borough', `there is no borough ${name}`);
  return borough;
};

/** The first digit of a board's number is its borough's: 305 is the fifth of Brooklyn. */
const boardCodeOf = (number: string, borough: Borough): string => {
  if (!/^[1-5]\d\d$/.test(number)) throw new RowRefusal('flood.bad-board', `${number} is no community board`);
  if (!number.startsWith(borough.digit)) {
    throw new RowRefusal('flood.board-not-in-borough', `board ${number} does not lie in ${borough.name.en}`);
  }
  return `${borough.code}${number.slice(1)}`;
};

/** Farther out than any street of the city. */
const cityBox = { west: -74.3, south: 40.45, east: -73.65, north: 40.95 } as const;

const placeOf = (row: Row): { readonly lon: number; readonly lat: number } => {
  const [lon, lat] = [Number(text(row, 'longitude')), Number(text(row, 'latitude'))];
  const { west, south, east, north } = cityBox;
  if (!(lon >= west && lon <= east && lat >= south && lat <= north)) {
    throw new RowRefusal('flood.place-not-in-city', `${lon}, ${lat} does not lie in New York`);
  }
  return { lon, lat };
};

const dateOf = (value: string): Instant => {
  const at = Date.parse(value.endsWith('Z') ? value : `${value}Z`);
  if (Number.isNaN(at)) throw new RowRefusal('flood.bad-time', `${value} is no time`);
  return instant(at);
};
