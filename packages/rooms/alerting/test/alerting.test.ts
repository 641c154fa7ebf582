import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DatastreamId, toIso } from '@liandong/words';
import { askAlerts } from '../src/index.ts';
import { at, factsOf, profile, world } from './world.ts';

const everywhere = ['city'];
const brandDatastream = (id: number) => id as DatastreamId;

describe('from readings to alerts', () => {
  it('raises one alert of one object and rule, and writes it with its fact in the transaction of the readings', async (t) => {
    const { database, send } = await world(t);
    await send([
      [1, 0, 3],
      [1, 1, 12],
      [2, 1, 4],
      [1, 2, 9],
      [1, 3, 13],
    ]);
    const alerts = await askAlerts(database).alertsVisible(everywhere);
    assert.equal(alerts.length, 1);
    const { id: _, ...alert } = alerts[0] ?? assert.fail();
    assert.deepEqual(alert, {
      version: 1,
      ruleId: 'street-depth',
      ruleName: { 'zh-Hans': 'street depth', 'zh-Hant': 'street depth', en: 'street depth' },
      state: 'raised',
      noData: false,
      terminalId: 'terminal-1',
      terminalName: 'Gauge 1',
      characteristic: 'waterDepth',
      unit: 'cm',
      level: 'warn',
      levelName: { 'zh-Hans': 'Warning', 'zh-Hant': 'Warning', en: 'Warning' },
      rank: 1,
      peakLevel: 'warn',
      peakRank: 1,
      value: 13,
      peakValue: 13,
      valueAt: toIso(at(3)),
      threshold: 10,
      raisedAt: toIso(at(1)),
      reraisedCount: 0,
      place: { lon: -73.9, lat: 40.7, address: '9th St / Smith St' },
      jurisdictionCode: 'A',
    });
    assert.deepEqual(await factsOf(database), ['AlertRaised G1 warn']);
  });

  it('writes nothing when the transaction of the readings fails, and raises once when they come again', async (t) => {
    const { database, send } = await world(t);
    await send([[1, 0, 3]]);
    await send(
      [
        [1, 1, 12],
        [2, 1, 40],
      ],
      { fails: true },
    );
    assert.deepEqual(await factsOf(database), []);
    await send([
      [1, 1, 12],
      [2, 1, 40],
    ]);
    assert.deepEqual(await factsOf(database), ['AlertRaised G1 warn', 'AlertRaised G2 danger']);
  });

  it('escalates, eases, clears by the city clock and takes up the same alert again', async (t) => {
    const { database, send, alerting } = await world(t);
    await send([
      [1, 0, 12],
      [1, 1, 70],
      [1, 2, 33],
    ]);
    await alerting().checkpoint();
    const [eased] = await askAlerts(database).alertsVisible(everywhere);
    assert.deepEqual([eased?.level, eased?.peakLevel, eased?.value, eased?.peakValue], ['danger', 'grave', 33, 70]);
    await send([[1, 3, 4]]);
    assert.equal(alerting().isBelowClear((eased?.id ?? '') as never), true);
    await alerting().tick(at(12));
    assert.equal(await askAlerts(database).isCleared(eased?.id ?? ''), false);
    await alerting().tick(at(13));
    assert.equal(await askAlerts(database).allClear([eased?.id ?? '']), true);
    await send([[1, 40, 15]]);
    const alerts = await askAlerts(database).alertsVisible(everywhere, { state: 'raised' });
    assert.deepEqual(
      alerts.map(({ id, reraisedCount, level, peakLevel }) => [id, reraisedCount, level, peakLevel]),
      [[eased?.id, 1, 'warn', 'grave']],
    );
    await send([[1, 41, 0]], {
      beats: [
        [1, 60],
        [1, 90],
        [1, 111],
      ],
    });
    await send([[1, 112, 15]]);
    assert.deepEqual(await factsOf(database), [
      'AlertRaised G1 warn',
      'AlertEscalated G1 grave',
      'AlertCleared G1 grave',
      'AlertReraised G1 warn',
      'AlertCleared G1 warn',
      'AlertRaised G1 warn',
    ]);
  });

  it('says no data when a terminal falls silent, with and without an open alert, and never clears meanwhile', async (t) => {
    const { database, send, alerting } = await world(t);
    const questions = askAlerts(database);
    await send([
      [1, 0, 12],
      [2, 0, 1],
    ]);
    await send([[1, 1, 0]]);
    // The clock was not watched until now: silence is counted from the first tick on.
    await alerting().tick(at(2));
    await alerting().tick(at(9));
    await send([], { beats: [[1, 8]] });
    await send([[1, 8, 12]]);
    await alerting().tick(at(60));
    const alerts = await questions.alertsVisible(everywhere, { state: 'raised' });
    assert.deepEqual(alerts.map(({ terminalId, level, noData }) => [terminalId, level, noData]).sort(), [
      ['terminal-1', 'warn', true],
      ['terminal-2', 'noData', true],
    ]);
    await send([[1, 61, 12]], { beats: [[2, 61]] });
    const now = await questions.alertsVisible(everywhere);
    assert.deepEqual(now.map(({ terminalId, state, noData }) => [terminalId, state, noData]).sort(), [
      ['terminal-1', 'raised', false],
      ['terminal-2', 'cleared', false],
    ]);
    assert.deepEqual([...(await factsOf(database))].sort(), [
      'AlertDataBack G1 warn',
      'AlertDataBack G2',
      'AlertNoData G1 warn',
      'AlertNoData G2',
      'AlertRaised G1 warn',
    ]);
  });

  it('takes heartbeats in between as life, also when they come in the batch of a later reading', async (t) => {
    const { database, send } = await world(t);
    await send([[1, 0, 1]]);
    await send([[1, 50, 1]], { beats: [[1, 25]] });
    assert.deepEqual(await factsOf(database), []);
    await send([[1, 81, 1]]);
    assert.deepEqual(await factsOf(database), ['AlertNoData G1', 'AlertDataBack G1']);
  });

  it('takes whatever else a terminal sends as a sign of life', async (t) => {
    const { database, send, neighbours } = await world(t);
    const depth = neighbours.stream(brandDatastream(1)) ?? assert.fail();
    const battery = neighbours.stream(brandDatastream(2)) ?? assert.fail();
    Object.assign(battery, { terminal: depth.terminal, characteristic: { code: 'batteryV', unit: 'V' } });
    await send([[1, 0, 1]]);
    await send([[2, 29, 3.6]]);
    await send([[2, 58, 3.6]]);
    await send([[1, 80, 1]]);
    assert.deepEqual(await factsOf(database), []);
    await send([[2, 111, 3.6]]);
    assert.deepEqual(await factsOf(database), ['AlertNoData G1', 'AlertDataBack G1']);
  });

  it('files by the level that was reached, also when the water has fallen before anybody looks', async (t) => {
    const { database, send, alerting } = await world(t);
    await send([[1, 0, 70]]);
    await send([[1, 1, 12]]);
    await alerting().checkpoint();
    const [view] = await askAlerts(database).alertsVisible(everywhere);
    const facts = await askAlerts(database).alert(view?.id ?? '');
    assert.deepEqual([view?.rank, facts?.rank], [1, 3]);
  });

  it('makes nothing of readings that are late, out of range, or in the future', async (t) => {
    const { database, send, alerting } = await world(t);
    await send([[1, 5, 1]]);
    await send([
      [1, 3, 90],
      [1, 6, 500, 1],
    ]);
    await send([[1, 900, 90, 4]]);
    await alerting().tick(at(7));
    await alerting().tick(at(60));
    assert.deepEqual(await factsOf(database), ['AlertNoData G1']);
  });

  it('does not judge by a rule whose unit is another, nor terminals of another type', async (t) => {
    const metres = await world(t, profile({ characteristic: 'waterLevel' }));
    await metres.send([[1, 0, 90]]);
    assert.deepEqual(await factsOf(metres.database), []);
    const only = await world(t, profile({ terminals: ['G2'] }));
    await only.send([
      [1, 0, 90],
      [2, 0, 90],
    ]);
    assert.deepEqual(await factsOf(only.database), ['AlertRaised G2 grave']);
  });

  it('judges by new thresholds from the next reading on, and nothing that was there before', async (t) => {
    const { database, send, alerting } = await world(t, profile({ id: 'other', terminalType: 'none' }));
    await send([[1, 0, 90]]);
    await alerting().loadRules(profile());
    assert.deepEqual(await factsOf(database), []);
    await send([[1, 1, 91]]);
    assert.deepEqual(await factsOf(database), ['AlertRaised G1 grave']);
    await alerting().loadRules(profile());
    assert.deepEqual(
      alerting()
        .rules()
        .map(({ id }) => id),
      ['other', 'street-depth'],
    );
  });
});
