import { useFormat } from '@liandong/console-kit';
import { useAlerts, useFigures, useTerminals } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

const unknown = '–';

/** Four numbers, nothing else. */
export const WallFacts = () => {
  const t = useT();
  const format = useFormat();
  const { data: figures } = useFigures();
  const { data: alerts } = useAlerts();
  const { data: terminals } = useTerminals();
  const big = (value: number | undefined) => (value === undefined ? unknown : format.number(value, 0));
  const heard = terminals?.filter((one) => one.state === 'fresh').length;
  const share =
    terminals === undefined || heard === undefined || terminals.length === 0
      ? unknown
      : `${format.number((heard / terminals.length) * 100, 1)} %`;
  return (
    <dl className="wall-facts">
      <div data-alarm={(alerts?.length ?? 0) > 0}>
        <dt>{t('wall.alerts')}</dt>
        <dd data-testid="wall-alerts">{big(alerts?.length)}</dd>
      </div>
      <div>
        <dt>{t('wall.openCases')}</dt>
        <dd data-testid="wall-cases">{big(figures?.open)}</dd>
      </div>
      <div data-alarm={(figures?.overdue ?? 0) > 0}>
        <dt>{t('wall.overdue')}</dt>
        <dd>{big(figures?.overdue)}</dd>
      </div>
      <div>
        <dt>{t('wall.terminals')}</dt>
        <dd>
          {big(terminals?.length)}
          <small>{t('wall.heard', { share })}</small>
        </dd>
      </div>
    </dl>
  );
};
