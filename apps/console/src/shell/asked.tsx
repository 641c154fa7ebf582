import { useSay } from '@liandong/console-kit';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { refusalWords } from '../api/client.ts';
import { useT } from '../words/use-t.ts';

/** Why there is no answer, and a way to ask again. */
export const Refused = ({ asked }: { readonly asked: UseQueryResult }) => {
  const t = useT();
  const say = useSay();
  const words = refusalWords(asked.error);
  return (
    <div className="refused" role="alert">
      <p>{words === undefined ? t('common.offline') : say(words)}</p>
      <button type="button" className="ld-button" onClick={() => void asked.refetch()}>
        {t('common.retry')}
      </button>
    </div>
  );
};

export type AskedProps<Answer> = {
  readonly asked: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
};

/** An answer of the node, or plainly why there is none. */
export const Asked = <Answer,>({ asked, children }: AskedProps<Answer>) => {
  const t = useT();
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error === null) return <output className="waiting">{t('common.loading')}</output>;
  return <Refused asked={asked} />;
};
