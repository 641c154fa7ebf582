import type { Right } from '../rights/index.ts';

/** 案件状态; the six outward stages shown to people are in `stageOf`. */
export const caseStatuses = [
  'reported',
  'refused',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'checking',
  'toClose',
  'closed',
  'voided',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** 上报、立案、派遣、处置、反馈、结案: the stages that citizens and leaders know. */
export type CaseStage = 'report' | 'filing' | 'dispatch' | 'handling' | 'feedback' | 'closing';

export const stageOf = {
  reported: 'report',
  refused: 'closing',
  filed: 'filing',
  dispatched: 'dispatch',
  handling: 'handling',
  handled: 'feedback',
  checking: 'feedback',
  toClose: 'closing',
  closed: 'closing',
  voided: 'closing',
} as const satisfies Record<CaseStatus, CaseStage>;

/** Who may do it: somebody with this right at the owning node, or the superior's verdict carried by the link. */
export type ActRule = {
  readonly from: readonly CaseStatus[];
  readonly to: CaseStatus | 'same';
  readonly right: Right;
  /** `handler`: only a member of the unit that holds the case. `other`: nobody who handled it. */
  readonly who: 'anyone' | 'handler' | 'other';
  /** A reason or an opinion must be given. */
  readonly note: 'required' | 'optional';
};

const open = ['reported', 'filed', 'dispatched', 'handling', 'handled', 'checking', 'toClose'] as const;

/**
 * The lifecycle of a case as one table: guards, buttons, rights and diagrams all read it.
 * Source: the case state machine of the domain model (city-management practice: report, file, dispatch, sign for,
 * handle, feed back, check, close); whoever handles never checks or closes.
 */
export const caseActs = {
  /** 不予立案 */ refuse: { from: ['reported'], to: 'refused', right: 'case.file', who: 'anyone', note: 'required' },
  /** 立案 */ file: { from: ['reported'], to: 'filed', right: 'case.file', who: 'anyone', note: 'optional' },
  /** 派遣 */ dispatch: { from: ['filed'], to: 'dispatched', right: 'case.dispatch', who: 'anyone', note: 'optional' },
  /** 签收 */ signFor: { from: ['dispatched'], to: 'handling', right: 'case.handle', who: 'handler', note: 'optional' },
  /** 退回, only before work has started */ return: {
    from: ['dispatched'],
    to: 'filed',
    right: 'case.handle',
    who: 'handler',
    note: 'required',
  },
  /** 下派: a child case at a subordinate unit; this one keeps its own clock */ delegateDown: {
    from: ['handling'],
    to: 'same',
    right: 'case.dispatch',
    who: 'handler',
    note: 'optional',
  },
  /** 反馈进展 */ progress: { from: ['handling'], to: 'same', right: 'case.handle', who: 'handler', note: 'required' },
  /** 处置完成 */ finish: { from: ['handling'], to: 'handled', right: 'case.handle', who: 'handler', note: 'required' },
  /** 返工 */ returnToUnit: {
    from: ['handled'],
    to: 'handling',
    right: 'case.dispatch',
    who: 'other',
    note: 'required',
  },
  /** 送核查 */ sendCheck: { from: ['handled'], to: 'checking', right: 'case.file', who: 'other', note: 'optional' },
  /** 核查通过 */ checkPass: { from: ['checking'], to: 'toClose', right: 'case.check', who: 'other', note: 'optional' },
  /** 核查不通过: the same unit works again */ checkFail: {
    from: ['checking'],
    to: 'dispatched',
    right: 'case.check',
    who: 'other',
    note: 'required',
  },
  /** 结案 */ close: { from: ['toClose'], to: 'closed', right: 'case.close', who: 'other', note: 'optional' },
  /** 重开: the water came back, or the reporter is not content */ reopen: {
    from: ['closed'],
    to: 'filed',
    right: 'case.file',
    who: 'anyone',
    note: 'required',
  },
  /** 作废 */ void: { from: open, to: 'voided', right: 'case.void', who: 'anyone', note: 'required' },
  /** 批注 */ comment: { from: open, to: 'same', right: 'case.read', who: 'anyone', note: 'required' },
} as const satisfies Record<string, ActRule>;

export type CaseAct = keyof typeof caseActs;
export const caseActNames = Object.keys(caseActs) as readonly CaseAct[];

/** The acts that a case in this status knows at all, whoever asks. */
export const actsIn = (status: CaseStatus): readonly CaseAct[] =>
  caseActNames.filter((act) => (caseActs[act].from as readonly CaseStatus[]).includes(status));

/** Still open: somebody owes a step. */
export const isOpen = (status: CaseStatus): boolean => (open as readonly CaseStatus[]).includes(status);

/** Acts that end or undo work at the place and therefore wait for a child case that is still open. */
export const actsOfRootOnly = [
  'sendCheck',
  'checkPass',
  'checkFail',
  'close',
  'returnToUnit',
  'refuse',
  'reopen',
] as const satisfies readonly CaseAct[];
