import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { it, type TestContext } from 'node:test';
import { skipOrFail } from '../../tools/skip.ts';
import { startTestFederation } from '../support/federation.ts';
import { night } from './flood-night.ts';
import { type NightFigures, nightFigures } from './flood-night-figures.ts';
import { datasets, type NightOptions, runNight } from './flood-night-run.ts';

const hasData = existsSync(path.join(datasets, 'flood/floodnet-nyc'));

const figuresOf = async (t: TestContext, cut?: NightOptions['cut']): Promise<NightFigures> => {
  const federation = await startTestFederation(t, { city: 'floodnet-nyc' });
  const done = await runNight(federation, { ...night, ...(cut === undefined ? {} : { cut }) });
  const { figures, differences } = nightFigures(done, night);
  t.diagnostic(JSON.stringify(figures));
  for (const line of differences) t.diagnostic(line);
  return figures;
};

const nothingWrong = (figures: NightFigures): void => {
  const { missed, doubled, wrongPlace, selfClosed, openLeft, alertsUnlike } = figures;
  assert.deepEqual(
    { missed, doubled, wrongPlace, selfClosed, openLeft, alertsUnlike },
    { missed: 0, doubled: 0, wrongPlace: 0, selfClosed: 0, openLeft: 0, alertsUnlike: 0 },
  );
  assert.ok(figures.warnEvents > 10, 'a night with floods');
  assert.deepEqual([figures.rootsBoroughs, figures.rootsBoards], [figures.rootsCity, figures.rootsCity]);
};

it('brings every measured flood of the night of 2023-09-29 to a checked close, once, at the right place', async (t) => {
  if (!hasData) return skipOrFail(t, `no data set flood/floodnet-nyc in ${datasets}`);
  nothingWrong(await figuresOf(t));
});

it('loses and doubles nothing when the link to the boroughs is cut in the middle of the night and mended later', async (t) => {
  if (!hasData) return skipOrFail(t, `no data set flood/floodnet-nyc in ${datasets}`);
  const figures = await figuresOf(t, { at: 0.2, mendedAt: 0.5 });
  assert.ok(figures.backlogAtMend > 0, 'letters waited for the link');
  nothingWrong(figures);
});
