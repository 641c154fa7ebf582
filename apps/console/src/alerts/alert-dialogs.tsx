import { useSay } from '@liandong/console-kit';
import { type AlertView, alertRoutes } from '@liandong/contract';
import { newId } from '@liandong/words';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useOrder, useReportOrder } from '../api/orders.ts';
import { useClasses, useRules, useSession } from '../api/queries.ts';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

export type AlertDialogProps = { readonly alert: AlertView; readonly onClose: () => void };

/** 确认: by name, with a note. */
export const AcknowledgeDialog = skinned(({ alert, onClose }: AlertDialogProps) => {
  const t = useT();
  const { data: session } = useSession();
  const [note, setNote] = useState('');
  const acknowledge = useOrder(
    (text: string) =>
      api(alertRoutes.acknowledge, {
        params: { id: alert.id },
        body: { version: alert.version, ...(text === '' ? {} : { note: text }) },
      }),
    [keys.alerts, keys.alertsAll, keys.alert(alert.id)],
    t('alert.acknowledgeDone'),
  );
  return (
    <Modal
      open
      title={t('alert.acknowledgeTitle', { name: session?.user.name ?? '' })}
      okText={t('alert.acknowledge')}
      onCancel={onClose}
      onOk={() => acknowledge.mutate(note.trim(), { onSettled: onClose })}
      okButtonProps={{ 'data-testid': 'acknowledge-ok' } as Record<string, string>}
      confirmLoading={acknowledge.isPending}
      width={440}
    >
      <p className="quiet">{alert.terminalName}</p>
      <label className="field" htmlFor="acknowledge-note">
        {t('act.noteOptional')}
        <textarea
          id="acknowledge-note"
          className="ld-input area"
          rows={3}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </Modal>
  );
});

type Fields = { readonly title: string; readonly minorClass: string; readonly description?: string };

/** A case by hand from an alert. */
export const MakeCaseDialog = skinned(({ alert, onClose }: AlertDialogProps) => {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const [orderId] = useState(() => newId<string & never>());
  const { data: classes = [] } = useClasses();
  const { data: rules = [] } = useRules();
  const report = useReportOrder();
  const required = [{ required: true, message: t('login.required') }];
  const submit = (fields: Fields): void =>
    report.mutate(
      {
        orderId,
        alertId: alert.id,
        title: fields.title,
        minorClass: fields.minorClass,
        description: fields.description ?? '',
      },
      { onSuccess: (made) => void navigate({ to: '/', search: { case: made.id } }), onSettled: onClose },
    );
  const usual = rules.find((rule) => rule.id === alert.ruleId)?.policy?.minorClass;
  const initial = {
    title: `${alert.terminalName} ${say(alert.levelName)}`,
    ...(usual === undefined ? {} : { minorClass: usual }),
  };
  return (
    <Modal
      open
      title={t('alert.makeCase')}
      okText={t('report.submit')}
      onCancel={onClose}
      onOk={form.submit}
      okButtonProps={{ 'data-testid': 'make-case-ok' } as Record<string, string>}
      confirmLoading={report.isPending}
      width={480}
    >
      <Form form={form} layout="vertical" onFinish={submit} initialValues={initial} requiredMark={false}>
        <Form.Item name="title" label={t('report.title')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="minorClass" label={t('report.class')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={classes.map((one) => ({ value: one.minor, label: `${one.minor} ${say(one.name)}` }))}
          />
        </Form.Item>
        <Form.Item name="description" label={t('report.description')}>
          <textarea className="ld-input area" rows={3} maxLength={4000} />
        </Form.Item>
      </Form>
    </Modal>
  );
});
