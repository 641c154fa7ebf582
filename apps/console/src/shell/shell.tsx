import { Outlet, useLocation } from '@tanstack/react-router';
import { useT } from '../words/use-t.ts';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every screen: rail, top bar, the screen itself. */
export const Shell = () => {
  const t = useT();
  const { pathname } = useLocation();
  // The wall has the whole screen: nobody works at it.
  if (pathname === '/wall') return <Outlet />;
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip.main')}
      </a>
      <TopBar />
      <Rail />
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
};
