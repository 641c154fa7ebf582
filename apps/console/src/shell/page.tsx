import type { ReactNode } from 'react';

export type PageProps = { readonly title: string; readonly tools?: ReactNode; readonly children: ReactNode };

/** A plain page: title, tools, content. */
export const Page = ({ title, tools, children }: PageProps) => (
  <div className="page">
    <div className="page-head">
      <h1>{title}</h1>
      <div className="page-tools">{tools}</div>
    </div>
    {children}
  </div>
);
