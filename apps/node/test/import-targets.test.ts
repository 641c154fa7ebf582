import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { organisationIdOf } from '@liandong/people';
import { openRooms, readDataset } from './import-rooms.ts';

const codes = ({ refused }: { readonly refused: readonly { readonly row: number; readonly code: string }[] }) =>
  refused.map((one) => [one.row, one.code]);

describe('a list of organisations and one of terminals, as offices write them', () => {
  it('are suggested, taken with their Chinese words, refused line by line and taken back', async (t) => {
    const { bring, undo, people, perception, imports, upload } = await openRooms(t);
    const offices = [
      '机构编码,机构名称,机构类型,上级编码,所属区',
      'sz-water-1,南山水务所,班组,sz-water,南山区',
      'sz-water,水务局,委办局,,4403',
      'x,未知,帮会,,4403',
      'y,未知,公司,,北山区',
    ];
    const first = await bring('organisations', '机构.csv', offices.join('\n'));
    assert.deepEqual(
      [first.taken, codes(first)],
      [
        2,
        [
          [4, 'import.not-one-of'],
          [5, 'import.unknown-jurisdiction'],
        ],
      ],
    );
    const [water] = (await people.organisations()).filter((one) => one.id === organisationIdOf('sz-water-1'));
    assert.deepEqual(
      [water?.kind, water?.jurisdictionCode, water?.parentId],
      ['team', '440305', organisationIdOf('sz-water')],
    );

    const list = [
      '设备编号,设备名称,设备类型,经度,纬度,权属单位,设备状态,安装日期,方位角,载体类型,上报周期（秒）',
      'W-1,一号点,道路积水监测仪,113.935,22.533,水务局,在用,2025/3/1,90,灯杆,300',
      'W-2,二号点,道路积水监测仪,113.94,22.53,园林局,在用,,,,',
      'W-3,三号点,roadPondingGauge,113.94,22.53,,被偷,,,,',
      'W-4,四号点,roadPondingGauge,113.94,22.53,,,,400,,',
      'W-5,五号点,摄像机,113.94,22.53,,,,,,',
      'W-6,,roadPondingGauge,113.94,22.53,,,,,,',
      'W-7,七号点,roadPondingGauge,,,,,,,,',
    ].join('\n');
    const { suggestion } = await imports.table((await upload('终端.csv', list)).id, {});
    assert.deepEqual(
      [suggestion.target, suggestion.columns.reportPeriodS, suggestion.columns.headingDeg],
      ['terminals', 'K', 'I'],
    );
    const second = await bring('terminals', '终端.csv', list, { datum: 'GCJ-02' });
    assert.equal(second.taken, 1);
    assert.deepEqual(codes(second), [
      [3, 'import.unknown-organisation'],
      [4, 'import.not-one-of'],
      [5, 'import.bad-value'],
      [6, 'perception.no-such-type'],
      [7, 'import.value-missing'],
      [8, 'import.no-place'],
    ]);
    const terminal = perception.questions.terminalByCode('W-1');
    assert.deepEqual(
      [terminal?.ownerOrganisationId, terminal?.jurisdictionCode],
      [organisationIdOf('sz-water'), '440305'],
    );
    assert.ok(Math.abs((terminal?.lon ?? 0) - 113.935) > 0.002);
    assert.deepEqual(await perception.details(terminal?.id ?? ''), {
      ...{ installedOn: '2025-03-01', headingDeg: 90, carrierKind: 'pole', reportPeriodS: 300 },
    });
    assert.equal((await undo(second.id)).state, 'undone');
    assert.deepEqual((await undo(first.id)).undoRefused, []);
    assert.deepEqual([perception.questions.terminalByCode('W-1'), await people.organisations()], [undefined, []]);
  });
});

describe('the parks of Shenzhen', () => {
  it('become assets with their outlines, each once, and go again', async (t) => {
    const bytes = await readDataset('basemap/shenzhen-parks/shenzhen-parks.geojson.gz');
    if (bytes === undefined) return t.skip('no real data (set LIANDONG_DATASETS)');
    const { bring, undo, assets } = await openRooms(t);
    const order = { datum: 'GCJ-02', settings: { kind: 'park' } } as const;
    const start = performance.now();
    const dry = await bring('assets', 'parks.geojson.gz', bytes, { ...order, dryRun: true });
    const first = await bring('assets', 'parks.geojson.gz', bytes, order);
    t.diagnostic(
      `judged and imported in ${Math.round(performance.now() - start)} ms; refused: ${JSON.stringify(codes(first))}`,
    );
    assert.deepEqual([dry.read, dry.taken], [1320, first.taken]);
    assert.equal(first.taken + first.refusedCount, 1320);
    assert.ok(first.taken > 1300);
    const again = await bring('assets', '公园.geojson.gz', bytes, order);
    assert.deepEqual([again.taken, again.changed, again.unchanged], [0, 0, first.taken]);
    const [stone] = (await assets.list(['4403'], { limit: 20_000, geometry: true })).filter(
      (one) => one.name === '前海石公园',
    );
    assert.equal(stone?.geometry !== undefined && stone.areaM2, 90_877);
    assert.equal(stone?.more?.district, '南山区');
    // Told in another datum they move; none is doubled.
    const moved = await bring('assets', 'parks.geojson.gz', bytes, { ...order, datum: 'WGS-84' });
    assert.equal(moved.taken + moved.changed + moved.refusedCount, 1320);
    assert.ok(moved.taken <= 5);
    await undo(moved.id);
    assert.deepEqual((await undo(first.id)).undoRefused, []);
    assert.deepEqual(await assets.list(['4403']), []);
  });

  it('without places are read as a table and suggested as assets', async (t) => {
    const bytes = await readDataset('basemap/shenzhen-parks/shenzhen_parks_2024.json.gz');
    if (bytes === undefined) return t.skip('no real data (set LIANDONG_DATASETS)');
    const { imports, upload } = await openRooms(t);
    const table = await imports.table((await upload('parks.json.gz', bytes)).id, {});
    assert.deepEqual([table.rows, table.suggestion.target], [1320, 'assets']);
    assert.deepEqual(table.suggestion.columns, {
      ...{ name: '公园名称', kind: '公园大类', address: '公园地址', manager: '管理单位' },
      ...{ department: '管理部门', phone: '联系方式', areaHa: '面积_公顷' },
    });
  });
});
