import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { SearchKind } from '@liandong/contract';
import type { Right } from '@liandong/laws';
import type { RecordedFact, Session } from '@liandong/platform';
import { testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type NodeId, type UserId } from '@liandong/words';
import fc from 'fast-check';
import { oneMapMigrations, replaceEntries, type SearchEntry, type SearchSource, searchFollower } from '../src/index.ts';
import { readCoordinates } from '../src/search/coordinates.ts';
import { search } from '../src/search/search.ts';
import { listViews, removeView, saveView } from '../src/views/saved-views.ts';

const context: ActContext = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  node: brandId<NodeId>('city'),
  exercise: false,
};

const sessionOf = (userId: string, held: Partial<Record<Right, readonly string[]>>): Session => {
  const roots = (right: string): readonly string[] => Object.entries(held).find(([name]) => name === right)?.[1] ?? [];
  return {
    userId: brandId<UserId>(userId),
    loginName: userId,
    name: userId,
    automatic: false,
    organisationIds: [],
    grants: [],
    expiresAt: 0,
    roots,
    may: (right, path) => roots(right).some((root) => path.includes(root)),
  };
};

const officer = sessionOf('officer', { 'map.read': ['1'], 'terminal.read': ['1'], 'case.read': ['1'] });

const terminal = (id: string, name: string, rest: Partial<SearchEntry> = {}): SearchEntry => ({
  kind: 'terminal',
  id,
  name,
  path: ['1', '11'],
  ...rest,
});

const houseWith = async (t: TestContext, entries: readonly SearchEntry[]) => {
  const database = await testDatabase(t, [oneMapMigrations]);
  for (const [kind, some] of Map.groupBy(entries, (entry) => entry.kind))
    await replaceEntries(database, context, kind, some);
  const deps = { database, toWgs84: (lon: number, lat: number) => ({ lon, lat }) };
  const find = async (text: string, session: Session = officer, kind?: SearchKind) =>
    (await search(deps, session, { text, kind })).map(({ id }) => id);
  return { database, deps, find };
};

