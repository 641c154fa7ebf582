import { Age, LevelMark, useSay } from '@liandong/console-kit';
import type { AlertView } from '@liandong/contract';
import { useAlerts, useAround } from '../api/queries.ts';
import { AlertValue } from '../desk/alert-row.tsx';
import { useT } from '../words/use-t.ts';

/** More cannot be read at a glance. */
const most = 5;

const districtRank = 1;

/** As much of the place as visitors may know. */
const District = ({ place }: Pick<AlertView, 'place'>) => {
  const say = useSay();
  const { data: around = [] } = useAround(place);
  const district = around.find(({ rank }) => rank === districtRank);
  return district === undefined ? null : say(district.name);
};

/** 最新告警: the gravest first; for visitors only what kind and which district. */
export const WallAlerts = ({ isPrivate }: { readonly isPrivate: boolean }) => {
  const t = useT();
  const say = useSay();
  const { data: alerts = [], isPending } = useAlerts();
  const shown = [...alerts]
    .sort((a, b) => b.rank - a.rank || Date.parse(b.raisedAt) - Date.parse(a.raisedAt))
    .slice(0, most);
  return (
    <section className="wall-alerts">
      <h2>{t('wall.latest')}</h2>
      {shown.length === 0 && !isPending && <p className="wall-calm">{t('wall.calm')}</p>}
      <ul>
        {shown.map((alert) => (
          <li key={alert.id} data-rank={alert.rank}>
            <LevelMark rank={alert.rank} noData={alert.noData} size={30} />
            <div>
              <strong>{isPrivate ? say(alert.ruleName) : alert.terminalName}</strong>
              <span>
                {isPrivate ? <District place={alert.place} /> : say(alert.ruleName)} · <Age at={alert.raisedAt} />
              </span>
            </div>
            <span className="wall-value">
              <AlertValue alert={alert} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
