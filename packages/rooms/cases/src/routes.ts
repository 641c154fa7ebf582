import { caseRoutes } from '@liandong/contract';
import { answer, type RouteAnswer, signedIn } from '@liandong/platform';
import type { Cases } from './cases.ts';

/** Answers to the routes of cases. */
export const answerCases = (cases: Cases): readonly RouteAnswer[] => [
  answer(caseRoutes.queue, async (request) => [
    ...(await cases.queue(signedIn(request).roots('case.read'), request.query)),
  ]),
  answer(caseRoutes.figures, (request) => cases.figures(signedIn(request).roots('case.read'))),
  answer(caseRoutes.one, (request) => cases.one(signedIn(request), request.params.id)),
  answer(caseRoutes.report, (request) => cases.report(request.context, signedIn(request), request.body)),
  answer(caseRoutes.act, (request) =>
    cases.act(request.context, signedIn(request), request.params.id, request.params.act, request.body),
  ),
  answer(caseRoutes.classes, async () => [...(await cases.classes())]),
];
