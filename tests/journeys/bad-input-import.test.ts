import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, it } from 'node:test';
import {
  type ApiCall,
  ApiRefusal,
  assetRoutes,
  type ImportOrder,
  type ImportView,
  importRoutes,
  jurisdictionRoutes,
  terminalRoutes,
} from '@liandong/contract';
import { type BadSender, openBadSender, saysWhy } from '../support/bad-input.ts';
import { clientOf, host, startTestFederation } from '../support/federation.ts';
import { runCommand } from '../support/federation-process.ts';

const cityCode = '990100';
/** A new district without an outline: its streets may be drawn anywhere. */
const districtCode = '980100';
const cleanups: (() => Promise<void> | void)[] = [];
let engineer: ApiCall;
let gauge: BadSender;
let port = 0;
let dataDirectory = '';

before(async () => {
  const federation = await startTestFederation({ after: (run) => void cleanups.push(run) });
  ({ port, dataDirectory } = federation);
  engineer = await clientOf(port, 'city-system');
  const first = (await engineer(jurisdictionRoutes.list, { query: {} })).find((one) => one.tier === 'street');
  gauge = await openBadSender(port, engineer, 'BAD-2', first?.code ?? '');
  const properties = { code: districtCode, parentCode: cityCode, tier: 'district', name: 'new district' };
  const { taken } = await importAll([{ type: 'Feature', properties, geometry: null }]);
  assert.equal(taken, 1);
});
after(async () => {
  for (const run of cleanups) await run();
});

type Position = readonly [number, number];

/** Where the sample's city is; new ground is drawn ten degrees beside it, where nothing is. */
const cityBox = async () => {
  const city = (await engineer(jurisdictionRoutes.list, { query: {} })).find(({ code }) => code === cityCode);
  const [west = 0, south = 0, east = 0, north = 0] = city?.bbox ?? [];
  return { west, south, east, north };
};

const origin = async (): Promise<Position> => {
  const { west, south } = await cityBox();
  return [Math.round(west) - 10, Math.round(south)];
};

const square = ([lon, lat]: Position, size = 1): readonly Position[] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];

const street = (code: string, ring: readonly Position[]) => ({
  type: 'Feature',
  properties: { code, parentCode: districtCode, tier: 'street', name: `street ${code}` },
  geometry: { type: 'Polygon', coordinates: [ring] },
});

const importText = async (name: string, text: string, order: Omit<ImportOrder, 'fileId'>): Promise<ImportView> => {
  const file = await engineer(importRoutes.upload, { query: { name }, file: Buffer.from(text) });
  return engineer(importRoutes.start, { body: { ...order, fileId: file.id } });
};

const importAll = (features: readonly unknown[], datum: ImportOrder['datum'] = 'WGS-84'): Promise<ImportView> =>
  importText('streets.geojson', JSON.stringify({ type: 'FeatureCollection', features }), {
    target: 'jurisdictions',
    datum,
  });

const refusedRows = ({ refused }: ImportView) => {
  for (const { text } of refused) saysWhy(text);
  return refused.map(({ row, code, key }) => [row, code, key]);
};

const codesHere = async (): Promise<readonly string[]> =>
  (await engineer(jurisdictionRoutes.list, { query: {} })).map(({ code }) => code);

it('refuses grounds that overlap, do not close or come twice, row by row, and takes the right ones beside them', async () => {
  const [lon, lat] = await origin();
  const open = square([lon + 4, lat]).slice(0, -1);
  const features = [
    street('980101', square([lon, lat])),
    street('980102', square([lon + 0.5, lat])),
    street('980103', open),
    street('980101', square([lon + 6, lat])),
    street('980104', square([lon + 2, lat])),
    { type: 'Feature', properties: { code: '980105' }, geometry: null },
  ];
  const report = await importAll(features);
  assert.deepEqual([report.state, report.read, report.taken], ['done', 6, 2]);
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
  assert.deepEqual([again.taken, again.changed, again.unchanged, again.refusedCount], [0, 0, 2, 4]);
  const undone = await engineer(importRoutes.undo, { params: { id: report.id } });
  assert.deepEqual([undone.state, undone.undoRefused], ['undone', []]);
  assert.ok(!(await codesHere()).includes('980101'));
  await gauge.goodStillGoesThrough();
});

it('refuses a ground in a datum that is not used there, and one with longitude and latitude swapped', async () => {
  const before = await codesHere();
  const [lon, lat] = await origin();
  const atlantic = await importAll([street('980201', square([-30, 40]))], 'GCJ-02');
  assert.deepEqual(refusedRows(atlantic), [[1, 'jurisdiction.datum-not-here', '980201']]);
  const swapped = square([lon, lat + 5]).map(([x, y]): Position => [y, x]);
  const report = await importAll([street('980202', swapped)]);
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
    features: [street('980301', square([lon, lat + 3]))],
  };
  const bad = [
    ['{"type":"FeatureCollection","features":[', 'import.broken-file'],
    ['[]', 'import.no-table'],
    [JSON.stringify(mercator), 'import.datum-contradicted'],
  ] as const;
  for (const [text, code] of bad) {
    const { state, failure } = await importText('a.geojson', text, { target: 'jurisdictions', datum: 'WGS-84' });
    assert.deepEqual([state, failure?.code], ['failed', code]);
    saysWhy(failure?.text);
  }
  assert.deepEqual(await codesHere(), before);
  await gauge.goodStillGoesThrough();
});

