import { useSay } from '@liandong/console-kit';
import { type Post, peopleRoutes } from '@liandong/contract';
import { type Right, rights } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { Button, Checkbox, Form, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useOrganisations, usePosts } from '../api/admin-queries.ts';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useOrder } from '../api/orders.ts';
import { useJurisdictions } from '../api/queries.ts';
import { keyFor, useT } from '../words/use-t.ts';
import { FormDialog } from './form-dialog.tsx';
import { WordsFields } from './words-fields.tsx';

type Fields = {
  readonly name: Words;
  readonly organisationId: string;
  readonly jurisdictionCode: string;
  readonly rights: readonly Right[];
};

const useRightName = (): ((right: Right) => string) => {
  const t = useT();
  return (right) => {
    const key = keyFor('right', right);
    return key === undefined ? right : t(key);
  };
};

const RightsField = () => {
  const t = useT();
  const nameOf = useRightName();
  return (
    <Form.Item name="rights" label={t('people.rights')}>
      <Checkbox.Group className="rights" options={rights.map((right) => ({ value: right, label: nameOf(right) }))} />
    </Form.Item>
  );
};

const AddDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const say = useSay();
  const { data: organisations = [] } = useOrganisations();
  const { data: jurisdictions = [] } = useJurisdictions();
  const add = useOrder(
    ({ rights: given, ...fields }: Fields) => api(peopleRoutes.addPost, { body: { ...fields, rights: [...given] } }),
    [keys.posts],
    t('people.done'),
  );
  const required = [{ required: true, message: t('login.required') }];
  return (
    <FormDialog<Fields>
      title={t('people.addPost')}
      width={600}
      isPending={add.isPending}
      initialValues={{ rights: [] }}
      onClose={onClose}
      onSubmit={(fields) => add.mutate(fields, { onSuccess: onClose })}
    >
      <WordsFields />
      <Form.Item name="organisationId" label={t('people.organisation')} rules={required}>
        <Select
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
      <RightsField />
    </FormDialog>
  );
};

const ChangeDialog = ({ post, onClose }: { readonly post: Post; readonly onClose: () => void }) => {
  const t = useT();
  const say = useSay();
  const change = useOrder(
    (given: readonly Right[]) =>
      api(peopleRoutes.changePost, { params: { id: post.id }, body: { rights: [...given] } }),
    [keys.posts],
    t('people.done'),
  );
  return (
    <FormDialog<Pick<Fields, 'rights'>>
      title={`${t('people.changePost')} · ${say(post.name)}`}
      okText={t('common.save')}
      width={600}
      isPending={change.isPending}
      initialValues={{ rights: post.rights }}
      onClose={onClose}
      onSubmit={(fields) => change.mutate(fields.rights, { onSuccess: onClose })}
    >
      <RightsField />
    </FormDialog>
  );
};

/** 岗位与权限: which post holds which right, as a matrix. */
export const PostsTab = () => {
  const t = useT();
  const say = useSay();
  const nameOf = useRightName();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Post>();
  const { data: posts = [], isPending } = usePosts();
  const { data: organisations = [] } = useOrganisations();
  const organisationName = (id: string): string => {
    const found = organisations.find((one) => one.id === id);
    return found === undefined ? id : say(found.name);
  };
  const columns: TableColumnsType<Post> = [
    {
      title: t('people.post'),
      fixed: 'left',
      width: 220,
      render: (_, post) => (
        <>
          <strong>{say(post.name)}</strong>
          <div className="quiet">
            {organisationName(post.organisationId)} · {post.jurisdictionCode}
          </div>
          <Button size="small" type="link" className="inline-link" onClick={() => setChanging(post)}>
            {t('people.changePost')}
          </Button>
        </>
      ),
    },
    ...rights.map((right) => ({
      title: <span className="right-name">{nameOf(right)}</span>,
      key: right,
      align: 'center' as const,
      width: 60,
      render: (_: unknown, post: Post) =>
        post.rights.includes(right) ? (
          <span role="img" aria-label={nameOf(right)}>
            ●
          </span>
        ) : (
          <span className="quiet">·</span>
        ),
    })),
  ];
  return (
    <>
      <div className="tab-tools">
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('people.addPost')}
        </Button>
      </div>
      <Table
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={posts}
        loading={isPending}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
      {adding && <AddDialog onClose={() => setAdding(false)} />}
      {changing !== undefined && <ChangeDialog post={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
};
