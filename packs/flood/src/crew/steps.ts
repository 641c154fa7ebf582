import { type ApiCall, alertRoutes, type CaseRow, type CaseView, caseRoutes, nodeRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import { parseIso } from '@liandong/words';

/** What a role of the automatic crew does with a case of its queue; undefined: nothing now. */
export type CrewStep = (row: CaseRow, call: ApiCall) => Promise<CaseAct | undefined>;

const act = async (
  call: ApiCall,
  row: Pick<CaseRow, 'id' | 'version'>,
  name: CaseAct,
  note?: string,
): Promise<CaseView> =>
  call(caseRoutes.act, {
    params: { id: row.id, act: name },
    body: { version: row.version, ...(note === undefined ? {} : { note }) },
  });

/** Signs for its borough, sends the case down to the board's unit, and hands in what the board has done. */
export const boroughStep: CrewStep = async (row, call) => {
  if (row.status === 'dispatched') {
    await act(call, row, 'signFor');
    return 'signFor';
  }
  if (row.status !== 'handling') return undefined;
  if (row.child === undefined || row.child.stage === 'returned' || row.child.stage === 'recalled') {
    await act(call, row, 'delegateDown');
    return 'delegateDown';
  }
  if (row.child.stage !== 'done') return undefined;
  const { acts } = await call(caseRoutes.one, { params: { id: row.id } });
  if (!acts.includes('finish')) return undefined;
  await act(call, row, 'finish', 'Board reports the street handled (automatic)');
  return 'finish';
};

/** Signs for its board, reports progress and finishes. */
export const boardStep: CrewStep = async (row, call) => {
  if (row.status === 'dispatched') {
    const signed = await act(call, row, 'signFor');
    await act(call, signed, 'progress', 'Crew at the place, street closed, drains cleared (automatic)');
    return 'signFor';
  }
  if (row.status !== 'handling' || row.child !== undefined) return undefined;
  await act(call, row, 'finish', 'Water draining, nobody in danger (automatic)');
  return 'finish';
};

/** Sends to the check what has been handled. */
export const deskStep: CrewStep = async (row, call) => {
  if (row.status !== 'handled') return undefined;
  await act(call, row, 'sendCheck');
  return 'sendCheck';
};

/** City time since which an alert has been over for good: cleared, and past the time in which it could come back. */
const calmFrom = async (alertId: string, call: ApiCall): Promise<number> => {
  const alert = await call(alertRoutes.one, { params: { id: alertId } });
  const rule = (await call(alertRoutes.rules)).find(({ id }) => id === alert.ruleId);
  const clearedAt = alert.state === 'cleared' && !alert.noData ? parseIso(alert.clearedAt ?? '') : undefined;
  return clearedAt === undefined ? Number.POSITIVE_INFINITY : clearedAt + (rule?.minRepeatMs ?? 0);
};

/**
 * Passes the check when every alert of the case has cleared and its rule's repeat time is over, so that a second wave
 * of the same flood finds the case still open. Unknown is not cleared.
 */
export const checkerStep: CrewStep = async (row, call) => {
  if (row.status !== 'checking') return undefined;
  const { alertIds, version } = await call(caseRoutes.one, { params: { id: row.id } });
  const { clock } = await call(nodeRoutes.node);
  const now = parseIso(clock.city) ?? Number.NaN;
  for (const id of alertIds) if (!(now > (await calmFrom(id, call)))) return undefined;
  await act(call, { id: row.id, version }, 'checkPass', 'Street dry (automatic)');
  return 'checkPass';
};

/** Closes what has passed the check. */
export const closerStep: CrewStep = async (row, call) => {
  if (row.status !== 'toClose') return undefined;
  await act(call, row, 'close');
  return 'close';
};
