import { useFormat } from '@liandong/console-kit';
import { type AuditVerdict, nodeRoutes, type ResponseOf } from '@liandong/contract';
import { useMutation } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useAudit } from '../api/admin-queries.ts';
import { api } from '../api/client.ts';
import { useTellRefusal } from '../api/orders.ts';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

type AuditRow = ResponseOf<typeof nodeRoutes.audit>[number];

const Verdict = ({ verdict }: { readonly verdict: AuditVerdict }) => {
  const t = useT();
  const format = useFormat();
  const text = verdict.intact
    ? t('audit.intact', { records: format.number(verdict.records, 0), anchors: format.number(verdict.anchors, 0) })
    : verdict.firstBadSeq === undefined
      ? t('audit.brokenUnknown')
      : t('audit.broken', { seq: verdict.firstBadSeq });
  return (
    <p className="verdict" data-intact={verdict.intact} role="status" data-testid="verdict">
      {verdict.intact ? '✓' : '✕'} {text}
      {verdict.reason !== undefined && <span className="quiet"> {verdict.reason}</span>}
    </p>
  );
};

const useColumns = (): TableColumnsType<AuditRow> => {
  const t = useT();
  const format = useFormat();
  return [
    { title: t('audit.seq'), dataIndex: 'seq', align: 'right', width: 90, className: 'number' },
    { title: t('audit.city'), render: (_, row) => <span className="number">{format.dateTime(row.at)}</span> },
    {
      title: t('audit.recorded'),
      render: (_, row) => <span className="number">{format.dateTime(row.recordedAt)}</span>,
    },
    { title: t('audit.type'), render: (_, row) => <code>{row.type}</code> },
    {
      title: t('audit.actor'),
      render: (_, row) => (
        <>
          {row.actor.name} {row.onBehalfOf !== undefined && <span className="quiet">→ {row.onBehalfOf}</span>}
        </>
      ),
    },
    {
      title: t('audit.object'),
      render: (_, row) => (
        <span className="quiet">
          {row.objectKind} <code>{row.objectId.slice(0, 18)}</code>
        </span>
      ),
    },
    { title: t('audit.hash'), render: (_, row) => <code title={row.hash}>{row.hash.slice(0, 12)}</code> },
  ];
};

/** 审计链: every write, hash-chained; one click recomputes the whole chain. */
export const AuditPage = skinned(() => {
  const t = useT();
  const tellRefusal = useTellRefusal();
  const [before, setBefore] = useState<number>();
  const asked = useAudit(before);
  const verify = useMutation({ mutationFn: () => api(nodeRoutes.verifyAudit), onError: tellRefusal });
  const columns = useColumns();
  const last = asked.data?.at(-1)?.seq;
  return (
    <Page
      title={t('audit.title')}
      right="audit.read"
      asked={asked}
      tools={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()} data-testid="verify-audit">
          {t('audit.verify')}
        </Button>
      }
    >
      {verify.data !== undefined && <Verdict verdict={verify.data} />}
      <Table
        rowKey="seq"
        size="small"
        columns={columns}
        dataSource={asked.data ?? []}
        loading={asked.isPending}
        pagination={false}
        expandable={{ expandedRowRender: (row) => <pre className="payload">{JSON.stringify(row.body, null, 2)}</pre> }}
      />
      <div className="pager">
        {before !== undefined && <Button onClick={() => setBefore(undefined)}>{t('audit.newest')}</Button>}
        {last !== undefined && last > 1 && <Button onClick={() => setBefore(last)}>{t('audit.older')}</Button>}
      </div>
    </Page>
  );
});
