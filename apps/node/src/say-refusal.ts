import { postgresRefusals } from '@liandong/platform';
import { fillWords, type Refusal, type RefusalList } from '@liandong/words';
import { nodeRefusals } from './refusals.ts';

const known: RefusalList = { ...nodeRefusals, ...postgresRefusals };

/** A refusal for the terminal, in Chinese and English. */
export const sayRefusal = (refusal: Refusal): string => {
  const entry = known[refusal.code];
  if (entry === undefined) return `${refusal.code} ${JSON.stringify(refusal.data)}`;
  return `${fillWords(entry.text['zh-Hans'], refusal.data)}\n${fillWords(entry.text.en, refusal.data)}`;
};
