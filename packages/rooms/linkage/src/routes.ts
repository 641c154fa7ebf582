import { nodeRoutes } from '@liandong/contract';
import { answer, type RouteAnswer } from '@liandong/platform';
import { brandId, type NodeId } from '@liandong/words';
import type { Linkage } from './linkage.ts';

/** Answers for the state of the links and the orders to cut and mend them. */
export const answerLinkage = (linkage: Linkage): readonly RouteAnswer[] => [
  answer(nodeRoutes.links, async () => [...(await linkage.links())]),
  answer(nodeRoutes.cut, ({ params, context }) => linkage.cut(brandId<NodeId>(params.peer), context)),
  answer(nodeRoutes.mend, ({ params, context }) => linkage.mend(brandId<NodeId>(params.peer), context)),
];
