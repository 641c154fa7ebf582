import { LevelMark, MapIcon, useFormat, useSay } from '@liandong/console-kit';
import type { AlertView } from '@liandong/contract';
import { type CaseStage, caseStatuses, isOpen, stageOf } from '@liandong/laws';
import { useAlerts, useFigures, useTerminals } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

const stages: readonly CaseStage[] = ['report', 'filing', 'dispatch', 'handling', 'feedback', 'closing'];

const Stages = ({ byStatus }: { readonly byStatus: Readonly<Record<string, number>> | undefined }) => {
  const t = useT();
  const counts = new Map<CaseStage, number>();
  for (const status of caseStatuses)
    if (isOpen(status)) counts.set(stageOf[status], (counts.get(stageOf[status]) ?? 0) + (byStatus?.[status] ?? 0));
  const most = Math.max(1, ...counts.values());
  return (
    <ul className="bars">
      {stages.map((stage) => (
        <li key={stage}>
          <span>{t(`stage.${stage}`)}</span>
          <span className="bars-track">
            <span className="bars-bar" style={{ width: `${((counts.get(stage) ?? 0) / most) * 100}%` }} />
          </span>
          <span className="number">{byStatus === undefined ? '–' : (counts.get(stage) ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
};

const Levels = ({ alerts }: { readonly alerts: readonly AlertView[] }) => {
  const t = useT();
  const say = useSay();
  const levels = new Map<string, { rank: number; name: string; count: number }>();
  for (const alert of alerts) {
    const key = alert.noData ? 'no-data' : `${alert.rank}-${say(alert.levelName)}`;
    const kept = levels.get(key) ?? {
      rank: alert.noData ? 0 : alert.rank,
      name: alert.noData ? t('legend.noData') : say(alert.levelName),
      count: 0,
    };
    kept.count += 1;
    levels.set(key, kept);
  }
  if (levels.size === 0) return <p className="quiet">{t('summary.noAlerts')}</p>;
  return (
    <ul className="pairs">
      {[...levels.values()]
        .sort((a, b) => b.rank - a.rank)
        .map(({ rank, name, count }) => (
          <li key={name}>
            <LevelMark rank={rank} noData={rank === 0} name={name} size={15} />
            <span className="number">{count}</span>
          </li>
        ))}
    </ul>
  );
};

const Terminals = () => {
  const t = useT();
  const { data: terminals } = useTerminals();
  return (
    <ul className="pairs">
      {(['fresh', 'stale', 'silent', 'never'] as const).map((state) => (
        <li key={state}>
          <span className="pairs-name">
            <MapIcon name={`terminal-${state}`} />
            {t(`terminal.state.${state}`)}
          </span>
          <span className="number">{terminals?.filter((one) => one.state === state).length ?? '–'}</span>
        </li>
      ))}
    </ul>
  );
};

/** 态势: what the right side shows while nothing is chosen. */
export const SummaryPanel = () => {
  const t = useT();
  const format = useFormat();
  const { data: figures } = useFigures();
  const { data: alerts } = useAlerts();
  const { data: terminals } = useTerminals();
  const unheard = terminals?.filter((one) => one.state !== 'fresh').length ?? 0;
  const big = (value: number | undefined) => (value === undefined ? '–' : format.number(value, 0));
  return (
    <div className="panel summary">
      <h2 className="panel-title">{t('summary.title')}</h2>
      <dl className="figures">
        <div>
          <dt>{t('summary.open')}</dt>
          <dd>{big(figures?.open)}</dd>
        </div>
        <div data-alarm={(figures?.overdue ?? 0) > 0}>
          <dt>{t('summary.overdue')}</dt>
          <dd>{big(figures?.overdue)}</dd>
        </div>
        <div>
          <dt>{t('summary.alerts')}</dt>
          <dd>{big(alerts?.length)}</dd>
        </div>
      </dl>
      <h3>{t('summary.stages')}</h3>
      <Stages byStatus={figures?.byStatus} />
      <h3>
        {t('summary.alerts')} <span className="quiet">{t('summary.byLevel')}</span>
      </h3>
      {alerts !== undefined && <Levels alerts={alerts} />}
      <h3>
        {t('summary.terminals')} <span className="number">{big(terminals?.length)}</span>
        {unheard > 0 && <span className="quiet">{t('summary.unheard', { count: unheard })}</span>}
      </h3>
      <Terminals />
    </div>
  );
};
