import type { Right } from '../rights/index.ts';
import { actsIn, actsOfRootOnly, type CaseAct, type CaseStatus, caseActs } from './lifecycle.ts';

/** What a guard must know of a case. */
export type CaseFacts = {
  readonly status: CaseStatus;
  readonly jurisdictionPath: readonly string[];
  /** The unit that holds it; `here` when it belongs to this node. */
  readonly unit: { readonly organisationId: string; readonly here: boolean } | undefined;
  /** Users, of any node, who signed for it, reported progress, finished it or sent it down. */
  readonly handlers: ReadonlySet<string>;
  /** A child of a case at a superior node: its check and close are the superior's. */
  readonly isChild: boolean;
  /** A child case at another node is still being worked on. */
  readonly childAtWork: boolean;
  /** Every alert behind it is below its clear level, with data. */
  readonly alertsClear: boolean;
};

/** A person who wants to act. */
export type Doer = {
  readonly userId: string;
  readonly organisationIds: readonly string[];
  may(right: Right, path: readonly string[]): boolean;
};

export type CaseRefusalCode =
  | 'case.wrong-step'
  | 'case.no-right'
  | 'case.not-yours'
  | 'case.held-elsewhere'
  | 'case.own-work'
  | 'case.superior-decides'
  | 'case.child-at-work'
  | 'case.not-clear';

const heldBy = (doer: Doer, facts: CaseFacts): CaseRefusalCode | undefined => {
  if (facts.unit === undefined) return 'case.not-yours';
  if (!facts.unit.here) return 'case.held-elsewhere';
  return doer.organisationIds.includes(facts.unit.organisationId) ? undefined : 'case.not-yours';
};

const whoRefusal = (act: CaseAct, facts: CaseFacts, doer: Doer): CaseRefusalCode | undefined => {
  const { who } = caseActs[act];
  if (who === 'handler') return heldBy(doer, facts);
  // Whoever handles never checks and never closes.
  if (who === 'other' && facts.handlers.has(doer.userId)) return 'case.own-work';
  return undefined;
};

const stateRefusal = (act: CaseAct, facts: CaseFacts): CaseRefusalCode | undefined => {
  const superiors: readonly CaseAct[] = [...actsOfRootOnly, 'void', 'dispatch'];
  if (facts.isChild && superiors.includes(act)) return 'case.superior-decides';
  const waits = act === 'finish' || act === 'delegateDown';
  if (waits && facts.childAtWork) return 'case.child-at-work';
  if (act === 'close' && !facts.alertsClear) return 'case.not-clear';
  return undefined;
};

/**
 * Why this person may not do this act now; undefined when he may. The guard of the order and the buttons on the
 * screen both ask here.
 */
export const actRefusal = (act: CaseAct, facts: CaseFacts, doer: Doer): CaseRefusalCode | undefined => {
  if (!actsIn(facts.status).includes(act)) return 'case.wrong-step';
  if (!doer.may(caseActs[act].right, facts.jurisdictionPath)) return 'case.no-right';
  return whoRefusal(act, facts, doer) ?? stateRefusal(act, facts);
};

/** The acts that this person may do now. */
export const allowedActs = (facts: CaseFacts, doer: Doer): readonly CaseAct[] =>
  actsIn(facts.status).filter((act) => actRefusal(act, facts, doer) === undefined);