describe('the search', () => {
  it('finds by name, piece of a name, code, address, pinyin and its initials', async (t) => {
    const { find, deps } = await houseWith(t, [
      terminal('t1', '听汐路下穿通道 积水监测仪', { code: 'XL-JS-0001', address: '听汐街道听汐路8号' }),
      terminal('t2', '观澜桥路 雨量计', { code: 'XL-YL-0002', address: '竹汊浦街道' }),
      terminal('t3', '绿岛泵站 A3泵', { code: 'XL-BZ-0003' }),
      { kind: 'jurisdiction', id: '990102', name: '望汐区', otherNames: ['望汐區', 'Wangxi District'], path: [] },
    ]);
    assert.deepEqual(await find('听汐路下穿'), ['t1']);
    assert.deepEqual(await find('积水'), ['t1']);
    assert.deepEqual(await find('xl-yl-0002'), ['t2']);
    assert.deepEqual(await find('XLYL0002'), ['t2']);
    assert.deepEqual(await find('竹汊浦'), ['t2']);
    assert.deepEqual(await find('txl'), ['t1']);
    assert.deepEqual(await find('guanlanqiao'), ['t2']);
    assert.deepEqual(await find('lvdao'), ['t3']);
    assert.deepEqual(await find('ldbz'), ['t3']);
    assert.deepEqual(await find('望汐區'), ['990102']);
    assert.deepEqual(await find('wangxi dist'), ['990102']);
    assert.deepEqual(await find('汐 通道'), ['t1']);
    assert.deepEqual(await find('没有的东西'), []);
    const [first] = await search(deps, officer, { text: 'txl' });
    assert.equal(first?.matched, 'pinyin');
  });

  it('shows nobody what he may not see', async (t) => {
    const { find } = await houseWith(t, [
      terminal('t1', '听汐路 雨量计'),
      terminal('t2', '听汐路 水位计', { path: ['1', '12'] }),
      { kind: 'case', id: 'c1', name: '听汐路积水', path: ['1', '11'] },
    ]);
    const street = sessionOf('street', { 'map.read': ['11'], 'terminal.read': ['11'] });
    assert.deepEqual((await find('听汐路')).toSorted(), ['c1', 't1', 't2']);
    assert.deepEqual(await find('听汐路', street), ['t1']);
    assert.deepEqual(await find('听汐路', sessionOf('nobody', {})), []);
  });

  it('puts the exact before the longer, and the near before the far', async (t) => {
    const { find, deps } = await houseWith(t, [
      terminal('far', '渔灯路 雨量计', { lon: 147, lat: 28 }),
      terminal('near', '渔灯路 雨量计', { lon: 146, lat: 28 }),
      { kind: 'road', id: 'r', name: '渔灯路', path: [] },
    ]);
    assert.equal((await find('渔灯路'))[0], 'r');
    const found = await search(deps, officer, { text: '雨量计', lon: 146.001, lat: 28 });
    assert.deepEqual(
      found.map(({ id }) => id),
      ['near', 'far'],
    );
  });

  it('never fails on what is typed', async (t) => {
    const { deps } = await houseWith(t, [terminal('t1', '听汐路')]);
    const texts = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60, unit: 'grapheme' }));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await search(deps, officer, { text });
      }),
      { numRuns: 150 },
    );
  });

  it('finds every name by any piece of it', async (t) => {
    const letters = fc.constantFrom(...'听汐澜竹汊浦ab1');
    const names = fc.array(fc.string({ unit: letters, minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 8 });
    const { database, find } = await houseWith(t, []);
    await fc.assert(
      fc.asyncProperty(names, fc.nat(), fc.nat(), async (all, from, length) => {
        await replaceEntries(
          database,
          context,
          'terminal',
          all.map((name, index) => terminal(`t${index}`, name)),
        );
        const name = all[0] ?? '';
        const start = from % (name.length - 1);
        const piece = name.slice(start, start + 2 + (length % name.length));
        assert.ok((await find(piece)).includes('t0'), piece);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the index', () => {
  const fact = (type: string, body: RecordedFact['body']): RecordedFact =>
    ({ type, objectKind: 'terminal', objectId: 't1', jurisdictionPath: [], body }) as unknown as RecordedFact;

  it('follows what is added, changed and gone, and takes all anew when a fact cannot list it', async (t) => {
    const { database, find } = await houseWith(t, []);
    const things = new Map([
      ['t1', terminal('t1', '听汐路 雨量计')],
      ['t2', terminal('t2', '渔灯路 雨量计')],
    ]);
    const source: SearchSource = {
      kind: 'terminal',
      factTypes: ['One', 'Many'],
      idsOf: ({ type, objectId }) => (type === 'One' ? [objectId] : 'all'),
      read: async (ids) => ids.flatMap((id) => things.get(id) ?? []),
      readAll: async () => [...things.values()],
    };
    const follower = searchFollower([source]);
    const hear = (type: string) => database.write(context, (work) => follower.handle(fact(type, {}), work));
    await hear('One');
    assert.deepEqual(await find('雨量计'), ['t1']);
    await hear('Many');
    assert.deepEqual((await find('雨量计')).toSorted(), ['t1', 't2']);
    things.delete('t1');
    await hear('One');
    assert.deepEqual(await find('雨量计'), ['t2']);
  });
});

describe('typed coordinates', () => {
  const read = (text: string) => readCoordinates(text).map(({ lon, lat, datum }) => [lon, lat, datum]);

  it('are read in both orders and several ways of writing', () => {
    assert.deepEqual(read('114.0579, 22.5431'), [[114.0579, 22.5431, 'WGS-84']]);
    assert.deepEqual(read('22.5431,114.0579'), [[114.0579, 22.5431, 'WGS-84']]);
    assert.deepEqual(read('22.5431N 114.0579E'), [[114.0579, 22.5431, 'WGS-84']]);
    assert.deepEqual(read('GCJ-02 114.0579 22.5431'), [[114.0579, 22.5431, 'GCJ-02']]);
    assert.deepEqual(read('百度 114.0579，22.5431'), [[114.0579, 22.5431, 'BD-09']]);
    assert.deepEqual(read('火星坐标 114.0579，22.5431'), [[114.0579, 22.5431, 'GCJ-02']]);
    assert.deepEqual(read('北纬22°30′ 东经114°6′'), [[114.1, 22.5, 'WGS-84']]);
    assert.deepEqual(read(`33°52'10"S 151°12'30"E`), [[151.2083333, -33.8694444, 'WGS-84']]);
  });

  it('give both places when both orders make sense, and none for a house number', () => {
    assert.deepEqual(read('42.59 1.44'), [
      [42.59, 1.44, 'WGS-84'],
      [1.44, 42.59, 'WGS-84'],
    ]);
    assert.deepEqual(read('听汐路 8号 2楼'), []);
    assert.deepEqual(read('8 2'), []);
    assert.deepEqual(read('200.5, 95.1'), []);
  });
});

describe('saved views', () => {
  const order = { name: '夜间巡查', lon: 146, lat: 28, zoom: 13, layers: ['terminal'], shared: false };

  it('belong to who saved them, are replaced by name and shared only by right', async (t) => {
    const database = await testDatabase(t, [oneMapMigrations]);
    const leader = sessionOf('leader', { 'map.read': ['1'], 'map.manage': ['1'] });
    await saveView(database, context, officer, order);
    await saveView(database, context, officer, { ...order, zoom: 15 });
    await assert.rejects(saveView(database, context, officer, { ...order, shared: true }), {
      code: 'view.sharing-not-allowed',
    });
    const shared = await saveView(database, context, leader, { ...order, name: '防汛值守', shared: true });
    const mine = await listViews(database, officer);
    assert.deepEqual(
      mine.map(({ name, zoom, mine: own }) => [name, zoom, own]),
      [
        ['夜间巡查', 15, true],
        ['防汛值守', 13, false],
      ],
    );
    await assert.rejects(removeView(database, context, officer, shared.id), { code: 'view.unknown' });
    await assert.rejects(removeView(database, context, officer, 'x'), { code: 'view.unknown' });
    await removeView(database, context, leader, shared.id);
    assert.equal((await listViews(database, officer)).length, 1);
  });
});
