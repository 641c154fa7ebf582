import assert from 'node:assert/strict';
import { caseRow, doAct, openCase } from './support/case-work.ts';
import { sendDepth } from './support/gauge.ts';
import { describeOnStage } from './support/stage.ts';

const [first, second] = ['XL-JS-0003', 'XL-JS-0004'] as const;

describeOnStage('a cut link', ({ inBrowser, federation, seat }) => {
  inBrowser('stops nobody, shows that the other side is unknown, and mended brings everything over once', async () => {
    const leader = await seat({ node: 0, loginName: 'city-leader' });
    const unit = await seat({ node: 1, loginName: 'district-dispatch' });
    await sendDepth(federation(), first, 31);
    await caseRow(unit.page, /./, 'dispatched').waitFor();
    const before = (await caseRow(unit.page, /./).getAttribute('data-code')) ?? '';
    await caseRow(leader.page, /已送达/).waitFor();

    await leader.page.getByTestId('links').click();
    const links = leader.page.getByRole('dialog', { name: /链路/ });
    await links.getByText(/下级 · 通/).waitFor();
    await leader.page.getByTestId('cut-district').click();
    await links.getByText(/下级 · 已断开/).waitFor();
    await links.getByText(/自 .+ 起未知/).waitFor();
    await caseRow(leader.page, /自 .+ 起未知/).waitFor();

    await sendDepth(federation(), second, 33);
    await caseRow(leader.page, /已发出/).waitFor();
    await links.getByText(/待发 [1-9]/).waitFor();
    await openCase(unit.page, before);
    await doAct(unit.page, 'signFor', 'handling');
    assert.equal(await caseRow(unit.page, /./).count(), 1, 'nothing crosses a cut link');
    assert.equal(await caseRow(leader.page, /已签收/).count(), 0);

    await leader.page.getByTestId('mend-district').click();
    await leader.page.getByTestId('cut-district').waitFor();
    await caseRow(unit.page, /./, 'dispatched').waitFor();
    await caseRow(leader.page, /已签收/).waitFor();
    await caseRow(leader.page, /已送达/).waitFor();
    await links.getByText(/待发/).waitFor({ state: 'detached' });
    await caseRow(leader.page, /起未知/).waitFor({ state: 'detached' });
    assert.deepEqual([await caseRow(leader.page, /./).count(), await caseRow(unit.page, /./).count()], [2, 2]);
    await leader.assertSound();
    await unit.assertSound();
  });
});
