import { LevelMark, setLanguage, setTheme, useLanguage, useSay, useTheme } from '@liandong/console-kit';
import { peopleRoutes } from '@liandong/contract';
import { type Language, languages } from '@liandong/words';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useAlerts, useJurisdictions, useNode, useSession } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';
import { CityClock, LiveMark } from './city-clock.tsx';
import { Icon, Mark } from './icons.tsx';
import { languageNames } from './language-names.ts';
import { LinksPopover } from './links-popover.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { useLogOut } from './use-log-out.ts';

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
      <span className="crumb-path">{path.join(' › ')}</span>
    </div>
  );
};

const AlertCount = () => {
  const t = useT();
  const { data: alerts = [] } = useAlerts();
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
  const choose = (key: string): void => {
    const chosen = languages.find((one) => one === key);
    if (chosen === undefined) return;
    setLanguage(chosen);
    if (signedIn) void api(peopleRoutes.setLanguage, { body: { language: chosen } }).catch(() => undefined);
  };
  const items = languages.map((one: Language) => ({
    key: one,
    label: <span lang={one}>{languageNames[one]}</span>,
  }));
  return (
    <Dropdown menu={{ items, selectedKeys: [language], onClick: ({ key }) => choose(key) }} trigger={['click']}>
      <Button type="text" className="bar-button" aria-label={t('language.label')} data-testid="language">
        <Icon name="language" size={17} />
        <span lang={language}>{languageNames[language]}</span>
      </Button>
    </Dropdown>
  );
};

export const ThemeButton = () => {
  const t = useT();
  const { theme } = useTheme();
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip title={t(`theme.${next}`)}>
      <Button type="text" className="bar-button" aria-label={t(`theme.${next}`)} onClick={() => setTheme(next)}>
        <Icon name={next === 'dark' ? 'moon' : 'sun'} size={17} />
      </Button>
    </Tooltip>
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
  const items = [
    {
      key: 'posts',
      type: 'group' as const,
      label: session.posts.map((one) => say(one.name)).join(' · ') || session.user.loginName,
    },
    { key: 'password', label: t('user.password'), onClick: () => setChanging(true) },
    { key: 'logout', label: t('user.logout'), onClick: logOut },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button type="text" className="bar-button user-button" aria-label={`${t('user.menu')}: ${session.user.name}`} data-testid="user-menu">
          <Icon name="user" size={17} />
          <span className="user-name">{session.user.name}</span>
          {post !== undefined && <span className="user-post">{say(post.name)}</span>}
        </Button>
      </Dropdown>
      <PasswordDialog open={changing} onClose={() => setChanging(false)} />
    </>
  );
};

/** Who we are, what time it is, whom we hear, what is wrong: always on screen. */
export const TopBar = () => {
  const t = useT();
  return (
    <header className="bar">
      <Link to="/" className="brand" aria-label={t('product.long')}>
        <Mark />
        <span>{t('product.name')}</span>
      </Link>
      <Breadcrumb />
      <CityClock />
      <div className="bar-right">
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
