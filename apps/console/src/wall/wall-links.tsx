import { Age, LinkDot, useSay } from '@liandong/console-kit';
import { useLinks } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

/** Whether we hear the levels above and below. */
export const WallLinks = () => {
  const t = useT();
  const say = useSay();
  const { data: links = [] } = useLinks();
  if (links.length === 0) return null;
  return (
    <section className="wall-links">
      <h2>{t('wall.links')}</h2>
      <ul>
        {links.map((link) => (
          <li key={link.peer}>
            <LinkDot state={link.state} />
            <span>{say(link.peerName)}</span>
            <Age at={link.lastContactAt} unknownSince={link.unknownSince} clock="machine" />
          </li>
        ))}
      </ul>
    </section>
  );
};
