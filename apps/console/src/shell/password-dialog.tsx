import { peopleRoutes } from '@liandong/contract';
import { Form, Input, Modal } from 'antd';
import { api } from '../api/client.ts';
import { useOrder } from '../api/orders.ts';
import { useT } from '../words/use-t.ts';
import { skinned } from './skin.tsx';

type Fields = { readonly old: string; readonly new: string };

export const PasswordDialog = skinned(({ onClose }: { readonly onClose: () => void }) => {
  const t = useT();
  const [form] = Form.useForm<Fields>();
  const change = useOrder(
    (fields: Fields) => api(peopleRoutes.changePassword, { body: fields }),
    [],
    t('user.passwordDone'),
  );
  const submit = (fields: Fields): void => change.mutate(fields, { onSuccess: onClose });
  return (
    <Modal
      open
      title={t('user.password')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={change.isPending}
      width={420}
    >
      <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item name="old" label={t('user.oldPassword')} rules={[{ required: true, message: t('login.required') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new" label={t('user.newPassword')} rules={[{ required: true, message: t('login.required') }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
});
