import { Age, LevelMark, useFormat, useSay } from '@liandong/console-kit';
import { Link } from '@tanstack/react-router';
import { useAlert, useRules } from '../api/queries.ts';
import { AlertValue } from '../desk/alert-row.tsx';
import { useT } from '../words/use-t.ts';

/** An alert of the case: its value now against the level below which the case may close. */
const LinkedAlert = ({ id }: { readonly id: string }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { data: alert } = useAlert(id);
  const { data: rules = [] } = useRules();
  if (alert === undefined) return null;
  const rule = rules.find((one) => one.id === alert.ruleId);
  const clear = rule === undefined ? undefined : format.quantity(rule.clearThreshold, rule.unit);
  return (
    <li>
      <LevelMark rank={alert.rank} noData={alert.noData} name={say(alert.levelName)} />
      <Link to="/terminals/$id" params={{ id: alert.terminalId }}>
        {alert.terminalName}
      </Link>
      <span className="linked-value">
        {t('case.now')} <AlertValue alert={alert} />
        {/* Another node's alert tells its value only when it changes level: the reader must see how old it is. */}
        {alert.copy !== undefined && <Age at={alert.valueAt} />}
      </span>
      <span className="quiet linked-clear">
        {t(`alert.state.${alert.state}`)}
        {clear !== undefined &&
          ` · ${t(rule?.comparator === 'below' ? 'case.clearAbove' : 'case.clearAt', { value: clear })}`}
      </span>
    </li>
  );
};

export const LinkedAlerts = ({ alertIds }: { readonly alertIds: readonly string[] }) => {
  const t = useT();
  if (alertIds.length === 0) return null;
  return (
    <>
      <h3>{t('case.linkedAlerts')}</h3>
      <ul className="linked">
        {alertIds.map((id) => (
          <LinkedAlert key={id} id={id} />
        ))}
      </ul>
    </>
  );
};
