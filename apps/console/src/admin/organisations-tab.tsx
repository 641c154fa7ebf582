import { useSay } from '@liandong/console-kit';
import { type Organisation, peopleRoutes } from '@liandong/contract';
import type { Words } from '@liandong/words';
import { Button, Form, Select, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useOrganisations } from '../api/admin-queries.ts';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useOrder } from '../api/orders.ts';
import { useJurisdictions } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';
import { FormDialog } from './form-dialog.tsx';
import { WordsFields } from './words-fields.tsx';

const kinds = ['government', 'department', 'centre', 'company', 'team'] as const;
type Fields = {
  readonly name: Words;
  readonly parentId?: string;
  readonly jurisdictionCode: string;
  readonly kind: (typeof kinds)[number];
};
type Branch = Organisation & { readonly children?: readonly Branch[] };

const treeOf = (organisations: readonly Organisation[], parentId: string | undefined): Branch[] => {
  const known = new Set(organisations.map((one) => one.id));
  return organisations
    .filter((one) =>
      parentId === undefined ? one.parentId === undefined || !known.has(one.parentId) : one.parentId === parentId,
    )
    .map((one) => {
      const children = treeOf(organisations, one.id);
      return children.length === 0 ? one : { ...one, children };
    });
};

const AddDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const say = useSay();
  const { data: organisations = [] } = useOrganisations();
  const { data: jurisdictions = [] } = useJurisdictions();
  const add = useOrder(
    (fields: Fields) => api(peopleRoutes.addOrganisation, { body: fields }),
    [keys.organisations],
    t('people.done'),
  );
  const required = [{ required: true, message: t('login.required') }];
  return (
    <FormDialog<Fields>
      title={t('people.addOrganisation')}
      isPending={add.isPending}
      onClose={onClose}
      onSubmit={(fields) => add.mutate(fields, { onSuccess: onClose })}
    >
      <WordsFields />
      <Form.Item name="kind" label={t('people.kind')} rules={required}>
        <Select options={kinds.map((kind) => ({ value: kind, label: t(`people.kind.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="parentId" label={t('people.parent')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={organisations.map((one) => ({ value: one.id, label: say(one.name) }))}
        />
      </Form.Item>
      <Form.Item name="jurisdictionCode" label={t('people.jurisdiction')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={jurisdictions.map((one) => ({ value: one.code, label: `${say(one.name)} ${one.code}` }))}
        />
      </Form.Item>
    </FormDialog>
  );
};

const RetireButton = ({ organisation }: { readonly organisation: Organisation }) => {
  const t = useT();
  const change = useOrder(
    (active: boolean) => api(peopleRoutes.changeOrganisation, { params: { id: organisation.id }, body: { active } }),
    [keys.organisations],
    t('people.done'),
  );
  return (
    <Button size="small" type="text" loading={change.isPending} onClick={() => change.mutate(!organisation.active)}>
      {t(organisation.active ? 'people.retire' : 'people.restore')}
    </Button>
  );
};

/** 组织机构 as a tree. */
export const OrganisationsTab = () => {
  const t = useT();
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const { data: organisations = [], isPending } = useOrganisations();
  const tree = useMemo(() => treeOf(organisations, undefined), [organisations]);
  const columns: TableColumnsType<Branch> = [
    { title: t('people.organisation'), render: (_, one) => <strong>{say(one.name)}</strong> },
    { title: t('people.kind'), render: (_, one) => t(`people.kind.${one.kind}`) },
    { title: t('people.jurisdiction'), render: (_, one) => <span className="number">{one.jurisdictionCode}</span> },
    { title: t('people.node'), dataIndex: 'node' },
    { title: t('people.state'), render: (_, one) => t(one.active ? 'people.active' : 'people.retired') },
    { title: t('links.act'), render: (_, one) => <RetireButton organisation={one} /> },
  ];
  return (
    <>
      <div className="tab-tools">
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('people.addOrganisation')}
        </Button>
      </div>
      {!isPending && (
        <Table
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={tree}
          pagination={false}
          expandable={{ defaultExpandAllRows: true }}
        />
      )}
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </>
  );
};
