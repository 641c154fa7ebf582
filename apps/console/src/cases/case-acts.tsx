import type { CaseView } from '@liandong/contract';
import { type CaseAct, caseActs } from '@liandong/laws';
import { newId } from '@liandong/words';
import { lazy, Suspense, useState } from 'react';
import { useCaseOrder } from '../api/orders.ts';
import { useT } from '../words/use-t.ts';
import { useAskedAct } from './asked-act.ts';

const ActDialog = lazy(() => import('./act-dialog.tsx').then((module) => ({ default: module.ActDialog })));

/** Nothing to fill in and nothing that cannot be taken further: one key, one click, one receipt. */
const atOnce: ReadonlySet<CaseAct> = new Set<CaseAct>(['signFor', 'sendCheck']);

/** The usual next step comes first and full; rare acts and remarks stand back. */
const usual: readonly CaseAct[] = ['file', 'dispatch', 'signFor', 'finish', 'sendCheck', 'checkPass', 'close'];
const rank = (act: CaseAct): number => {
  if (usual.includes(act)) return 0;
  return act === 'comment' || act === 'void' ? 2 : 1;
};

/** The acts that lifecycle and rights allow the reader now, exactly as the node says. */
export const CaseActs = ({ one }: { readonly one: CaseView }) => {
  const t = useT();
  const [asking, setAsking] = useState<CaseAct>();
  const order = useCaseOrder(one.id);
  const acts = [...one.acts].sort((a, b) => rank(a) - rank(b));
  const click = (act: CaseAct): void => {
    if (atOnce.has(act) && caseActs[act].note === 'optional')
      order.mutate({ act, order: { version: one.version, orderId: newId<string & never>() } });
    else setAsking(act);
  };
  useAskedAct(one.id, (act) => {
    if (acts.includes(act)) click(act);
  });
  if (acts.length === 0) return <p className="quiet case-noacts">{t('case.noActs')}</p>;
  const looks = ['primary', '', 'text'] as const;
  return (
    <fieldset className="acts" aria-label={t('case.acts')}>
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          className={`ld-button ${looks[rank(act)]}`}
          data-testid={`act-${act}`}
          disabled={order.isPending}
          onClick={() => click(act)}
        >
          {t(`act.${act}`)}
        </button>
      ))}
      {asking !== undefined && (
        <Suspense fallback={null}>
          <ActDialog one={one} act={asking} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </fieldset>
  );
};
