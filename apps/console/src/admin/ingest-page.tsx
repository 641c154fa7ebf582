import { useFormat } from '@liandong/console-kit';
import { Table } from 'antd';
import { useDeadLetters, useIngest } from '../api/admin-queries.ts';
import { useMay } from '../api/queries.ts';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

const Counters = () => {
  const t = useT();
  const format = useFormat();
  const { data } = useIngest();
  const big = (value: number | undefined) => (value === undefined ? '–' : format.number(value, 0));
  const reasons = Object.entries(data?.byReason ?? {}).map(([reason, count]) => ({ reason, count }));
  return (
    <>
      <dl className="figures">
        <div>
          <dt>{t('ingest.accepted')}</dt>
          <dd>{big(data?.accepted)}</dd>
        </div>
        <div>
          <dt>{t('ingest.duplicates')}</dt>
          <dd>{big(data?.duplicates)}</dd>
        </div>
        <div data-alarm={(data?.deadLetters ?? 0) > 0}>
          <dt>{t('ingest.deadLetters')}</dt>
          <dd>{big(data?.deadLetters)}</dd>
        </div>
      </dl>
      {reasons.length > 0 && (
        <Table
          rowKey="reason"
          size="small"
          pagination={false}
          dataSource={reasons}
          columns={[
            { title: t('ingest.reason'), dataIndex: 'reason' },
            { title: t('ingest.count'), align: 'right', render: (_, row) => format.number(row.count, 0) },
          ]}
        />
      )}
    </>
  );
};

const DeadLetters = () => {
  const t = useT();
  const format = useFormat();
  const { data = [], isPending } = useDeadLetters();
  return (
    <Table
      rowKey="id"
      size="small"
      loading={isPending}
      dataSource={data}
      pagination={{ pageSize: 25, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: t('ingest.noDead') }}
      columns={[
        {
          title: t('common.time'),
          render: (_, row) => <span className="number">{format.dateTime(row.at)}</span>,
          width: 160,
        },
        { title: t('ingest.from'), dataIndex: 'source', width: 140 },
        {
          title: t('ingest.reason'),
          render: (_, row) => (
            <>
              <code>{row.code}</code>
              <div className="quiet">{row.text}</div>
            </>
          ),
        },
        { title: t('ingest.payload'), render: (_, row) => <code className="payload">{row.payload}</code> },
      ]}
    />
  );
};

/** 接入情况: what came in, what could not be taken, and why. */
export const IngestPage = skinned(() => {
  const t = useT();
  const may = useMay();
  return (
    <Page title={t('ingest.title')} right="terminal.read">
      <section className="sheet">
        <h2>{t('ingest.since')}</h2>
        <Counters />
      </section>
      {may('terminal.manage') && (
        <section className="sheet">
          <h2>{t('ingest.deadLetters')}</h2>
          <DeadLetters />
        </section>
      )}
    </Page>
  );
});
