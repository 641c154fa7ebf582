import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { DeskPage } from './desk/desk-page.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const idOrNothing = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What the desk shows at its right; the address carries it, so that it can be sent to a colleague. */
export type DeskSearch = {
  readonly tab?: 'cases' | 'alerts' | undefined;
  readonly case?: string | undefined;
  readonly alert?: string | undefined;
  readonly terminal?: string | undefined;
  /** `lon,lat,zoom`: where the map goes, with the name of what was looked for. */
  readonly at?: string | undefined;
  readonly label?: string | undefined;
  /** A saved view that the map shows. */
  readonly view?: string | undefined;
  /** The form of a new case is open. */
  readonly report?: boolean | undefined;
};

const root = createRootRoute({ component: Shell });

const desk = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: DeskPage,
  validateSearch: (search: Record<string, unknown>): DeskSearch => ({
    tab: search.tab === 'alerts' ? 'alerts' : undefined,
    case: idOrNothing(search.case),
    alert: idOrNothing(search.alert),
    terminal: idOrNothing(search.terminal),
    at: idOrNothing(search.at),
    label: idOrNothing(search.label),
    view: idOrNothing(search.view),
    report: search.report === true ? true : undefined,
  }),
});

const page = <const Path extends string>(path: Path, component: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(component, name) });

const routes = root.addChildren([
  desk,
  page('/cases/$id', () => import('./cases/case-page.tsx'), 'CasePage'),
  page('/alerts', () => import('./alerts/alerts-page.tsx'), 'AlertsPage'),
  page('/terminals', () => import('./terminals/terminals-page.tsx'), 'TerminalsPage'),
  page('/terminals/$id', () => import('./terminals/terminal-page.tsx'), 'TerminalPage'),
  page('/rules', () => import('./admin/rules-page.tsx'), 'RulesPage'),
  page('/links', () => import('./admin/links-page.tsx'), 'LinksPage'),
  page('/ingest', () => import('./admin/ingest-page.tsx'), 'IngestPage'),
  page('/wall', () => import('./wall/wall-page.tsx'), 'WallPage'),
  page('/imports', () => import('./imports/imports-page.tsx'), 'ImportsPage'),
  page('/people', () => import('./admin/people-page.tsx'), 'PeoplePage'),
  page('/audit', () => import('./admin/audit-page.tsx'), 'AuditPage'),
]);

export const router = createRouter({
  routeTree: routes,
  defaultNotFoundComponent: NotFound,
  defaultPreload: false,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
