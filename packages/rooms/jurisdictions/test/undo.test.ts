import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collection, context, feature, square, words } from './fixtures.ts';
import { codesOf, newRoom } from './rooms.ts';

const file = (name = 'd1 name') =>
  collection(
    feature('c', undefined, 'city'),
    {
      ...feature('d1', 'c', 'district', square(0, 0, 2)),
      properties: { code: 'd1', parentCode: 'c', tier: 'district', name },
    },
    feature('s1', 'd1', 'street', square(0, 0, 1)),
  );

describe('the undo of an import', () => {
  it('takes away what is new and restores what was changed, ground and all', async (t) => {
    const { room, take } = await newRoom(t, { serves: { codes: [] } });
    const first = await take(file());
    const before = room.list();
    const second = await take(
      collection(
        {
          ...feature('d1', 'c', 'district', square(0, 0, 4)),
          properties: { code: 'd1', parentCode: 'c', tier: 'district', name: 'new' },
        },
        feature('s2', 'd1', 'street', square(2, 2, 1)),
      ),
    );
    assert.deepEqual([second.taken, second.changed], [1, 1]);
    let kept = 0;
    const keep = async () => {
      kept += 1;
    };
    const undone = await room.undoImport(context, { changes: second.changes, keep });
    assert.deepEqual([undone.undone.length, undone.refused, kept], [2, [], 1]);
    assert.deepEqual(room.list(), before);
    assert.equal((await room.undoImport(context, { changes: first.changes })).undone.length, 3);
    assert.deepEqual(room.list(), []);
    await room.reload();
    assert.deepEqual(room.list(), []);
  });

  it('leaves alone what has changed since, what has children, what is in use and what the node serves', async (t) => {
    const { room, take } = await newRoom(t, { inUse: async (codes) => new Set(codes.filter((code) => code === 's1')) });
    const first = await take(file());
    await take(collection(feature('s2', 'd1', 'street')));
    await take(file('renamed'));
    const undone = await room.undoImport(context, { changes: first.changes });
    assert.deepEqual(undone.undone, []);
    assert.deepEqual(codesOf(undone), [
      [1, 'jurisdiction.has-children'],
      [2, 'jurisdiction.changed-since'],
      [3, 'jurisdiction.in-use'],
    ]);
    const alone = await newRoom(t);
    const root = await alone.take(collection(feature('c', undefined, 'city')));
    assert.deepEqual(codesOf(await alone.room.undoImport(context, { changes: root.changes })), [
      [1, 'jurisdiction.in-use'],
    ]);
  });

  it('takes a derived outline back with the streets that it was made of', async (t) => {
    const { room, take } = await newRoom(t);
    await take(collection(feature('c', undefined, 'city'), feature('d', 'c', 'district')));
    const streets = await take(collection(feature('s', 'd', 'street', square(0, 0, 1))), { dissolve: true });
    assert.deepEqual(room.around(0.5, 0.5), ['c', 'd', 's']);
    const drawn = await take(collection(feature('d', 'c', 'district', square(0, 0, 3))));
    assert.equal(room.at(2.5, 2.5), 'd');
    await room.undoImport(context, { changes: drawn.changes });
    assert.deepEqual(room.find('d')?.ground?.bbox, [0, 0, 1, 1]);
    assert.equal(room.find('d')?.ground?.derived, true);
    await room.undoImport(context, { changes: streets.changes });
    assert.deepEqual(
      room.list().map(({ code, ground }) => [code, ground]),
      [
        ['c', undefined],
        ['d', undefined],
      ],
    );
  });
});

describe('unit grids', () => {
  const grid = (x: number, y: number) => ({
    code: `g-${x}-${y}`,
    communityCode: 'm',
    ring: square(x, y, 1).coordinates[0] ?? [],
  });
  const grids = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => grid(x, y)));

  it('are taken in bulk, found by place, and doubled by no repeat', async (t) => {
    const { room } = await newRoom(t);
    const community = { code: 'm', parentCode: 'c', tier: 'community', name: words('m') };
    await room.importRows(context, [{ code: 'c', tier: 'city', name: words('c') }, community]);
    assert.deepEqual(await room.defineUnitGrids(context, grids.values()), { taken: 9, changed: 0, unchanged: 0 });
    const moved = [{ ...grid(0, 0), ring: square(-5, -5, 1).coordinates[0] ?? [] }, ...grids.slice(1)];
    assert.deepEqual(await room.defineUnitGrids(context, moved), { taken: 0, changed: 1, unchanged: 8 });
    assert.equal((await room.unitGridAt(1, 1))?.code, 'g-1-1');
    assert.equal((await room.unitGridAt(1.999, 0.5))?.code, 'g-1-0');
    assert.equal(await room.unitGridAt(0.5, 0.5), undefined);
    assert.deepEqual(await room.unitGridAt(-4.5, -4.5), moved[0]);
    assert.equal((await room.unitGridsOf('m')).length, 9);
    await assert.rejects(
      room.defineUnitGrids(context, [{ ...grid(0, 0), communityCode: 'x' }]),
      /jurisdiction.unknown/,
    );
    await assert.rejects(room.defineUnitGrids(context, [{ ...grid(0, 0), ring: [] }]), /grid-malformed/);
  });

  it('keep their community from being undone', async (t) => {
    const { room, take } = await newRoom(t);
    await take(collection(feature('c', undefined, 'city')));
    const made = await take(collection(feature('m', 'c', 'community')));
    await room.defineUnitGrids(context, grids);
    assert.deepEqual(codesOf(await room.undoImport(context, { changes: made.changes })), [[1, 'jurisdiction.in-use']]);
  });
});
