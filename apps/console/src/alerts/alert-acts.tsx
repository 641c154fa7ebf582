import type { AlertView } from '@liandong/contract';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

const AcknowledgeDialog = lazy(() =>
  import('./alert-dialogs.tsx').then((module) => ({ default: module.AcknowledgeDialog })),
);
const MakeCaseDialog = lazy(() => import('./alert-dialogs.tsx').then((module) => ({ default: module.MakeCaseDialog })));

/** Acknowledge by name, make a case, or go to the case there is. */
export const AlertActs = ({ alert, small = false }: { readonly alert: AlertView; readonly small?: boolean }) => {
  const t = useT();
  const may = useMay();
  const [asking, setAsking] = useState<'acknowledge' | 'case'>();
  const size = small ? 'small' : '';
  const open = alert.state === 'raised';
  return (
    <span className="acts">
      {open && alert.acknowledgedAt === undefined && may('alert.acknowledge') && (
        <button
          type="button"
          className={`ld-button ${small ? size : 'primary'}`}
          onClick={() => setAsking('acknowledge')}
          data-testid="acknowledge"
        >
          {t('alert.acknowledge')}
        </button>
      )}
      {alert.caseId !== undefined && may('case.read') && (
        <Link to="/" search={{ case: alert.caseId }} className={`ld-button ${size}`}>
          {t('alert.goToCase')}
        </Link>
      )}
      {open && alert.caseId === undefined && may('case.report') && (
        <button type="button" className={`ld-button ${size}`} onClick={() => setAsking('case')} data-testid="make-case">
          {t('alert.makeCase')}
        </button>
      )}
      <Suspense fallback={null}>
        {asking === 'acknowledge' && <AcknowledgeDialog alert={alert} onClose={() => setAsking(undefined)} />}
        {asking === 'case' && <MakeCaseDialog alert={alert} onClose={() => setAsking(undefined)} />}
      </Suspense>
    </span>
  );
};
