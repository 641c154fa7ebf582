import type { CaseDesk } from './case-desk.ts';
import { hearAssignment } from './hear-assignment.ts';
import { hearDelivered, hearReceipt, hearRefused } from './hear-receipt.ts';
import { hearVerdict } from './hear-verdict.ts';

/** Puts the desk's ear to the link. */
export const hearLetters = (desk: CaseDesk): void => {
  const { linkage } = desk.neighbours;
  linkage.onVerb('assign', 'case', (envelope, work) => hearAssignment(desk, envelope, work));
  for (const verb of ['ack', 'return', 'feedback'] as const) {
    linkage.onVerb(verb, 'case', (envelope, work) => hearReceipt(desk, envelope, work));
  }
  for (const verb of ['checked', 'recall'] as const) {
    linkage.onVerb(verb, 'case', (envelope, work) => hearVerdict(desk, envelope, work));
  }
  linkage.onDelivered(hearDelivered);
  linkage.onRefused(hearRefused);
};
