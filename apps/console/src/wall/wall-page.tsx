import { useCityNow, useFormat, useSay } from '@liandong/console-kit';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLive } from '../api/live.ts';
import { useNode } from '../api/queries.ts';
import { Icon, Mark } from '../shell/icons.tsx';
import { useT } from '../words/use-t.ts';
import { WallAlerts } from './wall-alerts.tsx';
import { WallFacts } from './wall-facts.tsx';
import { WallLinks } from './wall-links.tsx';

const WallMap = lazy(() => import('./wall-map.tsx').then((module) => ({ default: module.WallMap })));

const privacyKey = 'liandong.wall.privacy';

/** 访客模式 is remembered at this screen; `p` switches it. */
const usePrivacy = (): readonly [boolean, () => void] => {
  const [on, setOn] = useState(() => localStorage.getItem(privacyKey) === '1');
  useEffect(() => {
    localStorage.setItem(privacyKey, on ? '1' : '0');
  }, [on]);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'p' && !event.ctrlKey && !event.metaKey) setOn((before) => !before);
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);
  return [on, () => setOn((before) => !before)];
};

const Head = () => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const now = useCityNow();
  const { data: node } = useNode();
  return (
    <header className="wall-head">
      <span className="wall-brand">
        <Mark size={34} />
        <h1>{node === undefined ? t('product.name') : say(node.name)}</h1>
        {node?.generated === true && <span className="stamp">{t('node.generated')}</span>}
        {node?.demonstration === true && <span className="stamp">{t('node.demonstration')}</span>}
      </span>
      <span className="wall-clock">
        <time dateTime={new Date(now).toISOString()}>{format.seconds(now)}</time>
        <span>{format.day(now)}</span>
      </span>
    </header>
  );
};

/** How old is what the wall shows: always on screen, and loud when it stands still. */
const Staleness = () => {
  const t = useT();
  const format = useFormat();
  const now = useCityNow();
  const { live, since } = useLive();
  return (
    <output className="wall-stale" data-live={live} data-testid="wall-stale">
      <span className="live-dot" />
      {live ? t('wall.dataAsOf', { time: format.seconds(now) }) : t('wall.stale', { time: format.seconds(since) })}
    </output>
  );
};

/** 大屏: few big facts, readable from ten metres. */
export const WallPage = () => {
  const t = useT();
  const [isPrivate, togglePrivate] = usePrivacy();
  return (
    <div className="wall" data-private={isPrivate}>
      <div className="wall-ground">
        <Suspense fallback={null}>
          <WallMap isPrivate={isPrivate} />
        </Suspense>
      </div>
      <Head />
      <main className="wall-left" aria-label={t('wall.title')}>
        <WallFacts />
        <WallLinks />
      </main>
      <aside className="wall-right" aria-label={t('wall.latest')}>
        <WallAlerts isPrivate={isPrivate} />
      </aside>
      <footer className="wall-foot">
        <Staleness />
        {isPrivate && <span className="wall-private">{t('wall.privacyOn')}</span>}
        <span className="wall-tools">
          <button type="button" aria-pressed={isPrivate} onClick={togglePrivate} data-testid="wall-privacy">
            {t('wall.privacy')} <kbd>p</kbd>
          </button>
          <button
            type="button"
            onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
          >
            {t('wall.fullscreen')}
          </button>
          <Link to="/">
            <Icon name="desk" size={16} /> {t('wall.leave')}
          </Link>
        </span>
      </footer>
    </div>
  );
};
