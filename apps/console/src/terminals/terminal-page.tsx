import { LevelMark, useFormat, useSay } from '@liandong/console-kit';
import { Link, useParams } from '@tanstack/react-router';
import { AlertActs } from '../alerts/alert-acts.tsx';
import { useTerminal, useTerminalAlerts } from '../api/queries.ts';
import { Asked } from '../shell/asked.tsx';
import { useT } from '../words/use-t.ts';
import { LatestValues, TerminalFacts } from './terminal-body.tsx';
import { TerminalChart } from './terminal-chart.tsx';

const AlertsHere = ({ terminalId }: { readonly terminalId: string }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { data: alerts = [] } = useTerminalAlerts(terminalId);
  return (
    <section className="sheet">
      <h2>{t('terminal.alerts')}</h2>
      {alerts.length === 0 && <p className="quiet">{t('alert.noneAtAll')}</p>}
      <ul className="linked">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <LevelMark rank={alert.rank} noData={alert.noData} name={say(alert.levelName)} />
            <span className="number">{format.dateTime(alert.raisedAt)}</span>
            <span className="quiet">{t(`alert.state.${alert.state}`)}</span>
            <AlertActs alert={alert} small />
          </li>
        ))}
      </ul>
    </section>
  );
};

/** 感知终端 as a page of its own. */
export const TerminalPage = () => {
  const t = useT();
  const { id } = useParams({ from: '/terminals/$id' });
  const asked = useTerminal(id);
  return (
    <div className="page">
      <Link to="/terminals" className="back">
        ‹ {t('terminal.title')}
      </Link>
      <Asked asked={asked}>
        {(terminal) => (
          <div className="terminal" data-testid="terminal" data-id={terminal.id}>
            <h1>{terminal.name}</h1>
            <section className="sheet terminal-latest">
              <h2>{t('terminal.latest')}</h2>
              <LatestValues terminal={terminal} />
              <TerminalFacts terminal={terminal} />
            </section>
            <div className="terminal-side">
              <section className="sheet">
                <h2>{t('terminal.history')}</h2>
                <TerminalChart terminalId={id} height={300} />
              </section>
              <AlertsHere terminalId={id} />
            </div>
          </div>
        )}
      </Asked>
    </div>
  );
};
