import { Age, MapIcon, Segmented, useFormat, useSay } from '@liandong/console-kit';
import type { TerminalView } from '@liandong/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTerminals } from '../api/queries.ts';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

const states = ['all', 'fresh', 'stale', 'silent', 'never'] as const;

const useColumns = (): TableColumnsType<TerminalView> => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  return [
    {
      title: t('terminal.name'),
      render: (_, terminal) => (
        <Link to="/terminals/$id" params={{ id: terminal.id }}>
          {terminal.name}
        </Link>
      ),
      sorter: (a, b) => a.name.localeCompare(b.name),
    },
    { title: t('terminal.code'), render: (_, terminal) => <span className="number">{terminal.code}</span> },
    { title: t('terminal.type'), render: (_, terminal) => say(terminal.typeName) },
    {
      title: t('terminal.state'),
      render: (_, terminal) => (
        <span className="pairs-name">
          <MapIcon name={`terminal-${terminal.state}`} />
          {t(`terminal.state.${terminal.state}`)}
        </span>
      ),
    },
    {
      title: t('terminal.latest'),
      align: 'right',
      render: (_, terminal) =>
        terminal.state === 'fresh' ? (
          <span className="value">
            {terminal.latest.map((latest) => format.quantity(latest.value, latest.unit)).join(' · ')}
          </span>
        ) : (
          <span className="ld-unknown">{t('terminal.noValue')}</span>
        ),
    },
    { title: t('terminal.lastHeard'), render: (_, terminal) => <Age at={terminal.lastHeardAt} />, width: 160 },
  ];
};

/** 感知终端列表 */
export const TerminalsPage = skinned(() => {
  const t = useT();
  const [state, setState] = useState<(typeof states)[number]>('all');
  const [text, setText] = useState('');
  const asked = useTerminals();
  const terminals = asked.data ?? [];
  const columns = useColumns();
  const wanted = text.trim().toLowerCase();
  const shown = terminals.filter(
    (one) =>
      (state === 'all' || one.state === state) &&
      (wanted === '' || `${one.name} ${one.code} ${one.place.address ?? ''}`.toLowerCase().includes(wanted)),
  );
  const labelOf = (one: (typeof states)[number]): string =>
    one === 'all' ? t('terminal.all') : t(`terminal.state.${one}`);
  return (
    <Page
      title={t('terminal.title')}
      right="terminal.read"
      asked={asked}
      tools={
        <>
          <Segmented<(typeof states)[number]>
            label={t('terminal.state')}
            value={state}
            onChange={setState}
            options={states.map((one) => ({ value: one, label: labelOf(one) }))}
          />
          <input
            type="search"
            className="ld-input page-filter"
            aria-label={t('common.filter')}
            placeholder={t('common.filter')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </>
      }
    >
      <Table
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={shown}
        loading={asked.isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('terminal.none') }}
      />
    </Page>
  );
});
