import { Age, LevelMark, useFormat, useSay } from '@liandong/console-kit';
import type { AssetView } from '@liandong/contract';
import { useAlerts, useCases, useTerminals } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';
import { AlertValue } from './alert-row.tsx';

/** What stands under the pointer: a terminal. */
export const TerminalCard = ({ id }: { readonly id: string }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { data: terminals = [] } = useTerminals();
  const terminal = terminals.find((one) => one.id === id);
  if (terminal === undefined) return null;
  const known = terminal.state === 'fresh';
  return (
    <>
      <strong>{terminal.name}</strong>
      <div className="quiet">
        {say(terminal.typeName)} · {t(`terminal.state.${terminal.state}`)}
      </div>
      {terminal.latest.map((latest) => (
        <div key={latest.characteristic} className="card-value">
          <span>{say(latest.name)}</span>
          <span className={known ? 'value' : 'ld-unknown'}>{format.quantity(latest.value, latest.unit)}</span>
        </div>
      ))}
      <Age at={terminal.lastHeardAt} unknownSince={known ? undefined : terminal.lastHeardAt} />
    </>
  );
};

export const AlertCard = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const { data: alerts = [] } = useAlerts();
  const alert = alerts.find((one) => one.id === id);
  if (alert === undefined) return null;
  return (
    <>
      <strong>{alert.terminalName}</strong>
      <div className="card-value">
        <LevelMark rank={alert.rank} noData={alert.noData} name={say(alert.levelName)} />
        <AlertValue alert={alert} />
      </div>
      <Age at={alert.valueAt} />
    </>
  );
};

export const CaseCard = ({ id }: { readonly id: string }) => {
  const t = useT();
  const say = useSay();
  const { data: cases = [] } = useCases();
  const row = cases.find((one) => one.id === id);
  if (row === undefined) return null;
  return (
    <>
      <strong>{row.title}</strong>
      <div className="card-value">
        <span>{t(`status.${row.status}`)}</span>
        <span>{say(row.holder)}</span>
      </div>
      <span className="quiet">{row.code}</span>
    </>
  );
};

export const AssetCard = ({ asset, kind }: { readonly asset: AssetView; readonly kind: string }) => {
  const t = useT();
  const { number } = useFormat();
  return (
    <>
      <strong>{asset.name}</strong>
      <div className="quiet">{kind}</div>
      {asset.capacity !== undefined && (
        <div className="card-value">
          <span>{t('asset.capacity')}</span>
          <span className="value">{number(asset.capacity)}</span>
        </div>
      )}
      {asset.manager !== undefined && <span className="quiet">{asset.manager}</span>}
    </>
  );
};
