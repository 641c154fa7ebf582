import assert from 'node:assert/strict';
import { it } from 'node:test';
import { importRoutes, jurisdictionRoutes } from '@liandong/contract';
import { skipOrFail } from '../../tools/skip.ts';
import { startOwnCity } from '../support/own-city.ts';
import { datasets, hasShenzhen } from './shenzhen-data.ts';
import { shenzhenFigures } from './shenzhen-figures.ts';
import { runShenzhen, shenzhen } from './shenzhen-run.ts';

it('builds Shenzhen from open files by the import routes, and answers every park with its district', async (t) => {
  if (!hasShenzhen()) return skipOrFail(t, `no data of Shenzhen in ${datasets}`);
  const city = await startOwnCity(t, shenzhen);
  const done = await runShenzhen(city);
  const { figures, differences } = shenzhenFigures(done);
  t.diagnostic(JSON.stringify(figures));
  for (const line of differences) t.diagnostic(line);

  const { streets, districts, functionalAreas, parks, unanswered, blank } = figures;
  assert.deepEqual(
    { streets, districts, functionalAreas, parks, unanswered, blank },
    { streets: 74, districts: 10, functionalAreas: 1, parks: 1_320, unanswered: 0, blank: 2 },
  );
  assert.equal(figures.agree + figures.agreeByAlias + figures.disagree + blank, parks);
  assert.ok(figures.agree >= 1_160 && figures.agreeByAlias >= 30, 'most parks lie where their list says');
  assert.equal(figures.disagreeReasons.other, 0, 'every disagreement has a reason');

  assert.ok(figures.overlapAfter > figures.overlapBefore + 0.02, 'the zones prove that the streets were GCJ-02');
  assert.ok(figures.overlapAfter > 0.9);
  assert.equal(done.misfit.failure?.code, 'jurisdiction.datum-misfit');
  assert.match(done.misfit.failure.text.en, /GCJ-02/);
  assert.ok(figures.misfitMetres > 400 && figures.misfitMetres < 900);

  assert.deepEqual([done.dryJoin.changed, done.join.changed, done.join.refusedCount], [74, 74, 0]);
  assert.deepEqual([done.again.changed, done.again.unchanged], [0, 74], 'the same bytes under another name');
  assert.deepEqual([done.assetsAgain.taken, done.assetsAgain.changed], [0, 0]);

  const dapeng = done.tree.find(({ aliases }) => aliases.includes('大鹏区'));
  assert.deepEqual([dapeng?.name['zh-Hans'], dapeng?.functional], ['大鹏新区', true]);
  const parts = done.tree.filter(({ parentCode }) => parentCode === dapeng?.code).map(({ code }) => code);
  assert.deepEqual(parts, ['440307009', '440307010', '440307011']);

  const undone = await city.call(importRoutes.undo, { params: { id: done.join.id } });
  assert.deepEqual([undone.state, undone.undoRefused.length], ['undone', 0]);
  const tree = await city.call(jurisdictionRoutes.list, { query: { geometry: true } });
  assert.equal(tree.length, done.tree.length);
  assert.ok(tree.every(({ geometry }) => geometry === undefined));
});
