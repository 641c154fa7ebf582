import { LampRing, LevelMark, useCityNow, useFormat, useSay } from '@liandong/console-kit';
import type { AlertView } from '@liandong/contract';
import { memo } from 'react';
import { useT } from '../words/use-t.ts';

/** The value of an alert, or plainly that it is unknown. */
export const AlertValue = ({ alert }: { readonly alert: AlertView }) => {
  const t = useT();
  const format = useFormat();
  if (alert.noData || alert.value === undefined) return <span className="ld-unknown">{t('terminal.noValue')}</span>;
  return <span className="value">{format.quantity(alert.value, alert.unit)}</span>;
};

export type AlertRowProps = {
  readonly alert: AlertView;
  readonly selected: boolean;
  readonly index: number;
  readonly onChoose: (alert: AlertView) => void;
};

/** One alert in the queue. */
export const AlertRowItem = memo(({ alert, selected, index, onChoose }: AlertRowProps) => {
  const t = useT();
  const say = useSay();
  const now = useCityNow();
  return (
    <li>
      <button
        type="button"
        className="row"
        data-row={index}
        data-testid="alert-row"
        data-id={alert.id}
        data-rank={alert.rank}
        aria-current={selected ? 'true' : undefined}
        onClick={() => onChoose(alert)}
      >
        <span className="row-bar" aria-hidden="true" />
        <LampRing elapsedMs={now - Date.parse(alert.raisedAt)} size={46} />
        <span className="row-body">
          <span className="row-title">
            <LevelMark rank={alert.rank} noData={alert.noData} size={13} />
            <strong>{alert.terminalName}</strong>
          </span>
          <span className="row-facts">
            <span className="row-status">{say(alert.levelName)}</span>
            <AlertValue alert={alert} />
          </span>
          <span className="row-facts quiet">
            <span className="row-place">{say(alert.ruleName)}</span>
            <span className="row-limit">
              {alert.acknowledgedBy === undefined
                ? t('alert.notAcknowledged')
                : t('alert.acknowledged', { name: alert.acknowledgedBy.name })}
            </span>
          </span>
        </span>
      </button>
    </li>
  );
});
AlertRowItem.displayName = 'AlertRowItem';
