import { useFormat, useSay } from '@liandong/console-kit';
import { Table } from 'antd';
import { useRefusedLetters } from '../api/admin-queries.ts';
import { useT } from '../words/use-t.ts';

/** What strangers tried at the link port, and letters of nodes that could not be taken. */
export const RefusedLetters = () => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { data, isPending } = useRefusedLetters();
  const empty = { emptyText: t('links.noTrouble') };
  return (
    <>
      <section className="sheet sheet-below">
        <h2>{t('links.atDoor')}</h2>
        <Table
          rowKey="code"
          size="small"
          loading={isPending}
          pagination={false}
          dataSource={data?.refused ?? []}
          locale={empty}
          columns={[
            { title: t('links.reason'), render: (_, row) => say(row.text) },
            { title: t('links.count'), align: 'right', render: (_, row) => format.number(row.count, 0), width: 120 },
          ]}
        />
      </section>
      <section className="sheet">
        <h2>{t('links.held')}</h2>
        <Table
          rowKey="id"
          size="small"
          loading={isPending}
          dataSource={data?.held ?? []}
          pagination={{ pageSize: 25, hideOnSinglePage: true, showSizeChanger: false }}
          locale={empty}
          columns={[
            {
              title: t('common.time'),
              render: (_, row) => <span className="number">{format.dateTime(row.heldAt)}</span>,
              width: 160,
            },
            { title: t('links.peer'), render: (_, row) => `${row.peer} · ${t(`links.${row.direction}`)}`, width: 200 },
            { title: t('links.reason'), render: (_, row) => say(row.text) },
          ]}
        />
      </section>
    </>
  );
};
