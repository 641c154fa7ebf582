import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sheetXml, workbook } from '../src/testing/index.ts';
import { openDesk } from './house.ts';

const miB = 1024 * 1024;

/** Sends a file of this many zeros after a head, as a browser would, without ever holding it. */
const sendLong = async (url: string, headers: Record<string, string>, head: Uint8Array, bytes: number) => {
  const chunk = Buffer.alloc(miB);
  const answer = Promise.withResolvers<{ status: number; text: string }>();
  const sending = request(url, { method: 'POST', headers: { ...headers, 'content-length': bytes } }, (response) => {
    let text = '';
    response.on('data', (part: Buffer) => {
      text += part.toString();
    });
    response.on('end', () => answer.resolve({ status: response.statusCode ?? 0, text }));
  });
  sending.on('error', answer.reject);
  sending.write(head);
  let peak = 0;
  for (let left = bytes - head.length; left > 0; left -= chunk.length) {
    const more = sending.write(left < chunk.length ? chunk.subarray(0, left) : chunk);
    peak = Math.max(peak, process.memoryUsage().rss);
    if (!more) await new Promise((resolve) => sending.once('drain', resolve));
  }
  sending.end();
  return { ...(await answer.promise), peak };
};

describe('a file that is brought', () => {
  it('as a spreadsheet of 300 MB is refused with limit and size, without keeping it or growing', async (t) => {
    const { url, cookieOf, kept } = await openDesk(t);
    const before = process.memoryUsage().rss;
    const head = workbook({ a: sheetXml([['a']]) });
    const { status, text, peak } = await sendLong(
      `${url}/files?name=big.xlsx`,
      cookieOf('data.import'),
      head,
      300 * miB,
    );
    const problem = JSON.parse(text);
    assert.deepEqual(
      [status, problem.code, problem.data],
      [413, 'import.file-too-large', { limitMiB: 64, sizeMiB: 300, format: 'xlsx' }],
    );
    assert.match(problem.texts.en, /300 MiB.*64 MiB/);
    assert.deepEqual(await kept(), []);
    t.diagnostic(`memory grew by ${Math.round((peak - before) / miB)} MiB while 300 MiB passed`);
    assert.ok(peak - before < 150 * miB);
  });

  it('and cut off on its way leaves nothing', async (t) => {
    const { url, cookieOf, kept } = await openDesk(t);
    const sending = request(`${url}/files?name=cut.csv`, {
      method: 'POST',
      headers: { ...cookieOf('data.import'), 'content-length': 10_000_000 },
    });
    sending.on('error', () => undefined);
    sending.write(Buffer.alloc(200_000, 'a,b\n'));
    while ((await kept()).length === 0) await delay(5);
    sending.destroy();
    while ((await kept()).length > 0) await delay(5);
    assert.deepEqual(await kept(), []);
  });

  it('that is not what its name says is refused, and says what it should be', async (t) => {
    const { upload, kept } = await openDesk(t);
    const bad = [
      ['a.xls', 'a,b', 'import.old-spreadsheet'],
      ['a.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'import.old-spreadsheet'],
      ['a.xlsx', 'a,b\n1,2', 'import.not-what-it-says'],
      ['a.csv', workbook({ a: sheetXml([['a']]) }), 'import.not-what-it-says'],
      ['a.geojson', 'name,lon', 'import.not-what-it-says'],
      ['a.osm.pbf', 'no blocks at all', 'import.not-what-it-says'],
      ['a.csv', '', 'import.empty-file'],
      ['a.exe', 'MZ', 'import.unknown-format'],
      ['no-ending', 'a,b', 'import.unknown-format'],
    ] as const;
    for (const [name, bytes, code] of bad) {
      const { status, json } = await upload(name, bytes);
      assert.ok(status === 415 || status === 422, name);
      assert.equal(json.code, code, name);
    }
    assert.deepEqual(await kept(), []);
  });

  it('keeps its name but no folders of it, and a feature collection is one whatever its ending', async (t) => {
    const { upload } = await openDesk(t);
    const { json } = await upload('..\\..\\etc/深圳 公园.json', '{"type": "FeatureCollection", "features": []}');
    assert.deepEqual([json.name, json.format], ['深圳 公园.json', 'geojson']);
  });
});

describe('ground that is imported', () => {
  it('runs in the background, one at a time, with its share; a failure is told', async (t) => {
    const gate = Promise.withResolvers<void>();
    const undone: string[] = [];
    const { upload, start, ask } = await openDesk(t, [
      {
        ...{ id: 'elevation', right: 'map.manage', formats: ['elevation'], settings: [] },
        name: { 'zh-Hans': '高程', 'zh-Hant': '高程', en: 'Elevation' },
        run: async ({ onProgress, fileName, path: file }) => {
          onProgress(0.5, 'reading');
          await gate.promise;
          if (fileName.startsWith('bad')) throw new Error('defect');
          assert.ok(file.length > 0);
          return { read: 2, taken: 2 };
        },
        undo: async ({ importId }) => void undone.push(importId),
      },
    ]);
    const { json: file } = await upload('N22E113.hgt', Buffer.alloc(100));
    const rights = 'data.import+map.manage';
    const order = { fileId: file.id, target: 'elevation' };
    const begun = await ask('POST', '', order, rights);
    assert.deepEqual([begun.json.state, begun.json.share, begun.json.phase], ['running', 0.5, 'reading']);
    assert.equal((await ask('POST', '', order, rights)).json.code, 'import.busy');
    gate.resolve();
    const until = async (id: unknown, state: string) => {
      for (;;) {
        const { json } = await ask('GET', `/${id}`);
        if (json.state === state) return json;
        await delay(5);
      }
    };
    assert.equal((await until(begun.json.id, 'done')).taken, 2);
    assert.equal((await ask('POST', `/${begun.json.id}/undo`, undefined, rights)).json.state, 'undone');
    assert.deepEqual(undone, [begun.json.id]);
    const bad = await upload('bad.hgt', Buffer.alloc(101));
    const failing = await ask('POST', '', { ...order, fileId: bad.json.id }, rights);
    assert.equal(((await until(failing.json.id, 'failed')).failure as { code: string }).code, 'import.broke');
    await assert.rejects(start(file.id), /import.wrong-format/);
    assert.equal((await ask('GET', `/files/${file.id}/table`)).json.code, 'import.not-a-table');
  });
});
