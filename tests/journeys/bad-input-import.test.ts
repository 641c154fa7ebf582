import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type ApiCall, ApiRefusal, type ImportReport, jurisdictionRoutes } from '@liandong/contract';
import { jurisdictionRefusals } from '@liandong/jurisdictions';
import type { Datum, RefusalList } from '@liandong/words';
import { type BadSender, openBadSender, saysWhy } from '../support/bad-input.ts';
import { clientOf, startTestFederation } from '../support/federation.ts';

const cityCode = '990100';
const streetCode = '990103001';
const texts: RefusalList = jurisdictionRefusals;
const cleanups: (() => Promise<void> | void)[] = [];
let system: ApiCall;
let gauge: BadSender;

before(async () => {
  const federation = await startTestFederation({ after: (run) => void cleanups.push(run) });
  system = await clientOf(federation.port, 'city-system');
  gauge = await openBadSender(federation.port, system, 'BAD-2', streetCode);
});
after(async () => {
  for (const run of cleanups) await run();
});

type Position = readonly [number, number];

/** Where the sample's city is; new ground is drawn ten degrees beside it, where nothing is. */
const origin = async (): Promise<Position> => {
  const city = (await system(jurisdictionRoutes.list, { query: {} })).find(({ code }) => code === cityCode);
  const [west = 0, south = 0] = city?.bbox ?? [];
  return [Math.round(west) - 10, Math.round(south)];
};

const square = ([lon, lat]: Position, size = 1): readonly Position[] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];

const district = (code: string, ring: readonly Position[]) => ({
  type: 'Feature',
  properties: { code, parentCode: cityCode, tier: 'district', name: `district ${code}` },
  geometry: { type: 'Polygon', coordinates: [ring] },
});

const importText = (text: string, datum: Datum = 'WGS-84'): Promise<ImportReport> =>
  system(jurisdictionRoutes.import, { query: {}, body: { format: 'geojson', datum, text } });

const importAll = (features: readonly unknown[], datum?: Datum): Promise<ImportReport> =>
  importText(JSON.stringify({ type: 'FeatureCollection', features }), datum);

const refusedRows = ({ refused }: ImportReport) => {
  for (const { code, text } of refused) {
    assert.ok(text.length > 3, `row refused with a text: ${code}`);
    saysWhy(texts[code]?.text);
  }
  return refused.map(({ row, code, key }) => [row, code, key]);
};

const codesHere = async (): Promise<readonly string[]> =>
  (await system(jurisdictionRoutes.list, { query: {} })).map(({ code }) => code);

it('refuses grounds that overlap, do not close or come twice, row by row, and takes the right ones beside them', async () => {
  const [lon, lat] = await origin();
  const open = square([lon + 4, lat]).slice(0, -1);
  const features = [
    district('980101', square([lon, lat])),
    district('980102', square([lon + 0.5, lat])),
    district('980103', open),
    district('980101', square([lon + 6, lat])),
    district('980104', square([lon + 2, lat])),
    { type: 'Feature', properties: { code: '980105' }, geometry: null },
  ];
  const report = await importAll(features);
  assert.deepEqual([report.read, report.taken], [6, 2]);
  assert.deepEqual(
    refusedRows(report).map(([, code]) => code),
    [
      'jurisdiction.overlap',
      'jurisdiction.ring-not-closed',
      'jurisdiction.duplicate-code',
      'jurisdiction.row-malformed',
    ],
  );
  const codes = await codesHere();
  assert.ok(codes.includes('980101') && codes.includes('980104'));
  assert.ok(!['980102', '980103', '980105'].some((code) => codes.includes(code)));
  const again = await importAll(features);
  assert.deepEqual([again.taken, again.changed, again.unchanged, again.refused.length], [0, 0, 2, 4]);
  await gauge.goodStillGoesThrough();
});

it('refuses a ground in a datum that is not used there, and one with longitude and latitude swapped', async () => {
  const before = await codesHere();
  const [lon, lat] = await origin();
  const atlantic = await importAll([district('980201', square([-30, 40]))], 'GCJ-02');
  assert.deepEqual(refusedRows(atlantic), [[1, 'jurisdiction.datum-not-here', '980201']]);
  const swapped = square([lon, lat + 5]).map(([x, y]): Position => [y, x]);
  const report = await importAll([district('980202', swapped)]);
  assert.deepEqual(refusedRows(report), [[1, 'jurisdiction.axes-swapped', '980202']]);
  assert.deepEqual(await codesHere(), before);
  await gauge.goodStillGoesThrough();
});

it('refuses a file as a whole that is none, or that declares another reference system, and says why', async () => {
  const before = await codesHere();
  const [lon, lat] = await origin();
  const mercator = {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
    features: [district('980301', square([lon, lat + 3]))],
  };
  const bad = [
    ['{"type":"FeatureCollection","features":[', 'jurisdiction.malformed'],
    ['[]', 'jurisdiction.malformed'],
    [JSON.stringify(mercator), 'jurisdiction.datum-contradicted'],
  ] as const;
  for (const [text, code] of bad) {
    await assert.rejects(importText(text), (error: unknown) => {
      assert.ok(error instanceof ApiRefusal);
      assert.deepEqual([error.problem.status, error.problem.code], [422, code]);
      saysWhy(error.problem.texts);
      return true;
    });
  }
  assert.deepEqual(await codesHere(), before);
  await gauge.goodStillGoesThrough();
});
