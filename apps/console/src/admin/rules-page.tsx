import { LevelMark, useFormat, useSay } from '@liandong/console-kit';
import { type AlertRuleView, alertRoutes } from '@liandong/contract';
import { Button, Checkbox, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useOrder } from '../api/orders.ts';
import { useClasses, useMay, useRules } from '../api/queries.ts';
import { Page } from '../shell/page.tsx';
import { skinned } from '../shell/skin.tsx';
import { useT } from '../words/use-t.ts';

type Fields = {
  readonly acts: readonly ('file' | 'dispatch')[];
  readonly minRank: number;
  readonly minorClass: string;
};

const SignDialog = ({ rule, onClose }: { readonly rule: AlertRuleView; readonly onClose: () => void }) => {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Fields>();
  const { data: classes = [] } = useClasses();
  const sign = useOrder(
    ({ acts, minRank, minorClass }: Fields) =>
      api(alertRoutes.signPolicy, { params: { id: rule.id }, body: { acts: [...acts], minRank, minorClass } }),
    [keys.rules],
    t('rules.signedDone'),
  );
  const required = [{ required: true, message: t('login.required') }];
  const initial = {
    acts: rule.policy?.acts ?? ['file'],
    minRank: rule.policy?.minRank ?? rule.levels.at(-1)?.rank ?? 1,
    minorClass: rule.policy?.minorClass,
  };
  return (
    <Modal
      open
      title={`${t('rules.sign')} · ${say(rule.name)}`}
      okText={t('rules.sign')}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={sign.isPending}
      width={480}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        requiredMark={false}
        onFinish={(fields) => sign.mutate(fields, { onSuccess: onClose })}
      >
        <Form.Item name="acts" label={t('rules.acts')} rules={required}>
          <Checkbox.Group
            options={[
              { value: 'file', label: t('rules.act.file') },
              { value: 'dispatch', label: t('rules.act.dispatch') },
            ]}
          />
        </Form.Item>
        <Form.Item name="minRank" label={t('rules.minRank')} rules={required}>
          <Select options={rule.levels.map((level) => ({ value: level.rank, label: say(level.name) }))} />
        </Form.Item>
        <Form.Item name="minorClass" label={t('rules.class')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={classes.map((one) => ({ value: one.minor, label: `${one.minor} ${say(one.name)}` }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const Policy = ({ rule }: { readonly rule: AlertRuleView }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const [signing, setSigning] = useState(false);
  const withdraw = useOrder(
    () => api(alertRoutes.withdrawPolicy, { params: { id: rule.id } }),
    [keys.rules],
    t('rules.withdrawnDone'),
  );
  const { policy } = rule;
  const { data: classes = [] } = useClasses();
  const from = rule.levels.find((level) => level.rank === policy?.minRank);
  const standard = classes.find((one) => one.minor === policy?.minorClass);
  return (
    <div className="policy" data-signed={policy !== undefined}>
      <div>
        <strong>{t('rules.policy')}</strong>
        {policy === undefined ? (
          <p>{t('rules.noPolicy')}</p>
        ) : (
          <p>
            {t('rules.acts')} {policy.acts.map((act) => t(`rules.act.${act}`)).join(' + ')} · {t('rules.minRank')}{' '}
            {from === undefined ? policy.minRank : say(from.name)} · {t('rules.class')}{' '}
            {standard === undefined ? policy.minorClass : say(standard.name)}
            <br />
            <span className="quiet">
              {t('rules.signed', { name: policy.signedBy.name, time: format.dateTime(policy.signedAt) })}
              {policy.validUntil !== undefined &&
                ` · ${t('rules.validUntil', { time: format.day(policy.validUntil) })}`}
            </span>
          </p>
        )}
      </div>
      {may('alert.rule.sign') && (
        <div className="policy-acts">
          <Button onClick={() => setSigning(true)}>{t('rules.sign')}</Button>
          {policy !== undefined && (
            <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('rules.withdraw')}
            </Button>
          )}
        </div>
      )}
      {signing && <SignDialog rule={rule} onClose={() => setSigning(false)} />}
    </div>
  );
};

const Rule = ({ rule }: { readonly rule: AlertRuleView }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const times = [
    [t('rules.hold'), format.duration(rule.holdMs)],
    [
      t('rules.clear'),
      `${t(`rules.${rule.comparator === 'above' ? 'below' : 'above'}`)} ${format.quantity(rule.clearThreshold, rule.unit)}`,
    ],
    [t('rules.clearHold'), format.duration(rule.clearHoldMs)],
    [t('rules.minRepeat'), format.duration(rule.minRepeatMs)],
    ...(rule.noDataAfterMs === undefined ? [] : [[t('rules.noData'), format.duration(rule.noDataAfterMs)]]),
  ] as const;
  return (
    <section className="sheet rule" data-testid="rule" data-id={rule.id}>
      <h2>{say(rule.name)}</h2>
      <p className="quiet">
        <code>{rule.id}</code> · {rule.terminalType} · {rule.characteristic}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('rules.level')}</th>
            <th scope="col" className="right">
              {t('rules.threshold')}
            </th>
            <th scope="col">{t('rules.source')}</th>
          </tr>
        </thead>
        <tbody>
          {[...rule.levels]
            .sort((a, b) => b.rank - a.rank)
            .map((level) => (
              <tr key={level.level}>
                <td>
                  <LevelMark rank={level.rank} name={say(level.name)} size={16} />
                </td>
                <td className="right number">
                  {t(`rules.${rule.comparator}`)} {format.quantity(level.threshold, rule.unit)}
                </td>
                <td className="quiet">{level.source}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <dl className="rule-times">
        {times.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Policy rule={rule} />
    </section>
  );
};

/** 告警规则: levels with their sources, and what a rule may do by itself. */
export const RulesPage = skinned(() => {
  const t = useT();
  const asked = useRules();
  const rules = asked.data ?? [];
  return (
    <Page title={t('rules.title')} right="alert.read" asked={asked}>
      {rules.length === 0 && !asked.isPending && <p className="empty">{t('rules.none')}</p>}
      <div className="rules">
        {rules.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </div>
    </Page>
  );
});
