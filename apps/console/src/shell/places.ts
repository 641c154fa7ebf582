import type { Right } from '@liandong/laws';
import { useMay } from '../api/queries.ts';
import type { TextKey } from '../words/use-t.ts';
import type { IconName } from './icons.tsx';

/** A screen, and the right that opens it. */
export type Place = { readonly to: string; readonly text: TextKey; readonly icon: IconName; readonly right: Right };

const places: readonly Place[] = [
  { to: '/', text: 'nav.desk', icon: 'desk', right: 'map.read' },
  { to: '/wall', text: 'nav.wall', icon: 'wall', right: 'map.read' },
  { to: '/alerts', text: 'nav.alerts', icon: 'alerts', right: 'alert.read' },
  { to: '/terminals', text: 'nav.terminals', icon: 'terminals', right: 'terminal.read' },
  { to: '/rules', text: 'nav.rules', icon: 'rules', right: 'alert.read' },
  { to: '/links', text: 'nav.links', icon: 'links', right: 'link.read' },
  { to: '/ingest', text: 'nav.ingest', icon: 'ingest', right: 'terminal.read' },
  { to: '/imports', text: 'nav.imports', icon: 'imports', right: 'data.import' },
  { to: '/people', text: 'nav.people', icon: 'people', right: 'people.manage' },
  { to: '/audit', text: 'nav.audit', icon: 'audit', right: 'audit.read' },
];

/** The screens that the signed-in person may enter, in the order of the rail. */
export const usePlaces = (): readonly Place[] => {
  const may = useMay();
  return places.filter((place) => may(place.right));
};
