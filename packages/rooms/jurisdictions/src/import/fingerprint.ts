import { hash } from 'node:crypto';
import { canonicalJson } from '@liandong/words';
import type { JurisdictionRecord } from '../tree.ts';

/** What an import says of a jurisdiction, as one text: equal texts, nothing changed. A derived outline is nobody's say. */
const sayingOf = ({ tier, name, aliases, functional, ground }: JurisdictionRecord): string => {
  const own = ground === undefined || ground.derived ? undefined : ground;
  return canonicalJson([tier.code, name, aliases, functional, own?.sourceDatum ?? null, own?.shape ?? null]);
};

/** Whether an import would leave a record as it is. */
export const saysTheSame = (one: JurisdictionRecord, other: JurisdictionRecord): boolean =>
  sayingOf(one) === sayingOf(other);

/** A short mark of a record; another mark means that it has been changed since. */
export const fingerprint = (record: JurisdictionRecord): string => hash('sha256', sayingOf(record), 'base64url');
