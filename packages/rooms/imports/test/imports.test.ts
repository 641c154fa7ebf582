import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answer, factsOf, openDesk } from './house.ts';

const list = (rows: readonly string[]): string => ['设备编号,名称,经度,纬度,备注', ...rows].join('\n');
const good = list(['W-1,甲,114.05,22.55,', 'W-2,乙,114.06,22.56,x', '', 'W-3,丙,214.07,22.57,', 'W-4,丁,无,22.5,']);
const code = ({ status, json }: Answer) => [status, json.code];

describe('a table that is imported', () => {
  it('is judged first, then taken, refused rows with line, key and reason; again it changes nothing', async (t) => {
    const { upload, start, things, database, clock } = await openDesk(t);
    const { json: file } = await upload('水位计.csv', good);
    const dry = await start(file.id, { dryRun: true });
    assert.deepEqual([dry.state, dry.read, dry.taken, dry.refusedCount], ['done', 4, 2, 2]);
    assert.deepEqual(await things(), []);
    const done = await start(file.id);
    assert.deepEqual([done.taken, done.changed, done.unchanged, done.refusedCount], [2, 0, 0, 2]);
    assert.deepEqual(
      done.refused.map((one) => [one.row, one.key, one.code]),
      [
        [5, 'W-3', 'test.no-place'],
        [6, 'W-4', 'import.not-a-number'],
      ],
    );
    assert.equal((await things()).length, 2);
    clock.moveMs(1000);
    const again = await start(file.id);
    assert.deepEqual([again.taken, again.changed, again.unchanged, again.refusedCount], [0, 0, 2, 2]);
    assert.deepEqual(
      (await factsOf(database, 'DataImported')).map((one) => [one.file, one.taken, one.refused]),
      [
        ['水位计.csv', 2, 2],
        ['水位计.csv', 0, 2],
      ],
    );
  });

  it('under another name is known again and doubles nothing; it is on disk once', async (t) => {
    const { upload, start, things, kept } = await openDesk(t);
    const first = await upload('one.csv', good);
    const done = await start(first.json.id);
    const second = await upload('another.csv', good);
    assert.deepEqual(second.json.knownAs, { importId: done.id, fileName: 'one.csv', at: done.startedAt });
    const again = await start(second.json.id);
    assert.deepEqual([again.taken, again.unchanged], [0, 2]);
    assert.deepEqual([(await things()).length, (await kept()).length], [2, 1]);
  });

  it('is taken back row by row; what has changed since stays and is told, and can be taken back later', async (t) => {
    const { upload, start, things, ask, database } = await openDesk(t);
    const first = await start((await upload('a.csv', good)).json.id);
    const change = await start((await upload('b.csv', list(['W-2,乙改,114.06,22.56,']))).json.id);
    assert.deepEqual([change.changed, change.taken], [1, 0]);
    const undone = await ask('POST', `/${first.id}/undo`);
    const refused = undone.json.undoRefused as readonly { row: number; code: string; text: { en: string } }[];
    assert.deepEqual(
      [undone.json.state, refused.map((one) => [one.row, one.code])],
      ['undone', [[3, 'import.changed-since']]],
    );
    assert.deepEqual(
      (await things()).map((one) => one.code),
      ['W-2'],
    );
    assert.equal((await ask('POST', `/${change.id}/undo`)).json.state, 'undone');
    const rest = await ask('POST', `/${first.id}/undo`);
    assert.deepEqual([rest.json.undoRefused, await things()], [[], []]);
    assert.equal((await factsOf(database, 'ImportUndone')).length, 3);
    const { id } = await start((await upload('a.csv', good)).json.id, { dryRun: true });
    assert.deepEqual(code(await ask('POST', `/${id}/undo`)), [409, 'import.not-to-undo']);
  });

  it('is all or nothing when the node breaks in the middle, and says so after a restart', async (t) => {
    const { upload, start, things, database, open, ask } = await openDesk(t);
    const broken = await start((await upload('a.csv', list(['W-1,甲,114,22.5,', 'W-2,BREAK,114,22.5,']))).json.id);
    assert.deepEqual([broken.state, broken.failure?.code, await things()], ['failed', 'import.broke', []]);
    await database.pool.query(`update imports.import set state = 'running', failure = null where id = $1`, [broken.id]);
    const after = await open();
    assert.deepEqual((await after.one(broken.id)).failure?.code, 'import.interrupted');
    assert.deepEqual(code(await ask('POST', `/${broken.id}/undo`)), [409, 'import.not-to-undo']);
  });

  it('gives its errors as CSV that no spreadsheet runs as a formula, and its places as GeoJSON', async (t) => {
    const { upload, start, url, cookieOf, ask } = await openDesk(t);
    const { id } = await start((await upload('a.csv', list(['=cmd|x,甲,214,22.5,', 'W-2,"乙",114.1,22.5,']))).json.id);
    const response = await fetch(`${url}/${id}/errors?language=zh-Hans`, { headers: cookieOf('data.import') });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.equal(
      bytes.toString().slice(1),
      '"行","标识","代码","原因"\r\n"2","\'=cmd|x","test.no-place","\'=没有位置 214"\r\n',
    );
    const { json } = await ask('GET', `/${id}/preview`);
    assert.equal((json.features as readonly unknown[]).length, 2);
    assert.deepEqual((await ask('GET', '/no-such-import/preview')).json.code, 'import.unknown');
  });
});

