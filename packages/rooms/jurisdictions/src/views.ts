import type { ImportReport, Jurisdiction } from '@liandong/contract';
import { fillWords, type Refusal } from '@liandong/words';
import type { JurisdictionsOutcome } from './import/index.ts';
import { jurisdictionRefusals } from './refusals.ts';
import type { JurisdictionRecord } from './tree.ts';

/** The record as the contract shows it. */
export const viewOf = (
  { code, parentCode, tier, name, aliases, functional, ground }: JurisdictionRecord,
  servedByThisNode: boolean,
  withGeometry: boolean,
): Jurisdiction => ({
  code,
  ...(parentCode === undefined ? {} : { parentCode }),
  tier: tier.code,
  tierName: tier.name,
  rank: tier.rank,
  name,
  aliases: [...aliases],
  functional,
  servedByThisNode,
  ...(ground === undefined ? {} : { sourceDatum: ground.sourceDatum, bbox: [...ground.bbox] }),
  ...(ground === undefined || !withGeometry ? {} : { geometry: { type: 'MultiPolygon', coordinates: ground.shape } }),
});

const textOf = (refusal: Refusal): string => {
  const entry = Object.entries(jurisdictionRefusals).find(([code]) => code === refusal.code)?.[1];
  return entry === undefined ? refusal.code : fillWords(entry.text.en, refusal.data);
};

/** The outcome in short, for a log or a pack. */
export const reportOf = ({ taken, changed, unchanged, refused }: JurisdictionsOutcome): ImportReport => ({
  read: taken + changed + unchanged + refused.length,
  taken,
  changed,
  unchanged,
  refused: refused.map(({ row, key, refusal }) => ({
    row,
    code: refusal.code,
    text: textOf(refusal),
    ...(key === undefined ? {} : { key }),
  })),
});
