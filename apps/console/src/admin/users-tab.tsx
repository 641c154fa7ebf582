import { useFormat, useSay } from '@liandong/console-kit';
import { peopleRoutes, type UserView } from '@liandong/contract';
import { type Language, languages } from '@liandong/words';
import { Button, Form, Input, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { usePosts, useUsers } from '../api/admin-queries.ts';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useOrder } from '../api/orders.ts';
import { languageNames } from '../shell/language-names.ts';
import { useT } from '../words/use-t.ts';
import { FormDialog } from './form-dialog.tsx';

type AddFields = {
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
  readonly postIds?: readonly string[];
};
type ChangeFields = { readonly name: string; readonly password?: string; readonly postIds: readonly string[] };

const PostsField = () => {
  const t = useT();
  const say = useSay();
  const { data: posts = [] } = usePosts();
  return (
    <Form.Item name="postIds" label={t('people.post')} rules={[{ required: true, message: t('login.required') }]}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={posts.map((post) => ({ value: post.id, label: `${say(post.name)} · ${post.jurisdictionCode}` }))}
      />
    </Form.Item>
  );
};

const AddDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const add = useOrder(
    ({ postIds = [], ...fields }: AddFields) =>
      api(peopleRoutes.addUser, { body: { ...fields, postIds: [...postIds] } }),
    [keys.users],
    t('people.done'),
  );
  const required = { required: true, message: t('login.required') };
  return (
    <FormDialog<AddFields>
      title={t('people.addUser')}
      isPending={add.isPending}
      initialValues={{ language: 'zh-Hans' }}
      onClose={onClose}
      onSubmit={(fields) => add.mutate(fields, { onSuccess: onClose })}
    >
      <Form.Item
        name="loginName"
        label={t('people.loginName')}
        extra={t('people.loginNameRule')}
        rules={[required, { pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/, message: t('people.loginNameRule') }]}
      >
        <Input autoComplete="off" autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="name" label={t('people.name')} rules={[required]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="password" label={t('people.firstPassword')} rules={[required]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="language" label={t('people.language')}>
        <Select options={languages.map((one) => ({ value: one, label: languageNames[one] }))} />
      </Form.Item>
      <PostsField />
    </FormDialog>
  );
};

const ChangeDialog = ({ user, onClose }: { readonly user: UserView; readonly onClose: () => void }) => {
  const t = useT();
  const change = useOrder(
    ({ name, password, postIds }: ChangeFields) =>
      api(peopleRoutes.changeUser, {
        params: { id: user.id },
        body: { name, postIds: [...postIds], ...(password === undefined || password === '' ? {} : { password }) },
      }),
    [keys.users],
    t('people.done'),
  );
  return (
    <FormDialog<ChangeFields>
      title={`${t('people.changeUser')} · ${user.loginName}`}
      okText={t('common.save')}
      isPending={change.isPending}
      initialValues={{ name: user.name, postIds: user.postIds }}
      onClose={onClose}
      onSubmit={(fields) => change.mutate(fields, { onSuccess: onClose })}
    >
      <Form.Item name="name" label={t('people.name')} rules={[{ required: true, message: t('login.required') }]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="password" label={t('people.newPassword')}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <PostsField />
    </FormDialog>
  );
};

const UserActs = ({ user, onChange }: { readonly user: UserView; readonly onChange: () => void }) => {
  const t = useT();
  const change = useOrder(
    (body: { readonly active?: boolean; readonly unlock?: boolean }) =>
      api(peopleRoutes.changeUser, { params: { id: user.id }, body }),
    [keys.users],
    t('people.done'),
  );
  return (
    <span className="acts">
      <Button size="small" onClick={onChange}>
        {t('people.changeUser')}
      </Button>
      {user.lockedUntil !== undefined && (
        <Button size="small" onClick={() => change.mutate({ unlock: true })}>
          {t('people.unlock')}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => change.mutate({ active: !user.active })}>
        {t(user.active ? 'people.retire' : 'people.restore')}
      </Button>
    </span>
  );
};

/** 用户 */
export const UsersTab = () => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<UserView>();
  const { data: users = [], isPending } = useUsers();
  const { data: posts = [] } = usePosts();
  const stateOf = (user: UserView): string => {
    if (!user.active) return t('people.retired');
    if (user.lockedUntil !== undefined) return t('people.locked', { time: format.dateTime(user.lockedUntil) });
    return t('people.active');
  };
  const postNames = (user: UserView): string =>
    posts
      .filter((post) => user.postIds.includes(post.id))
      .map((post) => say(post.name))
      .join(' · ');
  const columns: TableColumnsType<UserView> = [
    {
      title: t('people.name'),
      render: (_, user) => (
        <>
          <strong>{user.name}</strong> {user.automatic && <span className="ld-tag">{t('people.automatic')}</span>}
        </>
      ),
    },
    { title: t('people.loginName'), render: (_, user) => <code>{user.loginName}</code> },
    { title: t('people.post'), render: (_, user) => postNames(user) },
    { title: t('people.state'), render: (_, user) => stateOf(user) },
    {
      title: t('people.lastLogin'),
      render: (_, user) =>
        user.lastLoginAt === undefined ? '–' : <span className="number">{format.dateTime(user.lastLoginAt)}</span>,
    },
    { title: t('links.act'), render: (_, user) => <UserActs user={user} onChange={() => setChanging(user)} /> },
  ];
  return (
    <>
      <div className="tab-tools">
        <Button type="primary" onClick={() => setAdding(true)} data-testid="add-user">
          {t('people.addUser')}
        </Button>
      </div>
      <Table
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={users}
        loading={isPending}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      />
      {adding && <AddDialog onClose={() => setAdding(false)} />}
      {changing !== undefined && <ChangeDialog user={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
};
