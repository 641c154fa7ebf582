import { useSay } from '@liandong/console-kit';
import { newId } from '@liandong/words';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useReportOrder } from '../api/orders.ts';
import { useClasses } from '../api/queries.ts';
import { DeskMap, type Place } from '../desk/desk-map.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

type Fields = {
  readonly title: string;
  readonly description?: string;
  readonly minorClass: string;
  readonly address?: string;
};

export type ReportDialogProps = { readonly onClose: () => void; readonly onReported: (caseId: string) => void };

const PlacePicker = ({
  place,
  onPlace,
}: {
  readonly place: Place | undefined;
  readonly onPlace: (place: Place) => void;
}) => {
  const t = useT();
  return (
    <div className="report-map">
      <DeskMap selection={place} onPlace={(lon, lat) => onPlace({ lon, lat })} quiet />
      <p className="report-hint">
        {place === undefined ? t('report.place') : `${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`}
      </p>
    </div>
  );
};

/** 上报: a case by hand, with the place clicked on the map. */
export const ReportDialog = skinned(({ onClose, onReported }: ReportDialogProps) => {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Fields>();
  const [place, setPlace] = useState<Place>();
  const [asked, setAsked] = useState(false);
  const [orderId] = useState(() => newId<string & never>());
  const { data: classes = [] } = useClasses();
  const report = useReportOrder();
  const required = [{ required: true, message: t('login.required') }];
  const submit = ({ title, description, minorClass, address }: Fields): void => {
    setAsked(true);
    if (place === undefined) return;
    const at = address === undefined || address === '' ? place : { ...place, address };
    report.mutate(
      { orderId, title, description: description ?? '', minorClass, place: at },
      {
        onSuccess: (made) => {
          onClose();
          onReported(made.id);
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t('desk.report')}
      okText={t('report.submit')}
      onCancel={onClose}
      onOk={form.submit}
      okButtonProps={{ 'data-testid': 'report-ok' } as Record<string, string>}
      confirmLoading={report.isPending}
      width={880}
    >
      <div className="report">
        <Form form={form} layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item name="title" label={t('report.title')} rules={required}>
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item name="minorClass" label={t('report.class')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={classes.map((one) => ({ value: one.minor, label: `${one.minor} ${say(one.name)}` }))}
            />
          </Form.Item>
          <Form.Item name="address" label={t('report.address')}>
            <Input maxLength={400} />
          </Form.Item>
          <Form.Item name="description" label={t('report.description')}>
            <textarea className="ld-input area" rows={4} maxLength={4000} />
          </Form.Item>
          {asked && place === undefined && (
            <p className="over" role="alert">
              {t('report.noPlace')}
            </p>
          )}
        </Form>
        <PlacePicker place={place} onPlace={setPlace} />
      </div>
    </Modal>
  );
});
