import type { Right } from '@liandong/laws';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';
import { Refused } from './asked.tsx';

export type PageProps = {
  readonly title: string;
  /** Without it the page says so instead of looking empty. */
  readonly right: Right;
  /** The answer that the page stands on: when it failed, the page says why. */
  readonly asked?: UseQueryResult;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
};

const Content = ({ right, asked, children }: Pick<PageProps, 'right' | 'asked' | 'children'>) => {
  const t = useT();
  const may = useMay();
  if (!may(right)) return <p className="empty">{t('common.noRight')}</p>;
  if (asked !== undefined && asked.error !== null && asked.data === undefined) return <Refused asked={asked} />;
  return children;
};

/** A plain page: title, tools, content. */
export const Page = ({ title, tools, ...content }: PageProps) => (
  <div className="page">
    <div className="page-head">
      <h1>{title}</h1>
      <div className="page-tools">{tools}</div>
    </div>
    <Content {...content} />
  </div>
);
