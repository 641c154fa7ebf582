import { type LinkTrouble, nodeRoutes } from '@liandong/contract';
import { answer, type RouteAnswer } from '@liandong/platform';
import { brandId, fillWords, type NodeId, type RefusalList, toIso, type Words } from '@liandong/words';
import type { Linkage } from './linkage.ts';
import { linkageRefusals } from './refusals.ts';

const known: RefusalList = linkageRefusals;

/** The text of a refusal with its data; a code of another room stands for itself. */
const textOf = (code: string, data: Readonly<Record<string, unknown>> = {}): Words => {
  const text = known[code]?.text ?? { 'zh-Hans': code, 'zh-Hant': code, en: code };
  return {
    'zh-Hans': fillWords(text['zh-Hans'], data),
    'zh-Hant': fillWords(text['zh-Hant'], data),
    en: fillWords(text.en, data),
  };
};

const trouble = async (linkage: Linkage): Promise<LinkTrouble> => ({
  refused: Object.entries(linkage.refusedCounts()).map(([code, count]) => ({ code, text: textOf(code), count })),
  held: (await linkage.held()).map(({ id, direction, peer, seq, code, data, heldAt }) => ({
    id,
    direction,
    peer,
    ...(seq === undefined ? {} : { seq }),
    code,
    text: textOf(code, data),
    heldAt: toIso(heldAt),
  })),
});

/** Answers for the state of the links and the orders to cut and mend them. */
export const answerLinkage = (linkage: Linkage): readonly RouteAnswer[] => [
  answer(nodeRoutes.links, async () => [...(await linkage.links())]),
  answer(nodeRoutes.refusedLetters, () => trouble(linkage)),
  answer(nodeRoutes.cut, ({ params, context }) => linkage.cut(brandId<NodeId>(params.peer), context)),
  answer(nodeRoutes.mend, ({ params, context }) => linkage.mend(brandId<NodeId>(params.peer), context)),
];
