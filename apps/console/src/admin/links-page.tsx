import { Age, LinkDot, useFormat, useKitWords, useSay } from '@liandong/console-kit';
import type { LinkView } from '@liandong/contract';
import { Table, type TableColumnsType } from 'antd';
import { useLinks, useMay } from '../api/queries.ts';
import { CutMendButton } from '../shell/links-popover.tsx';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';
import { RefusedLetters } from './refused-letters.tsx';

/** 节点链路: the links as they really are, with every figure. */
export const LinksPage = skinned(() => {
  const t = useT();
  const kit = useKitWords();
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const asked = useLinks();
  const ms = (value: number | undefined): string =>
    value === undefined ? t('common.unknown') : `${format.number(value)} ms`;
  const columns: TableColumnsType<LinkView> = [
    {
      title: t('links.peer'),
      render: (_, link) => (
        <>
          <strong>{say(link.peerName)}</strong> <span className="quiet">{link.peer}</span>
        </>
      ),
    },
    { title: t('links.relation'), render: (_, link) => t(`links.${link.relation}`) },
    {
      title: t('links.state'),
      render: (_, link) => (
        <span className="pairs-name">
          <LinkDot state={link.state} />
          {kit(`link.${link.state}`)}
        </span>
      ),
    },
    {
      title: t('links.lastContact'),
      render: (_, link) => (
        <Age
          clock="machine"
          at={link.lastContactAt}
          unknownSince={link.state === 'connected' ? undefined : (link.unknownSince ?? link.lastContactAt)}
        />
      ),
    },
    { title: t('links.roundTrip'), align: 'right', render: (_, link) => ms(link.roundTripMs) },
    { title: t('links.offset'), align: 'right', render: (_, link) => ms(link.clockOffsetMs) },
    { title: t('links.waiting'), align: 'right', dataIndex: 'backlog' },
    {
      title: t('links.oldest'),
      render: (_, link) =>
        link.oldestUnacknowledgedAt === undefined ? '–' : <Age clock="machine" at={link.oldestUnacknowledgedAt} />,
    },
    { title: t('links.sent'), align: 'right', dataIndex: 'sent' },
    { title: t('links.applied'), align: 'right', dataIndex: 'applied' },
    { title: t('links.duplicates'), align: 'right', dataIndex: 'duplicates' },
    { title: t('links.refused'), align: 'right', dataIndex: 'refused' },
    ...(may('link.manage')
      ? [
          {
            title: t('links.act'),
            fixed: 'right' as const,
            render: (_: unknown, link: LinkView) => <CutMendButton link={link} />,
          },
        ]
      : []),
  ];
  return (
    <Page title={t('links.title')} right="link.read" asked={asked}>
      <p className="quiet page-note">{t('links.truth')}</p>
      <Table
        rowKey="peer"
        size="small"
        columns={columns}
        dataSource={asked.data ?? []}
        loading={asked.isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('links.none') }}
      />
      <RefusedLetters />
    </Page>
  );
});
