import { searchRoutes } from '@liandong/contract';
import { answer, type RouteAnswer, signedIn } from '@liandong/platform';
import { type SearchDeps, search } from './search/search.ts';
import { listViews, removeView, saveView } from './views/saved-views.ts';

/** Answers search and saved views. */
export const answerOneMap = (deps: SearchDeps): readonly RouteAnswer[] => [
  answer(searchRoutes.search, async (request) => [...(await search(deps, signedIn(request), request.query))]),
  answer(searchRoutes.views, async (request) => [...(await listViews(deps.database, signedIn(request)))]),
  answer(searchRoutes.saveView, (request) => saveView(deps.database, request.context, signedIn(request), request.body)),
  answer(searchRoutes.removeView, async (request) => {
    await removeView(deps.database, request.context, signedIn(request), request.params.id);
    return {};
  }),
];
