import { Link } from '@tanstack/react-router';
import { useT } from '../words/use-t.ts';
import { Icon } from './icons.tsx';
import { usePlaces } from './places.ts';

/** The slim way around: one icon a screen, only those the person may enter. */
export const Rail = () => {
  const t = useT();
  const places = usePlaces();
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      {places.map((place) => (
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
