import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Instant, instant, minuteMs } from '@liandong/words';
import { type FloodDataset, type FloodEvent, floodnetReplay, gatewayMessages, type Sensor } from '../src/index.ts';

const start = instant(Date.UTC(2023, 8, 29, 4));
const at = (minutes: number): Instant => instant(start + minutes * minuteMs);

const sensor = (code: string, more: Partial<Sensor> = {}): Sensor => ({
  code,
  name: code,
  street: 'A Street',
  borough: { code: 'BK', digit: '3', name: { 'zh-Hans': '', 'zh-Hant': '', en: 'Brooklyn' } },
  boardCode: 'BK05',
  lon: -73.9,
  lat: 40.66,
  installedAt: at(-10_000),
  removedAt: undefined,
  ...more,
});

const flood = (sensorCode: string, ...points: readonly (readonly [number, number])[]): FloodEvent => {
  const readings = points.map(([minutes, depthInch]) => ({ at: at(minutes), depthInch }));
  return { row: 1, sensorCode, readings, startedAt: readings[0]?.at ?? start, endedAt: readings.at(-1)?.at ?? start };
};

const dataset = (sensors: readonly Sensor[], events: readonly FloodEvent[]): FloodDataset => {
  const report = { read: 0, taken: 0, refused: [], remarks: [] };
  return { sensors, events, reports: { sensors: report, events: report } };
};

/** What one sensor says, as minutes and inches; '·' is a sign of life. */
const said = (data: FloodDataset, code: string, stepMs?: number): string[] => {
  const replay = floodnetReplay(data, {
    from: start,
    to: at(600),
    settleMs: 20 * minuteMs,
    ...(stepMs === undefined ? {} : { stepMs }),
  });
  return [...replay.steps()].flatMap(({ items }) =>
    (items.get(code) ?? []).map((item) => `${(item.at - start) / minuteMs} ${item.depthInch ?? '·'}`),
  );
};

describe('the replay', () => {
  it('says every measured depth at its time, with signs of life before and after', () => {
    const data = dataset([sensor('a'), sensor('b')], [flood('a', [20, 0], [22, 5], [40, 0])]);
    assert.deepEqual(said(data, 'a'), ['0 ·', '15 ·', '20 0', '22 5', '40 0', '45 ·', '60 ·']);
    assert.deepEqual(said(data, 'b'), ['0 ·', '15 ·', '30 ·', '45 ·', '60 ·']);
  });

  it('keeps a gap as a gap, and adds a dry reading only after an event that ends above zero', () => {
    const data = dataset([sensor('a')], [flood('a', [1, 5], [50, 6], [51, 2])]);
    assert.deepEqual(said(data, 'a'), ['0 ·', '1 5', '50 6', '51 2', '60 0']);
  });

  it('adds no dry reading when the next event has begun before', () => {
    const data = dataset([sensor('a')], [flood('a', [1, 5], [8, 3]), flood('a', [14, 0], [16, 2], [17, 0])]);
    assert.deepEqual(said(data, 'a'), ['0 ·', '1 5', '8 3', '14 0', '16 2', '17 0', '30 ·']);
  });

  it('lets nobody speak before he is installed or after he is removed', () => {
    const data = dataset(
      [sensor('new', { installedAt: at(20) }), sensor('old', { removedAt: at(20) }), sensor('a')],
      [flood('a', [1, 1], [40, 0])],
    );
    assert.deepEqual(said(data, 'new'), ['30 ·', '45 ·', '60 ·']);
    assert.deepEqual(said(data, 'old'), ['0 ·', '15 ·']);
  });

  it('says the same in steps of any length, and never more than four minutes ahead of the clock', () => {
    const data = dataset([sensor('a')], [flood('a', [3, 1], [200, 9], [204.5, 2])]);
    const whole = said(data, 'a');
    for (const stepMs of [1_000, 90_000, 60 * minuteMs]) assert.deepEqual(said(data, 'a', stepMs), whole);
    let clock = start - 1;
    for (const { until, items } of floodnetReplay(data, { from: start, to: at(600), stepMs: 60 * minuteMs }).steps()) {
      for (const item of [...items.values()].flat())
        assert.ok(item.at > clock && item.at <= until && item.at - clock <= 4 * minuteMs);
      assert.ok(until > clock);
      clock = until;
    }
  });

  it('speaks as a gateway does', () => {
    const data = dataset([sensor('a'), sensor('b')], [flood('a', [0, 1.5], [1, 0])]);
    const [step] = floodnetReplay(data, { from: start, to: at(600), stepMs: minuteMs }).steps();
    assert.ok(step);
    assert.deepEqual(
      gatewayMessages(step).map((message) => JSON.parse(message)),
      [{ a: [{ ts: start, values: { depthInch: 1.5 } }], b: [{ ts: start, values: {} }] }],
    );
    assert.equal(gatewayMessages(step, 1).length, 2);
  });
});
