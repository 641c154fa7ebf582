import type { Session } from '@liandong/platform';

const sightRights = ['alert.read', 'case.read', 'terminal.read', 'link.read'] as const;

/** What one person may see. Consoles with the same key see the same and share one serialised text. */
export type Sight = {
  readonly key: string;
  alerts(path: readonly string[]): boolean;
  cases(path: readonly string[]): boolean;
  terminals(path: readonly string[]): boolean;
  readonly links: boolean;
};

/** The sight that the rights of a session give. */
export const sightOf = (session: Session): Sight => ({
  key: JSON.stringify(sightRights.map((right) => [...session.roots(right)].sort())),
  alerts: (path) => session.may('alert.read', path),
  cases: (path) => session.may('case.read', path),
  terminals: (path) => session.may('terminal.read', path),
  links: session.roots('link.read').length > 0,
});
