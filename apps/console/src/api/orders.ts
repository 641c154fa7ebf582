import { cityNow, notify, useFormat, useSay } from '@liandong/console-kit';
import { type ActOrder, type CaseView, caseRoutes, type ReportOrder } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import { useMutation } from '@tanstack/react-query';
import { keyFor, useT } from '../words/use-t.ts';
import { api, queryClient, refusalCode, refusalWords } from './client.ts';
import { keys } from './keys.ts';

/** Says why an order was refused, in words. */
export const useTellRefusal = (): ((error: unknown) => void) => {
  const t = useT();
  const say = useSay();
  return (error) => {
    const words = refusalWords(error);
    notify('refused', words === undefined ? t('common.failed') : say(words));
  };
};

/** One click, one receipt: what was done, and at what city time. */
const useReceipt = (): ((text: string) => void) => {
  const format = useFormat();
  return (text) => notify('done', `${text} · ${format.seconds(cityNow())}`);
};

/** Calls the node and asks for the touched answers again. */
export const useOrder = <Input, Answer>(
  carryOut: (input: Input) => Promise<Answer>,
  touched: readonly (readonly unknown[])[],
  receipt: string,
) => {
  const tellRefusal = useTellRefusal();
  const giveReceipt = useReceipt();
  return useMutation({
    mutationFn: carryOut,
    onSuccess: () => giveReceipt(receipt),
    onError: tellRefusal,
    onSettled: () => Promise.all(touched.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
};

export type CaseOrder = { readonly act: CaseAct; readonly order: ActOrder };

/** Does one act of the lifecycle; of two concurrent acts the second is told so and sees the newest state. */
export const useCaseOrder = (caseId: string) => {
  const t = useT();
  const tellRefusal = useTellRefusal();
  const giveReceipt = useReceipt();
  return useMutation({
    mutationFn: ({ act, order }: CaseOrder) => api(caseRoutes.act, { params: { id: caseId, act }, body: order }),
    onSuccess: (answer: CaseView, { act }) => {
      queryClient.setQueryData(keys.case(caseId), answer);
      giveReceipt(t('case.done', { act: t(keyFor('act', act) ?? 'act.comment') }));
    },
    onError: (error) => {
      if (refusalCode(error) !== 'case.version') return tellRefusal(error);
      notify('refused', t('case.conflict'));
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.case(caseId) }),
        queryClient.invalidateQueries({ queryKey: keys.cases }),
      ]),
  });
};

/** Reports a case by hand or from an alert. */
export const useReportOrder = () => {
  const t = useT();
  const tellRefusal = useTellRefusal();
  const giveReceipt = useReceipt();
  return useMutation({
    mutationFn: (order: ReportOrder) => api(caseRoutes.report, { body: order }),
    onSuccess: (answer) => giveReceipt(t('report.done', { code: answer.code })),
    onError: tellRefusal,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.cases }),
        queryClient.invalidateQueries({ queryKey: keys.alerts }),
      ]),
  });
};
