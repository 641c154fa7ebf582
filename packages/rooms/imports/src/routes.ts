import { importRoutes } from '@liandong/contract';
import { answer, Bytes, type RouteAnswer, type Session, signedIn } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import type { Imports } from './imports.ts';
import type { By } from './runner.ts';

const by = (request: { readonly session: Session | undefined; readonly context: ActContext }): By => ({
  session: signedIn(request),
  context: request.context,
});

const headerRowsOf = (text: string | undefined): readonly number[] | undefined => {
  if (text === undefined || text.trim() === '') return undefined;
  const rows = text.split(',').map(Number);
  if (!rows.every((row) => Number.isInteger(row) && row >= 1)) throw refuse('import.no-such-header', { rows: text });
  return rows;
};

/** Answers the import routes of the contract; the right of a target is checked in the room. */
export const answerImports = (room: Imports): readonly RouteAnswer[] => [
  answer(importRoutes.upload, ({ stream, query, context }) => room.upload(context, stream, query.name)),
  answer(importRoutes.table, ({ params, query }) =>
    room.table(params.id, { ...query, headerRows: headerRowsOf(query.headerRows) }),
  ),
  answer(importRoutes.targets, (request) => [...room.targets(signedIn(request))]),
  answer(importRoutes.start, (request) => room.begin(by(request), request.body)),
  answer(importRoutes.list, async () => [...(await room.list())]),
  answer(importRoutes.one, ({ params }) => room.one(params.id)),
  answer(importRoutes.preview, ({ params }) => room.preview(params.id)),
  answer(
    importRoutes.errors,
    async ({ params, query }) =>
      new Bytes(await room.errors(params.id, query.language ?? 'zh-Hans'), 'text/csv; charset=utf-8', {
        'content-disposition': `attachment; filename="import-${params.id}-refused.csv"`,
      }),
  ),
  answer(importRoutes.undo, (request) => room.undo(by(request), request.params.id)),
];
