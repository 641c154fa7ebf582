import { useSay } from '@liandong/console-kit';
import type { ActOrder, CaseView } from '@liandong/contract';
import { type CaseAct, caseActs } from '@liandong/laws';
import { newId } from '@liandong/words';
import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useOrganisations } from '../api/admin-queries.ts';
import { useCaseOrder } from '../api/orders.ts';
import { useClasses, useNode } from '../api/queries.ts';
import { useNodeName } from '../api/use-node-name.ts';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

type Fields = { readonly note?: string; readonly organisationId?: string; readonly minorClass?: string };

/** The unit that gets the case: the proposal with its reason, or another one. */
const UnitField = ({ one }: { readonly one: CaseView }) => {
  const t = useT();
  const say = useSay();
  const { data: node } = useNode();
  const nodeName = useNodeName();
  const { data: organisations = [] } = useOrganisations();
  const proposed = one.proposedUnit;
  const options = organisations
    .filter((unit) => unit.active)
    .map((unit) => ({
      value: unit.id,
      label: [
        say(unit.name),
        unit.id === proposed?.organisationId ? ` · ${t('act.proposed')}` : '',
        unit.node === node?.id ? '' : ` · ${t('act.otherNode', { node: nodeName(unit.node) })}`,
      ].join(''),
    }));
  return (
    <>
      <p className="proposal">
        {proposed === undefined ? (
          t('act.noProposal')
        ) : (
          <>
            <span className="ld-tag">{t('act.proposed')}</span> <strong>{say(proposed.name)}</strong>
            <br />
            <span className="quiet">{say(proposed.reason)}</span>
          </>
        )}
      </p>
      <Form.Item name="organisationId" label={t('act.unit')} rules={[{ required: true, message: t('login.required') }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
    </>
  );
};

const ClassField = () => {
  const t = useT();
  const say = useSay();
  const { data: classes = [] } = useClasses();
  const form = Form.useFormInstance<Fields>();
  const chosen = Form.useWatch('minorClass', form);
  const standard = classes.find((one) => one.minor === chosen);
  return (
    <>
      <Form.Item name="minorClass" label={t('act.class')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={classes.map((one) => ({ value: one.minor, label: `${one.minor} ${say(one.name)}` }))}
        />
      </Form.Item>
      {standard !== undefined && (
        <dl className="facts facts-boxed">
          <div>
            <dt>{t('case.filingCondition')}</dt>
            <dd>{say(standard.filingCondition)}</dd>
          </div>
          <div>
            <dt>{t('act.limit')}</dt>
            <dd>{standard.limit.verbatim}</dd>
          </div>
        </dl>
      )}
    </>
  );
};

/** What the check or the close must find. */
const Condition = ({ one }: { readonly one: CaseView }) => {
  const t = useT();
  const say = useSay();
  if (one.closingCondition === undefined) return null;
  return (
    <dl className="facts facts-boxed">
      <div>
        <dt>{t('case.closingCondition')}</dt>
        <dd>{say(one.closingCondition)}</dd>
      </div>
    </dl>
  );
};

export type ActDialogProps = { readonly one: CaseView; readonly act: CaseAct; readonly onClose: () => void };

/** Asks what an act needs: a note, a unit, a class; the order carries the version that the person saw. */
export const ActDialog = skinned(({ one, act, onClose }: ActDialogProps) => {
  const t = useT();
  const [form] = Form.useForm<Fields>();
  const [orderId] = useState(() => newId<string & never>());
  const [seen] = useState(one.version);
  const order = useCaseOrder(one.id);
  const required = caseActs[act].note === 'required';
  const needsUnit = act === 'dispatch' || act === 'delegateDown';
  const submit = ({ note, organisationId, minorClass }: Fields): void => {
    const body: ActOrder = {
      version: seen,
      orderId,
      ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
      ...(organisationId === undefined ? {} : { organisationId }),
      ...(minorClass === undefined ? {} : { minorClass }),
    };
    order.mutate({ act, order: body }, { onSettled: onClose });
  };
  const initial = {
    ...(needsUnit && one.proposedUnit !== undefined ? { organisationId: one.proposedUnit.organisationId } : {}),
    ...(act === 'file' ? { minorClass: one.minorClass } : {}),
  };
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      okText={t(`act.${act}`)}
      onCancel={onClose}
      onOk={form.submit}
      okButtonProps={{ 'data-testid': 'act-ok' } as Record<string, string>}
      confirmLoading={order.isPending}
      width={480}
    >
      <p className="quiet dialog-of">
        {one.code} · {one.title}
      </p>
      <Form form={form} layout="vertical" onFinish={submit} initialValues={initial} requiredMark={false}>
        {needsUnit && <UnitField one={one} />}
        {act === 'file' && <ClassField />}
        {(act === 'checkPass' || act === 'checkFail' || act === 'close') && <Condition one={one} />}
        <Form.Item
          name="note"
          label={t(required ? 'act.noteRequired' : 'act.noteOptional')}
          rules={required ? [{ required: true, whitespace: true, message: t('act.noteMissing') }] : []}
        >
          <textarea className="ld-input area" rows={3} maxLength={4000} data-testid="act-note" />
        </Form.Item>
      </Form>
    </Modal>
  );
});