describe('places in a table', () => {
  it('in swapped columns are found out and named with the share, and nothing is taken', async (t) => {
    const { upload, start, ask, things } = await openDesk(t);
    const { json: file } = await upload('a.csv', list(['W-1,甲,22.55,114.05,', 'W-2,乙,22.56,114.06,']));
    const table = await ask('GET', `/files/${file.id}/table`);
    assert.deepEqual(
      (table.json.warnings as readonly { code: string }[]).map((one) => one.code),
      ['import.axes-swapped'],
    );
    const done = await start(file.id);
    assert.deepEqual([done.state, done.failure?.code, await things()], ['failed', 'import.axes-swapped', []]);
    assert.match(done.failure?.text.en ?? '', /100% when swapped/);
    const right = await start(file.id, { columns: { code: 'A', name: 'B', lon: 'D', lat: 'C' } });
    assert.equal(right.taken, 2);
  });

  it('need a datum, which is told and never guessed', async (t) => {
    const { upload, ask, start } = await openDesk(t);
    const { json: file } = await upload('a.csv', good);
    const table = await ask('GET', `/files/${file.id}/table?target=assets`);
    const warnings = table.json.warnings as readonly { code: string; text: { en: string } }[];
    assert.ok(warnings.some((one) => one.code === 'import.datum-matters'));
    assert.deepEqual(table.json.suggestion, {
      target: 'assets',
      columns: { code: 'A', name: 'B', lon: 'C', lat: 'D' },
    });
    const without = await ask('POST', '', { fileId: file.id, target: 'assets' });
    assert.equal((without.json.failure as { code: string }).code, 'import.datum-needed');
    const mercator = JSON.stringify({
      ...{ type: 'FeatureCollection', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } },
      features: [
        { type: 'Feature', properties: { code: 'A', name: 'A' }, geometry: { type: 'Point', coordinates: [1, 1] } },
      ],
    });
    const done = await start((await upload('m.geojson', mercator)).json.id);
    assert.equal(done.failure?.code, 'import.datum-contradicted');
  });
});

describe('an order', () => {
  it('is refused to somebody without the target’s right, and for what is not there', async (t) => {
    const { upload, ask } = await openDesk(t);
    const { json: file } = await upload('a.csv', good);
    const order = { fileId: file.id, target: 'assets', datum: 'WGS-84' };
    assert.deepEqual(code(await ask('POST', '', order, 'data.import')), [403, 'http.no-right']);
    assert.deepEqual(code(await ask('POST', '', order, 'asset.manage')), [403, 'http.no-right']);
    assert.deepEqual(code(await ask('POST', '', { ...order, target: 'terminals' })), [404, 'import.no-such-target']);
    assert.deepEqual(code(await ask('POST', '', { ...order, fileId: 'x' })), [404, 'import.unknown-file']);
    assert.deepEqual(code(await ask('POST', '', { ...order, settings: { colour: 'red' } })), [
      422,
      'import.no-such-setting',
    ]);
    const wrongColumn = await ask('POST', '', { ...order, columns: { code: 'A', name: 'Z' } });
    assert.equal((wrongColumn.json.failure as { code: string }).code, 'import.no-such-column');
    const missing = await ask('POST', '', { ...order, columns: { code: 'A' } });
    assert.equal((missing.json.failure as { code: string }).code, 'import.columns-missing');
    const targets = (await ask('GET', '/targets', undefined, 'data.import')).json as unknown as readonly {
      allowed: boolean;
    }[];
    assert.deepEqual(
      targets.map((one) => one.allowed),
      [false],
    );
  });
});
