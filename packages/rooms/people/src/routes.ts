import { peopleRoutes } from '@liandong/contract';
import { answer, type RouteAnswer, type Session, signedIn } from '@liandong/platform';
import type { ActContext } from '@liandong/words';
import type { By } from './manage.ts';
import type { People } from './people.ts';

const by = (request: { readonly session: Session | undefined; readonly context: ActContext }): By => ({
  session: signedIn(request),
  context: request.context,
});

/** Answers the routes of people; what needs a jurisdiction is checked in the room. */
export const answerPeople = (people: People): readonly RouteAnswer[] => [
  answer(peopleRoutes.login, async ({ body, context, setSessionCookie }) => {
    const { token, view } = await people.logIn(body, context);
    setSessionCookie(token);
    return view;
  }),
  answer(peopleRoutes.session, (request) => people.sessionView(signedIn(request))),
  answer(peopleRoutes.logout, async (request) => {
    await people.logOut(by(request));
    request.setSessionCookie(undefined);
    return {};
  }),
  answer(peopleRoutes.setLanguage, async (request) => {
    await people.setLanguage(by(request), request.body.language);
    return people.sessionView(signedIn(request));
  }),
  answer(peopleRoutes.changePassword, async (request) => {
    await people.changePassword(by(request), request.body);
    return {};
  }),
  answer(peopleRoutes.organisations, async () => [...(await people.organisations())]),
  answer(peopleRoutes.addOrganisation, (request) => people.addOrganisation(by(request), request.body)),
  answer(peopleRoutes.changeOrganisation, (request) =>
    people.changeOrganisation(by(request), request.params.id, request.body),
  ),
  answer(peopleRoutes.posts, async (request) => [...(await people.posts(by(request)))]),
  answer(peopleRoutes.addPost, (request) => people.addPost(by(request), request.body)),
  answer(peopleRoutes.changePost, (request) => people.changePost(by(request), request.params.id, request.body)),
  answer(peopleRoutes.users, async (request) => [...(await people.users(by(request)))]),
  answer(peopleRoutes.addUser, (request) => people.addUser(by(request), request.body)),
  answer(peopleRoutes.changeUser, (request) => people.changeUser(by(request), request.params.id, request.body)),
];
