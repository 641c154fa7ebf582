import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Refusal } from '@liandong/words';
import fc from 'fast-check';
import { parseTable } from '../src/table/read-table.ts';
import { sheetXml, workbook } from '../src/testing/index.ts';

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const csv = (text: string | Uint8Array) => parseTable(typeof text === 'string' ? utf8(text) : text, { format: 'csv' });
const codesOf = (warnings: readonly { readonly code: string }[]) => warnings.map((one) => one.code);
const isRefusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

/** A list as offices send it: title over the table, parents over children, merged districts, blank lines, a total. */
const officeList = workbook({
  说明: sheetXml([]),
  点位: sheetXml(
    [
      ['2026年积水监测点位表'],
      undefined,
      ['序号', '所属区', '设备编号', '坐标', undefined, '联系人'],
      [undefined, undefined, undefined, '经度', '纬度', '电话'],
      [1, '南山区', 'W-001', 113.93, 22.53, '0755-1'],
      [2, undefined, 'W-002', 113.94, 22.54, '0755-2'],
      undefined,
      [3, '福田区', 'W-003', 114.05, 22.55, { date: 46_082 }],
      ['合计', undefined, 3],
    ],
    ['A1:F1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3', 'B5:B6'],
  ),
});

describe('a spreadsheet', () => {
  it('with a title, two header lines, merged cells, blank lines and a total is read, and says all of that', async () => {
    const table = await parseTable(officeList, { format: 'xlsx' });
    assert.deepEqual([table.sheets, table.sheet], [['说明', '点位'], '点位']);
    assert.deepEqual(table.headerRows, [3, 4]);
    assert.deepEqual(
      table.columns.map((one) => `${one.key} ${one.title}`),
      ['A 序号', 'B 所属区', 'C 设备编号', 'D 坐标/经度', 'E 坐标/纬度', 'F 联系人/电话'],
    );
    assert.deepEqual(table.rows, [
      { row: 5, cells: [1, '南山区', 'W-001', 113.93, 22.53, '0755-1'] },
      { row: 6, cells: [2, '南山区', 'W-002', 113.94, 22.54, '0755-2'] },
      { row: 8, cells: [3, '福田区', 'W-003', 114.05, 22.55, '2026-03-01'] },
    ]);
    assert.deepEqual(codesOf(table.warnings).sort(), [
      'import.blank-lines',
      'import.header-lines',
      'import.lines-above-header',
      'import.merged-cells',
      'import.totals-line',
    ]);
  });

  it('can be told which lines are its header, and which sheet is meant', async () => {
    const table = await parseTable(officeList, { format: 'xlsx', headerRows: [4] });
    assert.deepEqual([table.headerRows, table.rows[0]?.row], [[4], 5]);
    await assert.rejects(
      parseTable(officeList, { format: 'xlsx', headerRows: [99] }),
      isRefusal('import.no-such-header'),
    );
    await assert.rejects(parseTable(officeList, { format: 'xlsx', sheet: '别的' }), isRefusal('import.no-such-sheet'));
    await assert.rejects(parseTable(officeList, { format: 'xlsx', sheet: '说明' }), isRefusal('import.no-table'));
  });

  it('that unpacks to far more than it is, or has a cell at the end of the world, is refused without memory', async () => {
    const bomb = workbook({ a: new Uint8Array(60 * 1024 * 1024).fill(0x20) });
    assert.ok(bomb.length < 100_000);
    await assert.rejects(parseTable(bomb, { format: 'xlsx' }), isRefusal('import.unpacks-too-large'));
    const far = sheetXml([['a', 'b']]).replace(
      '</sheetData>',
      '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    );
    await assert.rejects(parseTable(workbook({ a: far }), { format: 'xlsx' }), isRefusal('import.table-too-large'));
    const beyond = sheetXml([['a', 'b']]).replace('r="A1"', 'r="A99999999999"');
    await assert.rejects(parseTable(workbook({ a: beyond }), { format: 'xlsx' }), isRefusal('import.broken-file'));
  });

  it('that is cut short or no spreadsheet at all is refused, and says why', async () => {
    const halves = [
      officeList.slice(0, officeList.length / 2),
      officeList.slice(0, -30),
      utf8('PK\u0003\u0004 no zip'),
    ];
    for (const bytes of halves)
      await assert.rejects(parseTable(bytes, { format: 'xlsx' }), isRefusal('import.broken-file'));
  });
});

describe('a CSV file', () => {
  it('is read in UTF-8, GBK and UTF-16, with commas, semicolons or tabs', async () => {
    // 设备编号,名称 / W-001,深南大道 in GBK
    const gbk = Buffer.from('c9e8b1b8b1e0bac52cc3fbb3c60a572d3030312cc9eec4cfb4f3b5c00a', 'hex');
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('设备编号\t名称\r\nW-001\t深南大道\r\n', 'utf16le'),
    ]);
    for (const bytes of [gbk, utf16, utf8('\uFEFF设备编号;名称\nW-001;深南大道\n')]) {
      const table = await csv(bytes);
      assert.deepEqual(
        table.columns.map((one) => one.title),
        ['设备编号', '名称'],
      );
      assert.deepEqual(table.rows, [{ row: 2, cells: ['W-001', '深南大道'] }]);
    }
  });

  it('keeps the numbers of its lines, and tells columns of one name and columns without', async () => {
    const table = await csv('code,电话,电话,\n\nA1,1,2,x\n,,,\nA2,3,4,y\n');
    assert.deepEqual(
      table.rows.map((one) => one.row),
      [3, 5],
    );
    assert.deepEqual(codesOf(table.warnings), [
      'import.duplicate-header',
      'import.column-without-title',
      'import.blank-lines',
    ]);
  });

  it('with parents over children in two lines is understood without merged cells', async () => {
    const table = await csv('编号,坐标,,联系人,\n,经度,纬度,姓名,电话\nA1,113.9,22.5,张,1\nA2,113.8,22.6,李,2\n');
    assert.deepEqual(
      table.columns.map((one) => one.title),
      ['编号', '坐标/经度', '坐标/纬度', '联系人/姓名', '联系人/电话'],
    );
  });

  it('that is binary or ends inside a quotation is refused', async () => {
    await assert.rejects(csv(Buffer.from([0x41, 0x00, 0x00, 0x42, 0x81])), isRefusal('import.unreadable-text'));
    await assert.rejects(csv('a,b\n1,"never ends\n2,3\n'), isRefusal('import.broken-file'));
    await assert.rejects(csv('\n\n \n'), isRefusal('import.no-table'));
  });
});

