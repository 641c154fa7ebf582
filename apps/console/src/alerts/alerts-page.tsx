import { LevelMark, Segmented, useFormat, useSay } from '@liandong/console-kit';
import type { AlertView } from '@liandong/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useAlerts, useAllAlerts } from '../api/queries.ts';
import { AlertValue } from '../desk/alert-row.tsx';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';
import { AlertActs } from './alert-acts.tsx';

const useColumns = (): TableColumnsType<AlertView> => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  return [
    {
      title: t('alert.level'),
      width: 150,
      render: (_, alert) => <LevelMark rank={alert.rank} noData={alert.noData} name={say(alert.levelName)} size={16} />,
      sorter: (a, b) => a.rank - b.rank,
    },
    {
      title: t('alert.terminal'),
      render: (_, alert) => (
        <Link to="/terminals/$id" params={{ id: alert.terminalId }}>
          {alert.terminalName}
        </Link>
      ),
    },
    { title: t('alert.rule'), render: (_, alert) => say(alert.ruleName), responsive: ['xl'] },
    { title: t('alert.value'), align: 'right', render: (_, alert) => <AlertValue alert={alert} /> },
    {
      title: t('alert.peak'),
      align: 'right',
      render: (_, alert) => (alert.peakValue === undefined ? '–' : format.quantity(alert.peakValue, alert.unit)),
    },
    {
      title: t('alert.raised'),
      render: (_, alert) => <span className="number">{format.dateTime(alert.raisedAt)}</span>,
      sorter: (a, b) => Date.parse(a.raisedAt) - Date.parse(b.raisedAt),
      defaultSortOrder: 'descend',
    },
    { title: t('terminal.state'), render: (_, alert) => t(`alert.state.${alert.state}`) },
    {
      title: t('alert.acknowledgement'),
      render: (_, alert) => alert.acknowledgedBy?.name ?? <span className="quiet">{t('alert.notAcknowledged')}</span>,
    },
    { title: t('links.act'), render: (_, alert) => <AlertActs alert={alert} small />, width: 220 },
  ];
};

/** 告警列表 */
export const AlertsPage = skinned(() => {
  const t = useT();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const open = useAlerts();
  const all = useAllAlerts(which === 'all');
  const asked = which === 'open' ? open : all;
  const columns = useColumns();
  return (
    <Page
      title={t('alert.title')}
      right="alert.read"
      asked={asked}
      tools={
        <Segmented<'open' | 'all'>
          label={t('terminal.state')}
          value={which}
          onChange={setWhich}
          options={[
            { value: 'open', label: t('alert.open') },
            { value: 'all', label: t('alert.all') },
          ]}
        />
      }
    >
      <Table
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={asked.data ?? []}
        loading={asked.isPending && asked.isFetching}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t(which === 'open' ? 'alert.none' : 'alert.noneAtAll') }}
      />
    </Page>
  );
});
