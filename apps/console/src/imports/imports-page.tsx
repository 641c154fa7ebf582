import { useFormat, useSay } from '@liandong/console-kit';
import type { ImportView } from '@liandong/contract';
import { Popconfirm, Table } from 'antd';
import { useImports, useImportTargets, useUndoImport } from '../api/import-queries.ts';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';
import { ImportReport } from './import-report.tsx';
import { ImportWizard } from './import-wizard.tsx';

const UndoButton = ({ one }: { readonly one: ImportView }) => {
  const t = useT();
  const undo = useUndoImport();
  if (one.dryRun || one.state !== 'done' || one.taken + one.changed === 0) return null;
  return (
    <Popconfirm
      title={t('import.undoAsk')}
      okText={t('import.undo')}
      cancelText={t('common.close')}
      onConfirm={() => undo.mutate(one.id)}
    >
      <button type="button" className="ld-button small" disabled={undo.isPending} data-testid="import-undo">
        {t('import.undo')}
      </button>
    </Popconfirm>
  );
};

const Counts = ({ one }: { readonly one: ImportView }) => {
  const t = useT();
  const format = useFormat();
  const parts = (['taken', 'changed', 'unchanged'] as const)
    .filter((key) => one[key] > 0)
    .map((key) => `${t(`import.${key}`)} ${format.number(one[key], 0)}`);
  const refused = one.refusedCount > 0 ? [`${t('import.refused')} ${format.number(one.refusedCount, 0)}`] : [];
  return <span className="number">{[...parts, ...refused].join(' · ')}</span>;
};

const History = () => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { data = [], isPending } = useImports();
  const { data: targets = [] } = useImportTargets();
  const nameOf = (id: string): string => {
    const name = targets.find((target) => target.id === id)?.name;
    return name === undefined ? id : say(name);
  };
  return (
    <Table<ImportView>
      rowKey="id"
      size="small"
      loading={isPending}
      dataSource={[...data]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: t('import.none') }}
      expandable={{ expandedRowRender: (one) => <ImportReport one={one} /> }}
      columns={[
        {
          title: t('common.time'),
          width: 150,
          render: (_, one) => <span className="number">{format.dateTime(one.startedAt)}</span>,
        },
        { title: t('import.file'), render: (_, one) => one.file.name },
        { title: t('import.target'), render: (_, one) => nameOf(one.target), width: 140 },
        { title: t('import.datum'), render: (_, one) => one.datum ?? '–', width: 100 },
        {
          title: t('import.state'),
          width: 110,
          render: (_, one) => (one.dryRun ? t('import.dryRun') : t(`import.state.${one.state}`)),
        },
        { title: t('import.result'), render: (_, one) => <Counts one={one} /> },
        { title: t('import.by'), render: (_, one) => one.by.name, width: 110 },
        { title: '', width: 90, render: (_, one) => <UndoButton one={one} /> },
      ]}
    />
  );
};

/** 数据导入: bring a city's own data in, look at every refused row, take it back. */
export const ImportsPage = skinned(() => {
  const t = useT();
  return (
    <Page title={t('import.title')} right="data.import">
      <ImportWizard />
      <section className="sheet">
        <h2>{t('import.history')}</h2>
        <History />
      </section>
    </Page>
  );
});
