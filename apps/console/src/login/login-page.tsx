import { languageChosen, setLanguage, useSay } from '@liandong/console-kit';
import { peopleRoutes } from '@liandong/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
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

const LoginForm = () => {
  const t = useT();
  const say = useSay();
  const logIn = useLogIn();
  const refused = refusalWords(logIn.error);
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => logIn.mutate(fields)} className="login-form">
      <Form.Item name="loginName" label={t('login.name')} rules={[{ required: true, message: t('login.required') }]}>
        <Input size="large" autoComplete="username" autoFocus autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('login.required') }]}>
        <Input.Password size="large" autoComplete="current-password" />
      </Form.Item>
      <div className="login-refused" role="alert">
        {logIn.error !== null && (refused === undefined ? t('common.offline') : say(refused))}
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={logIn.isPending} data-testid="login">
        {t('login.submit')}
      </Button>
    </Form>
  );
};

/** 登录 */
export const LoginPage = () => {
  const t = useT();
  const say = useSay();
  const { data: node } = useNode();
  return (
    <div className="login">
      <div className="login-tools">
        <ThemeButton />
        <LanguageMenu signedIn={false} />
      </div>
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
