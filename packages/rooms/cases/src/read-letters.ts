import { CaseAssignment, CaseReceipt, CaseVerdict } from '@liandong/contract';
import { toDate } from '@liandong/platform';
import { parseIso, refuse } from '@liandong/words';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

const reader = <T extends TSchema>(schema: T) => {
  const compiled = Compile(schema);
  return (body: unknown): Static<T> => {
    if (compiled.Check(body)) return body as Static<T>;
    const [first] = compiled.Errors(body);
    throw refuse('case.bad-envelope', { where: `${first?.instancePath ?? ''} ${first?.message ?? ''}` });
  };
};

/** @throws case.bad-envelope */
export const readAssignment = reader(CaseAssignment);
/** @throws case.bad-envelope */
export const readReceipt = reader(CaseReceipt);
/** @throws case.bad-envelope */
export const readVerdict = reader(CaseVerdict);

/** An instant of a letter, for a column. @throws case.bad-envelope */
export const timeOf = (text: string): Date => {
  const at = parseIso(text);
  if (at === undefined) throw refuse('case.bad-envelope', { where: text });
  return toDate(at);
};
