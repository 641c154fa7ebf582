import { type ApiCall, ApiRefusal, createClient, peopleRoutes } from '@liandong/contract';

/**
 * The typed client of one user at one node, through the real log-in: keeps the session's cookie, and logs in again when
 * the session has ended.
 */
export const signedIn = (url: string, loginName: string, password: string): ApiCall => {
  let cookie: Promise<string> | undefined;

  const logIn = async (): Promise<string> => {
    let kept = '';
    const call = createClient(url, async (address, init) => {
      const response = await fetch(address, init);
      kept = response.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0] ?? '')
        .join('; ');
      return response;
    });
    await call(peopleRoutes.login, { body: { loginName, password } });
    return kept;
  };

  const session = async (): Promise<string> => {
    cookie ??= logIn();
    try {
      return await cookie;
    } catch (error) {
      cookie = undefined;
      throw error;
    }
  };

  const once: ApiCall = async (route, input) => {
    const held = await session();
    const call = createClient(url, (address, init) =>
      fetch(address, { ...init, headers: { ...init.headers, cookie: held } }),
    );
    return call(route, input);
  };

  return async (route, input) => {
    try {
      return await once(route, input);
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.problem.status !== 401) throw error;
      cookie = undefined;
      return once(route, input);
    }
  };
};
