import assert from 'node:assert/strict';
import { caseRoutes } from '@liandong/contract';
import { instant, minuteMs, secondMs } from '@liandong/words';
import { clientOf } from '../support/federation.ts';
import { actButton, caseRow, doAct, openCase, shownActs, statusMark } from './support/case-work.ts';
import { moveClocks, sendDepth } from './support/gauge.ts';
import type { Seat } from './support/seat.ts';
import { describeOnStage } from './support/stage.ts';

const underpass = 'XL-JS-0001';
const title = /听汐路下穿通道/;

describeOnStage('a flooded underpass', ({ inBrowser, federation, seat }) => {
  inBrowser(
    'is walked from alert to checked close by people at three consoles, each seeing the others at once',
    async () => {
      const duty = await seat({ node: 0, loginName: 'city-duty' });
      const unit = await seat({ node: 1, loginName: 'district-dispatch' });
      const crew = await seat({ node: 2, loginName: 'street-crew' });
      const floodedAt = Date.now();
      await sendDepth(federation(), underpass, 31, floodedAt);
      await caseRow(duty.page, title, 'dispatched').waitFor();
      await caseRow(unit.page, title, 'dispatched').waitFor();
      assert.equal(
        await caseRow(crew.page, title).count(),
        0,
        'the street has nothing before the district sends it on',
      );

      await openCase(duty.page, title);
      await openCase(unit.page, title);
      await doAct(unit.page, 'signFor', 'handling');
      await statusMark(duty.page, 'handling').waitFor();
      await duty.page.getByTestId('case').getByText('已签收').first().waitFor();
      await doAct(unit.page, 'delegateDown', 'handling');

      await caseRow(crew.page, title, 'dispatched').waitFor();
      const work = await openCase(crew.page, title);
      await doAct(crew.page, 'signFor', 'handling');
      assert.deepEqual(await shownActs(work), ['comment', 'finish', 'progress']);
      await doAct(crew.page, 'progress', 'handling', '排水泵已架设,通道已封闭。');
      await duty.page.getByTestId('case').getByText('排水泵已架设').first().waitFor();
      await doAct(crew.page, 'finish', 'handled', '积水已抽排,路面已清扫。');
      assert.deepEqual(await shownActs(work), ['comment'], 'who handled it neither checks nor closes');
      await statusMark(duty.page, 'handled').waitFor();

      await checkAndClose({ duty, seat, floodedAt });
      await caseRow(duty.page, title).waitFor({ state: 'detached' });
      await caseRow(unit.page, title).waitFor({ state: 'detached' });
      await caseRow(crew.page, title).waitFor({ state: 'detached' });
      for (const one of [duty, unit, crew]) await statusMark(one.page, 'closed').waitFor();
      for (const one of [duty, unit, crew]) await one.assertSound();

      const call = await clientOf(federation().port, 'city-duty');
      const [row] = await call(caseRoutes.queue, { query: { state: 'ended' } });
      const whole = await call(caseRoutes.one, { params: { id: row?.id ?? '' } });
      const by = (act: string) => whole.timeline.find((step) => step.act === act)?.actor;
      assert.deepEqual(
        [by('report')?.kind, by('sendCheck')?.name, by('checkPass')?.name, by('close')?.name],
        ['rule', '林听潮', '叶知澜', '周砚舟'],
      );
    },
  );

  /** The water goes, the clocks show it for long enough; then three people of the city do their parts. */
  const checkAndClose = async (walk: {
    readonly duty: Seat;
    readonly seat: typeof seat;
    readonly floodedAt: number;
  }): Promise<void> => {
    const { duty, floodedAt } = walk;
    await duty.page.getByTestId('tab-alerts').click();
    await duty.page.getByTestId('alert-row').first().waitFor();
    await sendDepth(federation(), underpass, 3, floodedAt + 5 * secondMs);
    const later = floodedAt + 4 * minuteMs;
    await moveClocks(federation(), instant(later));
    await sendDepth(federation(), underpass, 2, later);
    await duty.page.getByTestId('alert-row').first().waitFor({ state: 'detached' });
    await duty.page.getByTestId('tab-cases').click();
    assert.equal((await actButton(duty.page, 'checkPass').count()) + (await actButton(duty.page, 'close').count()), 0);
    await doAct(duty.page, 'sendCheck', 'checking');
    const check = await seat({ node: 0, loginName: 'city-check' });
    const leader = await seat({ node: 0, loginName: 'city-leader' });
    await openCase(leader.page, title);
    await openCase(check.page, title);
    await doAct(check.page, 'checkPass', 'toClose', '现场无积水。');
    await statusMark(leader.page, 'toClose').waitFor();
    await doAct(leader.page, 'close', 'closed');
    for (const one of [check, leader]) {
      await one.assertSound();
      await one.close();
    }
  };
});
