import { LevelMark, Menu, setLanguage, setTheme, useLanguage, useSay, useTheme } from '@liandong/console-kit';
import { peopleRoutes } from '@liandong/contract';
import { type Language, languages } from '@liandong/words';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api } from '../api/client.ts';
import { useAlerts, useJurisdictions, useNode, useSession } from '../api/queries.ts';
import { CommandButton } from '../command/command-button.tsx';
import { useT } from '../words/use-t.ts';
import { CityClock, LiveMark } from './city-clock.tsx';
import { Icon, Mark } from './icons.tsx';
import { languageNames } from './language-names.ts';
import { LinksPopover } from './links-popover.tsx';
import { useLogOut } from './use-log-out.ts';

const PasswordDialog = lazy(() =>
  import('./password-dialog.tsx').then((module) => ({ default: module.PasswordDialog })),
);

/** Names of the served jurisdiction's parents, top tier first, then the node. */
const Breadcrumb = () => {
  const t = useT();
  const say = useSay();
  const { data: node } = useNode();
  const { data: jurisdictions = [] } = useJurisdictions();
  if (node === undefined) return null;
  const byCode = new Map(jurisdictions.map((one) => [one.code, one]));
  const path: string[] = [];
  for (let at = byCode.get(node.serves[0] ?? ''); at !== undefined; at = byCode.get(at.parentCode ?? ''))
    path.unshift(say(at.name));
  return (
    <div className="crumb" title={t('node.label')}>
      <strong>{say(node.name)}</strong>
      <span className="crumb-tier">{say(node.tierName)}</span>
      {path.length > 1 && <span className="crumb-path">{path.join(' › ')}</span>}
    </div>
  );
};

const AlertCount = () => {
  const t = useT();
  const { data: alerts } = useAlerts();
  if (alerts === undefined) return null;
  const worst = alerts.reduce((rank, alert) => Math.max(rank, alert.rank), 0);
  return (
    <Link to="/" search={{ tab: 'alerts' }} className="alert-count" data-testid="alert-count">
      {worst > 0 && <LevelMark rank={worst} size={13} />}
      {t('alerts.count', { count: alerts.length })}
    </Link>
  );
};

/** Changes the language here and remembers it for the person. */
export const LanguageMenu = ({ signedIn }: { readonly signedIn: boolean }) => {
  const t = useT();
  const language = useLanguage();
  const choose = (chosen: Language): void => {
    setLanguage(chosen);
    if (signedIn) void api(peopleRoutes.setLanguage, { body: { language: chosen } }).catch(() => undefined);
  };
  return (
    <Menu
      label={t('language.label')}
      testId="language"
      button={
        <>
          <Icon name="language" size={17} />
          <span className="language-name">{languageNames[language]}</span>
        </>
      }
      items={languages.map((one: Language) => ({
        key: one,
        label: <span lang={one}>{languageNames[one]}</span>,
        chosen: one === language,
        onChoose: () => choose(one),
      }))}
    />
  );
};

export const ThemeButton = () => {
  const t = useT();
  const { theme } = useTheme();
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="ld-button text"
      aria-label={t(`theme.${next}`)}
      title={t(`theme.${next}`)}
      onClick={() => setTheme(next)}
      data-testid="theme"
    >
      <Icon name={next === 'dark' ? 'moon' : 'sun'} size={17} />
    </button>
  );
};

const UserMenu = () => {
  const t = useT();
  const say = useSay();
  const { data: session } = useSession();
  const [changing, setChanging] = useState(false);
  const logOut = useLogOut();
  if (session === undefined) return null;
  const post = session.posts[0];
  const posts = session.posts.map((one) => say(one.name)).join(' · ');
  return (
    <>
      <Menu
        label={t('user.menu')}
        testId="user-menu"
        className="user-button"
        button={
          <>
            <Icon name="user" size={17} />
            <span className="user-name">{session.user.name}</span>
            {post !== undefined && <span className="user-post">{say(post.name)}</span>}
          </>
        }
        head={posts === '' ? session.user.loginName : posts}
        items={[
          { key: 'password', label: t('user.password'), onChoose: () => setChanging(true) },
          { key: 'logout', label: t('user.logout'), onChoose: logOut },
        ]}
      />
      {changing && (
        <Suspense fallback={null}>
          <PasswordDialog onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  );
};

/** Who we are, what time it is, whom we hear, what is wrong: always on screen. */
export const TopBar = () => {
  const t = useT();
  return (
    <header className="bar">
      <Link to="/" className="brand" title={t('product.long')}>
        <Mark />
        <span>{t('product.name')}</span>
      </Link>
      <Breadcrumb />
      <CityClock />
      <div className="bar-right">
        <CommandButton />
        <LiveMark />
        <LinksPopover />
        <AlertCount />
        <span className="bar-line" />
        <ThemeButton />
        <LanguageMenu signedIn />
        <UserMenu />
      </div>
    </header>
  );
};
