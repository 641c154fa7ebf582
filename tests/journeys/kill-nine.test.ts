import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { it } from 'node:test';
import { freePorts, makeDataFolder } from '../support/federation.ts';
import { runKillNine } from './kill-nine-run.ts';

it('keeps every acknowledged reading and act, and every alert once, over twenty kill -9 at random moments', async (t) => {
  const dataDirectory = await makeDataFolder();
  t.after(() => rm(dataDirectory, { recursive: true, force: true }));
  const seed = Date.now() % 1_000_000;
  t.diagnostic(`seed ${seed}`);
  const said: string[] = [];
  const figures = await runKillNine({
    dataDirectory,
    port: await freePorts(),
    kills: 20,
    seed,
    onProgress: (text) => void said.push(text),
  });
  t.diagnostic(JSON.stringify(figures));
  const { lostReadings, lostActs, actsDoubled, alertsDoubled, alertsLost, alertsUnlike, casesDoubled } = figures;
  const { lettersLost, lettersDoubled, auditWrong } = figures;
  assert.deepEqual(
    { lostReadings, lostActs, actsDoubled, alertsDoubled, alertsLost, alertsUnlike, casesDoubled },
    { lostReadings: 0, lostActs: 0, actsDoubled: 0, alertsDoubled: 0, alertsLost: 0, alertsUnlike: 0, casesDoubled: 0 },
    said.join('\n'),
  );
  assert.deepEqual(
    { lettersLost, lettersDoubled, auditWrong },
    { lettersLost: 0, lettersDoubled: 0, auditWrong: 0 },
    said.join('\n'),
  );
  assert.equal(figures.kills, 20);
  assert.ok(
    figures.acknowledgedReadings > 500 && figures.acknowledgedActs > 50 && figures.alerts > 10,
    'it was at work',
  );
  assert.ok(figures.letters > 0, 'nodes wrote to each other');
});