it('names swapped columns of a list of terminals, refuses what lies outside of the city, and takes the list back', async () => {
  const { west, south, east, north } = await cityBox();
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const header = '设备编号,设备名称,终端类型,经度,纬度,生产厂家,朝向';
  const lines = [`IMP-1,一号,roadPondingGauge,${lon},${lat},某厂,90`, `IMP-2,二号,道路积水监测仪,${lon + 20},${lat},,`];
  const swapped = [`IMP-1,一号,roadPondingGauge,${lat},${lon},,`];
  const order = { target: 'terminals', datum: 'WGS-84' } as const;
  const wrong = await importText('list.csv', [header, ...swapped].join('\n'), order);
  assert.deepEqual([wrong.state, wrong.failure?.code], ['failed', 'import.axes-swapped']);
  const report = await importText(
    'list.csv',
    [header, ...lines, 'IMP-3,三号,roadPondingGauge,x,y,,'].join('\n'),
    order,
  );
  assert.equal(report.taken, 1);
  assert.deepEqual(
    refusedRows(report).map(([row, code]) => [row, code]),
    [
      [3, report.refused[0]?.code],
      [4, 'import.not-a-number'],
    ],
  );
  const [one] = await engineer(terminalRoutes.list, { query: { text: 'IMP-1' } });
  const full = await engineer(terminalRoutes.one, { params: { id: one?.id ?? '' } });
  assert.deepEqual(full.details, { maker: '某厂', headingDeg: 90 });
  const undone = await engineer(importRoutes.undo, { params: { id: report.id } });
  assert.deepEqual([undone.state, undone.undoRefused], ['undone', []]);
  assert.deepEqual(await engineer(terminalRoutes.list, { query: { text: 'IMP-1' } }), []);
  await gauge.goodStillGoesThrough();
});

it('takes assets once, under whatever name the file comes, and two of one name at two places stay two', async () => {
  const { west, south, east, north } = await cityBox();
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const parks = [
    { 公园名称: '导入公园', 公园地址: '无', 经度: lon, 纬度: lat, 面积_公顷: 1.5, 所属区: '某区' },
    { 公园名称: '导入公园', 公园地址: '无', 经度: lon + 0.002, 纬度: lat, 面积_公顷: 2 },
    { 公园名称: '远方公园', 公园地址: '无', 经度: lon + 30, 纬度: lat, 面积_公顷: 2 },
  ];
  const order = { target: 'assets', datum: 'WGS-84', settings: { kind: 'park' } } as const;
  const first = await importText('parks.json', JSON.stringify(parks), order);
  assert.deepEqual([first.state, first.taken, first.refused[0]?.code], ['done', 2, 'asset.outside-city']);
  const again = await importText('other-name.json', JSON.stringify(parks), order);
  assert.deepEqual([again.taken, again.changed, again.unchanged], [0, 0, 2]);
  const found = (await engineer(assetRoutes.list, { query: { kind: 'park', limit: 20_000 } })).filter(
    (one) => one.name === '导入公园',
  );
  assert.deepEqual(found.map((one) => one.areaM2).sort(), [15_000, 20_000]);
  assert.ok(found.some((one) => one.more?.所属区 === '某区'));
  const undone = await engineer(importRoutes.undo, { params: { id: first.id } });
  assert.equal(undone.state, 'undone');
  await gauge.goodStillGoesThrough();
});

it('takes files by the command line: judges, imports with a reason for every refused row, lists and takes back', async () => {
  const { west, south, east, north } = await cityBox();
  const file = path.join(dataDirectory, '终端.csv');
  const line = (code: string, lon: number) => `${code},点,roadPondingGauge,${lon},${(south + north) / 2}`;
  const lon = (west + east) / 2;
  await writeFile(file, ['设备编号,名称,类型,经度,纬度', line('CLI-1', lon), line('CLI-2', lon + 30)].join('\n'));
  const run = (...words: readonly string[]) => runCommand({ dataDirectory, port }, words);
  const words = ['import', file, '--target', 'terminals', '--datum', 'WGS-84'];
  const dry = await run(...words, '--dry-run');
  assert.match(dry.text, /dry run done: read 2, taken 1, changed 0, unchanged 0, passed over 0, refused 1/);
  assert.match(dry.text, /row 3 CLI-2 perception\.no-jurisdiction/);
  const done = await run(...words, '--settings', '{"typeCode":"roadPondingGauge"}');
  const [, id = ''] = /^(\S+) {2}done: read 2, taken 1/m.exec(done.text) ?? [];
  assert.deepEqual([done.code, id.length], [1, 36]);
  assert.ok((await run('import', 'list')).text.includes(id));
  assert.match((await run('import', 'undo', id)).text, /undone, left as they are: 0/);
  assert.match((await run('import', file, '--target', 'castles')).text, /--target/);
});

it('is closed to those without the right, and a spreadsheet of another kind is refused at the door', async () => {
  const worker = await clientOf(port, 'city-system');
  await assert.rejects(
    worker(importRoutes.upload, { query: { name: 'old.xls' }, file: Buffer.from('x') }),
    (error: unknown) => {
      assert.ok(error instanceof ApiRefusal);
      assert.deepEqual([error.problem.status, error.problem.code], [415, 'import.old-spreadsheet']);
      saysWhy(error.problem.texts);
      return true;
    },
  );
  const nobody = await fetch(`http://${host}:${port}/api/v1/imports`);
  assert.equal(nobody.status, 401);
});
