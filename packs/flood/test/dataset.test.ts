import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { boardName, floodJurisdictions } from '../src/dataset/boroughs.ts';
import { parseEvents } from '../src/dataset/events.ts';
import { parseSensors } from '../src/dataset/sensors.ts';
import { readFloodDataset } from '../src/index.ts';
import { floodStaff } from '../src/people/staff.ts';
import { floodDuties } from '../src/people/units.ts';

const head =
  'sensor_name,sensor_id,date_installed,tidally_influenced,date_removed,street_name,borough,zipcode,community_board,council_district,census_tract,nta,latitude,longitude,lowest_point_height_delta_inches,location';
const line = (
  id: string,
  borough: string,
  board: string,
  lat = '40.66',
  lon = '-73.9',
  installed = '2022-01-01T00:00:00.000',
) => `S ${id},${id},${installed},No,,A Street,${borough},11207,${board},,,,${lat},${lon},7.9,`;

const eventHead =
  'sensor_name,sensor_id,flood_start_time,flood_end_time,max_depth_inches,flood_profile_depth_inches,flood_profile_time_secs';
const event = (id: string, start: string, depths: string, seconds: string, max = '5') =>
  `S,${id},${start},,${max},"${depths}","${seconds}"`;

describe('the FloodNet files', () => {
  it('gives every refused sensor its reason and keeps the rest', () => {
    const csv = [
      head,
      line('a', 'Brooklyn', '305'),
      line('a', 'Brooklyn', '305'),
      line('b', 'Atlantis', '305'),
      line('c', 'Brooklyn', '412'),
      line('d', 'Brooklyn', 'x'),
      line('e', 'Brooklyn', '305', '-73.9', '40.66'),
      line('f', 'Brooklyn', '305', 'NaN'),
      line('g', 'Brooklyn', '305', '40.66', '-73.9', 'some day'),
      line('', 'Brooklyn', '305'),
      line('h', 'Bronx', '226'),
    ].join('\n');
    const { sensors, report } = parseSensors(csv);
    assert.deepEqual(
      sensors.map(({ code, boardCode }) => `${code} ${boardCode}`),
      ['a BK05', 'h BX26'],
    );
    assert.deepEqual(
      report.refused.map(({ row, code }) => `${row} ${code}`),
      [
        '2 flood.duplicate-sensor',
        '3 flood.unknown-borough',
        '4 flood.board-not-in-borough',
        '5 flood.bad-board',
        '6 flood.place-not-in-city',
        '7 flood.place-not-in-city',
        '8 flood.bad-time',
        '9 flood.field-missing',
      ],
    );
    assert.equal(boardName('BX26').en, 'Bronx Joint Interest Area 26');
    assert.equal(floodJurisdictions(sensors).find(({ code }) => code === 'BX26')?.functional, true);
    assert.equal(floodJurisdictions(sensors).find(({ code }) => code === 'BK05')?.functional, false);
  });

  it('refuses broken profiles, strangers and repetitions, and remarks on odd ones', () => {
    const { sensors } = parseSensors(
      [head, line('a', 'Brooklyn', '305', '40.66', '-73.9', '2023-02-01T00:00:00.000')].join('\n'),
    );
    const csv = [
      eventHead,
      event('a', '2023-03-01T00:00:00.000', '[0, 5, 0]', '[0, 60, 120]'),
      event('a', '2023-03-01T00:00:00.000', '[0, 5, 0]', '[0, 60, 120]'),
      event('z', '2023-03-01T00:00:00.000', '[0, 5, 0]', '[0, 60, 120]'),
      event('a', '2023-03-02T00:00:00.000', '[0, 5]', '[0, 60, 120]'),
      event('a', '2023-03-03T00:00:00.000', '[0, null]', '[0, 60]'),
      event('a', '2023-03-04T00:00:00.000', '[0, 5, 0]', '[0, 120, 60]'),
      event('a', 'yesterday', '[0]', '[0]'),
      event('a', '2023-01-01T00:00:00.000', '[0, 5, 3]', '[0, 60, 4000]', '6'),
    ].join('\n');
    const { events, report } = parseEvents(csv, sensors);
    assert.equal(events.length, 2);
    assert.deepEqual(
      report.refused.map(({ row, code }) => `${row} ${code}`),
      [
        '2 flood.duplicate-event',
        '3 flood.unknown-sensor',
        '4 flood.bad-profile',
        '5 flood.bad-profile',
        '6 flood.bad-profile',
        '7 flood.bad-time',
      ],
    );
    assert.deepEqual(
      report.remarks.map(({ row, code }) => `${row} ${code}`),
      ['8 flood.maximum-differs', '8 flood.before-installation', '8 flood.ends-above-zero', '8 flood.long-gap'],
    );
  });

  it('gives each board its unit, and handlers and checkers different users', () => {
    const boards = ['BK05', 'BX26'];
    assert.deepEqual(
      floodDuties('board', boards).map(({ jurisdictionCode }) => jurisdictionCode),
      boards,
    );
    assert.equal(floodDuties('city', boards).length, 5);
    const { users } = floodStaff('city', boards);
    assert.deepEqual(
      users.filter(({ automatic }) => automatic).map(({ loginName }) => loginName),
      ['auto-desk', 'auto-checker', 'auto-closer'],
    );
  });

  const datasets = resolve(import.meta.dirname, '../../..', process.env.LIANDONG_DATASETS ?? '../shared/data');
  const skip = existsSync(resolve(datasets, 'flood/floodnet-nyc'))
    ? false
    : `no real data in ${datasets} (set LIANDONG_DATASETS)`;
  it('reads all 433 sensors and 1417 events, with their known faults', { skip }, async () => {
    const { sensors, events, reports } = await readFloodDataset(datasets);
    assert.deepEqual([sensors.length, events.length], [433, 1417]);
    assert.deepEqual([reports.sensors.refused, reports.events.refused], [[], []]);
    const remarks = Object.groupBy(reports.events.remarks, ({ code }) => code);
    assert.deepEqual(Object.fromEntries(Object.entries(remarks).map(([code, list]) => [code, list?.length])), {
      'flood.before-installation': 2,
      'flood.ends-above-zero': 20,
      'flood.long-gap': 69,
      'flood.maximum-differs': 19,
    });
  });
});
