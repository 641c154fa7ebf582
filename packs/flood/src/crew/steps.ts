import { type ApiCall, alertRoutes, type CaseRow, type CaseView, caseRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';

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

/** Passes the check when every alert of the case has cleared; unknown is not cleared. */
export const checkerStep: CrewStep = async (row, call) => {
  if (row.status !== 'checking') return undefined;
  const { alertIds, version } = await call(caseRoutes.one, { params: { id: row.id } });
  for (const id of alertIds) {
    const alert = await call(alertRoutes.one, { params: { id } });
    if (alert.state !== 'cleared') return undefined;
  }
  await act(call, { id: row.id, version }, 'checkPass', 'Street dry (automatic)');
  return 'checkPass';
};

/** Closes what has passed the check. */
export const closerStep: CrewStep = async (row, call) => {
  if (row.status !== 'toClose') return undefined;
  await act(call, row, 'close');
  return 'close';
};