describe('JSON and GeoJSON', () => {
  it('give a row for every object or feature, gzipped too', async () => {
    const json = await parseTable(gzipSync('[{"公园名称":"甲","面积":1.5},{"公园名称":"乙","区":{"a":1}}]'), {
      format: 'json',
    });
    assert.deepEqual(
      json.rows.map((one) => one.cells),
      [
        ['甲', 1.5, null],
        ['乙', null, '{"a":1}'],
      ],
    );
    const wrapped = await parseTable(utf8('{"code":0,"data":[{"a":1}]}'), { format: 'json' });
    assert.equal(wrapped.rows.length, 1);
    const point = { type: 'Point', coordinates: [114, 22] };
    const geo = {
      type: 'FeatureCollection',
      crs: { properties: { name: 'EPSG:3857' } },
      features: [{ type: 'Feature', properties: { a: 1 }, geometry: point }, 7],
    };
    const table = await parseTable(utf8(JSON.stringify(geo)), { format: 'geojson' });
    assert.deepEqual(table.rows[0], { row: 1, cells: [1], geometry: point });
    assert.deepEqual([table.crs, table.rows[1]?.geometry], ['EPSG:3857', { type: 'no Feature' }]);
  });

  it('that are cut short or no list are refused', async () => {
    await assert.rejects(parseTable(utf8('[{"a":1}'), { format: 'json' }), isRefusal('import.broken-file'));
    await assert.rejects(parseTable(utf8('{"a":[1],"b":[2]}'), { format: 'json' }), isRefusal('import.no-table'));
    await assert.rejects(parseTable(utf8('[]'), { format: 'geojson' }), isRefusal('import.no-table'));
    await assert.rejects(
      parseTable(gzipSync('[]').subarray(0, 12), { format: 'json' }),
      isRefusal('import.broken-file'),
    );
  });
});

describe('whatever bytes come', () => {
  const isNo = async (bytes: Uint8Array, format: 'csv' | 'xlsx' | 'json' | 'geojson'): Promise<void> => {
    try {
      const table = await parseTable(bytes, { format });
      for (const row of table.rows) assert.equal(row.cells.length, table.columns.length);
    } catch (error) {
      assert.ok(error instanceof Refusal, `${format}: ${String(error)}`);
    }
  };

  it('a table comes out or a refusal, nothing else', async () => {
    const formats = fc.constantFrom('csv', 'xlsx', 'json', 'geojson');
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), formats, isNo), { numRuns: 400 });
    const cells = fc.array(fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.constant('')), { maxLength: 6 }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(cells, (lines) => isNo(utf8(lines.map((line) => line.join(',')).join('\n')), 'csv')),
      { numRuns: 400 },
    );
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), (text) => isNo(utf8(text), 'json')),
      { numRuns: 200 },
    );
  });

  it('a damaged spreadsheet is a table or a refusal too', async () => {
    const damage = fc.array(fc.tuple(fc.nat(officeList.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(officeList);
        for (const [at, value] of changes) bytes[at] = value;
        await isNo(bytes, 'xlsx');
      }),
      { numRuns: 300 },
    );
    const rows = sheetXml([
      ['a', 'b'],
      [1, 'x'],
    ]);
    const xmlDamage = fc.tuple(fc.nat(rows.length - 1), fc.string({ maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(xmlDamage, ([at, text]) =>
        isNo(workbook({ a: rows.slice(0, at) + text + rows.slice(at + 1) }), 'xlsx'),
      ),
      { numRuns: 300 },
    );
  });
});
