import { Age, LevelMark, useFormat, useSay } from '@liandong/console-kit';
import type { AlertView } from '@liandong/contract';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useAlert } from '../api/queries.ts';
import { useNodeName } from '../api/use-node-name.ts';
import { AlertValue } from '../desk/alert-row.tsx';
import { Asked } from '../shell/asked.tsx';
import { CloseButton } from '../shell/close-button.tsx';
import { useT } from '../words/use-t.ts';
import { AlertActs } from './alert-acts.tsx';

const TerminalChart = lazy(() =>
  import('../terminals/terminal-chart.tsx').then((module) => ({ default: module.TerminalChart })),
);

const AlertFacts = ({ alert }: { readonly alert: AlertView }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const nodeName = useNodeName();
  return (
    <dl className="facts">
      <div>
        <dt>{t('alert.value')}</dt>
        <dd>
          <AlertValue alert={alert} />{' '}
          <Age at={alert.valueAt} unknownSince={alert.noData ? alert.valueAt : undefined} />
        </dd>
      </div>
      {alert.threshold !== undefined && (
        <div>
          <dt>{t('alert.threshold')}</dt>
          <dd>{format.quantity(alert.threshold, alert.unit)}</dd>
        </div>
      )}
      {alert.peakValue !== undefined && (
        <div>
          <dt>{t('alert.peak')}</dt>
          <dd>{format.quantity(alert.peakValue, alert.unit)}</dd>
        </div>
      )}
      <div>
        <dt>{t('alert.rule')}</dt>
        <dd>{say(alert.ruleName)}</dd>
      </div>
      <div>
        <dt>{t('alert.raised')}</dt>
        <dd>
          {format.dateTime(alert.raisedAt)}
          {alert.reraisedCount > 0 && ` · ${t('alert.reraised', { count: alert.reraisedCount })}`}
        </dd>
      </div>
      {alert.clearedAt !== undefined && (
        <div>
          <dt>{t('alert.cleared')}</dt>
          <dd>{format.dateTime(alert.clearedAt)}</dd>
        </div>
      )}
      <div>
        <dt>{t('alert.acknowledgement')}</dt>
        <dd>
          {alert.acknowledgedBy === undefined || alert.acknowledgedAt === undefined
            ? t('alert.notAcknowledged')
            : `${alert.acknowledgedBy.name} · ${format.dateTime(alert.acknowledgedAt)}`}
          {alert.acknowledgeNote !== undefined && <p className="prose">{alert.acknowledgeNote}</p>}
        </dd>
      </div>
      <div>
        <dt>{t('terminal.place')}</dt>
        <dd>{alert.place.address ?? `${alert.place.lon.toFixed(5)}, ${alert.place.lat.toFixed(5)}`}</dd>
      </div>
      {alert.copy !== undefined && (
        <div>
          <dt>{t('people.node')}</dt>
          <dd>
            {t('alert.copy', { node: nodeName(alert.copy.node) })} <Age clock="machine" at={alert.copy.receivedAt} />
          </dd>
        </div>
      )}
    </dl>
  );
};

/** 告警 beside the map. */
export const AlertPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const t = useT();
  const say = useSay();
  const asked = useAlert(id);
  return (
    <Asked asked={asked}>
      {(alert) => (
        <article className="panel" data-testid="alert" data-id={alert.id}>
          <header className="panel-head">
            <div className="panel-kicker">
              <LevelMark rank={alert.rank} noData={alert.noData} name={say(alert.levelName)} size={16} />
              <span className="quiet">{t(`alert.state.${alert.state}`)}</span>
              <span className="panel-tools">
                <CloseButton onClose={onClose} />
              </span>
            </div>
            <h2>
              <Link to="/terminals/$id" params={{ id: alert.terminalId }}>
                {alert.terminalName}
              </Link>
            </h2>
          </header>
          <AlertActs alert={alert} />
          <AlertFacts alert={alert} />
          <h3>{t('terminal.history')}</h3>
          <Suspense fallback={null}>
            <TerminalChart terminalId={alert.terminalId} characteristic={alert.characteristic} height={180} />
          </Suspense>
        </article>
      )}
    </Asked>
  );
};
