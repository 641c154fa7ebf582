import { setCityZone, Toasts, tellCityClock, tellMachineClock, useLanguage } from '@liandong/console-kit';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isSignedOut, queryClient } from './api/client.ts';
import { startLive } from './api/live.ts';
import { useNode, useSession } from './api/queries.ts';
import { LoginPage } from './login/login-page.tsx';
import { router } from './router.tsx';
import { useT } from './words/use-t.ts';

/** The node's own facts that the whole page depends on: zone, clock, title. */
const useNodeOnPage = (): void => {
  const { data: node } = useNode();
  const language = useLanguage();
  const t = useT();
  useEffect(() => {
    if (node === undefined) return;
    setCityZone(node.zone);
    tellMachineClock(Date.parse(node.clock.machine));
    tellCityClock(Date.parse(node.clock.city), node.clock.mode === 'replay' ? node.clock.speed : 1);
  }, [node]);
  useEffect(() => {
    document.title = node === undefined ? t('product.name') : `${node.name[language]} · ${t('product.name')}`;
  }, [node, language, t]);
};

const Live = () => {
  useEffect(() => startLive(), []);
  return null;
};

const Gate = () => {
  const t = useT();
  useNodeOnPage();
  const session = useSession();
  if (session.isPending) return <div className="splash" role="status" aria-label={t('common.loading')} />;
  if (session.error !== null && (isSignedOut(session.error) || session.data === undefined)) return <LoginPage />;
  return (
    <>
      <Live />
      <RouterProvider router={router} />
      <Toasts closeLabel={t('common.close')} />
    </>
  );
};

/** 指挥台: the command console of one node. */
export const ConsoleApp = () => (
  <QueryClientProvider client={queryClient}>
    <Gate />
  </QueryClientProvider>
);
