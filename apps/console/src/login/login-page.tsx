import { languageChosen, setLanguage, useSay } from '@liandong/console-kit';
import { peopleRoutes } from '@liandong/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, queryClient, refusalWords } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useNode } from '../api/queries.ts';
import { Mark } from '../shell/icons.tsx';
import { LanguageMenu, ThemeButton } from '../shell/top-bar.tsx';
import { useT } from '../words/use-t.ts';

type Fields = { readonly loginName: string; readonly password: string };

const useLogIn = () =>
  useMutation({
    mutationFn: (fields: Fields) => api(peopleRoutes.login, { body: fields }),
    onSuccess: (session) => {
      // A language chosen at this seat wins over the one the person left elsewhere.
      if (!languageChosen()) setLanguage(session.user.language);
      queryClient.setQueryData(keys.session, session);
    },
  });

// The control stands inside its label.
const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control comes as children
  <label className="login-field">
    <span>{label}</span>
    {children}
  </label>
);

const LoginForm = () => {
  const t = useT();
  const say = useSay();
  const logIn = useLogIn();
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const refused = refusalWords(logIn.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    logIn.mutate({ loginName: loginName.trim(), password });
  };
  return (
    <form className="login-form" onSubmit={submit}>
      <Field label={t('login.name')}>
        <input
          className="ld-input large"
          name="loginName"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          // biome-ignore lint/a11y/noAutofocus: the page has one purpose
          autoFocus
          value={loginName}
          onChange={(event) => setLoginName(event.target.value)}
        />
      </Field>
      <Field label={t('login.password')}>
        <input
          className="ld-input large"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <div className="login-refused" role="alert">
        {logIn.error !== null && (refused === undefined ? t('common.offline') : say(refused))}
      </div>
      <button type="submit" className="ld-button primary large" disabled={logIn.isPending} data-testid="login">
        {t('login.submit')}
      </button>
    </form>
  );
};

/** 登录 */
export const LoginPage = () => {
  const t = useT();
  const say = useSay();
  const { data: node } = useNode();
  return (
    <div className="login">
      <header className="login-tools">
        <ThemeButton />
        <LanguageMenu signedIn={false} />
      </header>
      <main className="login-card">
        <div className="login-brand">
          <Mark size={44} />
          <h1>{t('product.name')}</h1>
          <p>{t('product.long')}</p>
        </div>
        <div className="login-node">
          <strong>{node === undefined ? t('common.unknown') : say(node.name)}</strong>
          {node !== undefined && <span className="crumb-tier">{say(node.tierName)}</span>}
          {node?.demonstration === true && <span className="stamp">{t('node.demonstration')}</span>}
          {node?.generated === true && <span className="stamp">{t('node.generated')}</span>}
        </div>
        <LoginForm />
      </main>
      <footer className="login-foot">
        <span>{t('login.motto')}</span>
        {node !== undefined && <span>v{node.version}</span>}
      </footer>
    </div>
  );
};
