import { useFormat, useLanguage, useSay } from '@liandong/console-kit';
import { type ImportView, importRoutes, type RefusedRow } from '@liandong/contract';
import { Progress, Table } from 'antd';
import { lazy, Suspense } from 'react';
import { useT } from '../words/use-t.ts';

const PreviewMap = lazy(() => import('./preview-map.tsx').then((module) => ({ default: module.PreviewMap })));

const figures = ['read', 'taken', 'changed', 'unchanged'] as const;

const Refusals = ({ rows }: { readonly rows: readonly RefusedRow[] }) => {
  const t = useT();
  const say = useSay();
  return (
    <Table<RefusedRow>
      rowKey={({ row, code }) => `${row}/${code}`}
      size="small"
      dataSource={[...rows]}
      pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('import.row'), dataIndex: 'row', width: 80, align: 'right' },
        { title: t('import.key'), width: 180, render: (_, row) => row.key ?? '–' },
        {
          title: t('import.reason'),
          render: (_, row) => (
            <>
              {say(row.text)} <code className="quiet">{row.code}</code>
            </>
          ),
        },
      ]}
    />
  );
};

const ErrorsLink = ({ one }: { readonly one: ImportView }) => {
  const t = useT();
  const language = useLanguage();
  const href = `${importRoutes.errors.path.replace(':id', encodeURIComponent(one.id))}?language=${language}`;
  return (
    <a className="ld-button small" href={href} download>
      {t('import.errors')}
    </a>
  );
};

const Figures = ({ one }: { readonly one: ImportView }) => {
  const t = useT();
  const format = useFormat();
  return (
    <dl className="figures import-figures">
      {figures.map((key) => (
        <div key={key}>
          <dt>{t(`import.${key}`)}</dt>
          <dd data-testid={`import-${key}`}>{format.number(one[key], 0)}</dd>
        </div>
      ))}
      {one.passedOver > 0 && (
        <div>
          <dt>{t('import.passedOver')}</dt>
          <dd>{format.number(one.passedOver, 0)}</dd>
        </div>
      )}
      <div data-alarm={one.refusedCount > 0}>
        <dt>{t('import.refused')}</dt>
        <dd data-testid="import-refused">{format.number(one.refusedCount, 0)}</dd>
      </div>
    </dl>
  );
};

/** What an import did, or would do: figures, where the rows lie, every refused row with its reason. */
export const ImportReport = ({ one }: { readonly one: ImportView }) => {
  const t = useT();
  const say = useSay();
  if (one.state === 'running')
    return (
      <div className="import-progress" role="status">
        {t('import.state.running')} {Math.floor(one.share * 100)} %
        <Progress percent={Math.floor(one.share * 100)} showInfo={false} aria-hidden />
      </div>
    );
  return (
    <div className="import-report">
      {one.failure !== undefined && (
        <p role="alert" className="import-refusal">
          {say(one.failure.text)} <code className="quiet">{one.failure.code}</code>
        </p>
      )}
      <Figures one={one} />
      <Suspense fallback={<div className="import-map" />}>
        <PreviewMap importId={one.id} />
      </Suspense>
      {one.refusedCount > 0 && (
        <>
          <div className="import-refusals-head">
            <h2>{t('import.refused')}</h2>
            <ErrorsLink one={one} />
          </div>
          <Refusals rows={one.refused} />
          {one.refusedCount > one.refused.length && (
            <p className="quiet">{t('import.first', { count: one.refused.length })}</p>
          )}
        </>
      )}
      {one.undoRefused.length > 0 && (
        <>
          <h2>{t('import.undoLeft')}</h2>
          <Refusals rows={one.undoRefused} />
        </>
      )}
    </div>
  );
};
