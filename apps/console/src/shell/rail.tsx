import type { Right } from '@liandong/laws';
import { Link } from '@tanstack/react-router';
import { useMay } from '../api/queries.ts';
import { type TextKey, useT } from '../words/use-t.ts';
import { Icon, type IconName } from './icons.tsx';

type Place = { readonly to: string; readonly text: TextKey; readonly icon: IconName; readonly right: Right };

const places: readonly Place[] = [
  { to: '/', text: 'nav.desk', icon: 'desk', right: 'map.read' },
  { to: '/alerts', text: 'nav.alerts', icon: 'alerts', right: 'alert.read' },
  { to: '/terminals', text: 'nav.terminals', icon: 'terminals', right: 'terminal.read' },
  { to: '/rules', text: 'nav.rules', icon: 'rules', right: 'alert.read' },
  { to: '/links', text: 'nav.links', icon: 'links', right: 'link.read' },
  { to: '/ingest', text: 'nav.ingest', icon: 'ingest', right: 'terminal.read' },
  { to: '/people', text: 'nav.people', icon: 'people', right: 'people.manage' },
  { to: '/audit', text: 'nav.audit', icon: 'audit', right: 'audit.read' },
];

/** The slim way around: one icon a screen, only those the person may enter. */
export const Rail = () => {
  const t = useT();
  const may = useMay();
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      {places
        .filter((place) => place.to === '/' || may(place.right))
        .map((place) => (
          <Link
            key={place.to}
            to={place.to}
            className="rail-item ld-hint"
            activeOptions={{ exact: place.to === '/' }}
            aria-label={t(place.text)}
            data-hint={t(place.text)}
          >
            <Icon name={place.icon} />
          </Link>
        ))}
    </nav>
  );
};
