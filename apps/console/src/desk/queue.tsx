import { useSay } from '@liandong/console-kit';
import type { AlertView, CaseRow } from '@liandong/contract';
import type { Words } from '@liandong/words';
import { useMemo, useRef, useState } from 'react';
import { gravestByCase, queueLimit, useAlerts, useCases, useMay } from '../api/queries.ts';
import { Refused } from '../shell/asked.tsx';
import { useT } from '../words/use-t.ts';
import { AlertRowItem } from './alert-row.tsx';
import { CaseRowItem } from './case-row.tsx';
import { useQueueKeys } from './use-queue-keys.ts';

export type Chosen = { readonly case?: string | undefined; readonly alert?: string | undefined };

export type QueueProps = {
  readonly tab: 'cases' | 'alerts';
  readonly chosen: Chosen;
  readonly onTab: (tab: 'cases' | 'alerts') => void;
  readonly onCase: (row: CaseRow) => void;
  readonly onAlert: (alert: AlertView) => void;
  readonly onEscape: () => void;
};

const contains = (texts: readonly (string | undefined)[], wanted: string): boolean =>
  texts.some((text) => text?.toLowerCase().includes(wanted) === true);

const caseTexts = (row: CaseRow, say: (words: Words) => string): (string | undefined)[] => [
  row.title,
  row.code,
  row.place.address,
  say(row.holder),
  say(row.className),
  say(row.jurisdictionName),
];

/** Longest without progress first; ended ones leave. */
const useShownCases = (filter: string): { readonly shown: readonly CaseRow[]; readonly total: number } => {
  const say = useSay();
  const { data: cases = [] } = useCases();
  return useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    const shown = cases
      .filter((row) => wanted === '' || contains(caseTexts(row, say), wanted))
      .sort((a, b) => Date.parse(a.progressAt) - Date.parse(b.progressAt));
    return { shown, total: cases.length };
  }, [cases, filter, say]);
};

/** Gravest first, then the oldest. */
const useShownAlerts = (filter: string): { readonly shown: readonly AlertView[]; readonly total: number } => {
  const say = useSay();
  const { data: alerts = [] } = useAlerts();
  return useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    const shown = alerts
      .filter((one) => wanted === '' || contains([one.terminalName, say(one.ruleName), say(one.levelName)], wanted))
      .sort((a, b) => b.rank - a.rank || Date.parse(a.raisedAt) - Date.parse(b.raisedAt));
    return { shown, total: alerts.length };
  }, [alerts, filter, say]);
};

const CaseList = ({ filter, chosen, onCase }: { readonly filter: string } & Pick<QueueProps, 'chosen' | 'onCase'>) => {
  const t = useT();
  const { data: alerts } = useAlerts();
  const gravest = useMemo(() => gravestByCase(alerts ?? []), [alerts]);
  const { shown, total } = useShownCases(filter);
  const asked = useCases();
  const may = useMay();
  if (!may('case.read')) return <p className="empty">{t('common.noRight')}</p>;
  if (asked.error !== null && asked.data === undefined) return <Refused asked={asked} />;
  if (shown.length === 0 && !asked.isPending)
    return <p className="empty">{t(total === 0 ? 'desk.noCases' : 'desk.noMatch')}</p>;
  return (
    <>
      <ul className="rows">
        {shown.map((row, index) => (
          <CaseRowItem
            key={row.id}
            row={row}
            index={index}
            alert={gravest.get(row.id) ?? gravest.get(row.rootId)}
            selected={row.id === chosen.case}
            onChoose={onCase}
          />
        ))}
      </ul>
      {total >= queueLimit && <p className="empty">{t('common.more', { count: queueLimit })}</p>}
    </>
  );
};

const AlertList = ({
  filter,
  chosen,
  onAlert,
}: { readonly filter: string } & Pick<QueueProps, 'chosen' | 'onAlert'>) => {
  const t = useT();
  const { shown } = useShownAlerts(filter);
  const asked = useAlerts();
  const may = useMay();
  if (!may('alert.read')) return <p className="empty">{t('common.noRight')}</p>;
  if (asked.error !== null && asked.data === undefined) return <Refused asked={asked} />;
  if (shown.length === 0 && !asked.isPending) return <p className="empty">{t('alert.none')}</p>;
  return (
    <ul className="rows">
      {shown.slice(0, queueLimit).map((alert, index) => (
        <AlertRowItem
          key={alert.id}
          alert={alert}
          index={index}
          selected={alert.id === chosen.alert}
          onChoose={onAlert}
        />
      ))}
    </ul>
  );
};

/** 队列: what waits, the longest waiting first. */
export const Queue = ({ tab, chosen, onTab, onCase, onAlert, onEscape }: QueueProps) => {
  const t = useT();
  const [filter, setFilter] = useState('');
  const list = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { data: cases } = useCases();
  const { data: alerts } = useAlerts();
  useQueueKeys({ list, filter: input, onEscape });
  const counts = { cases: cases?.length ?? '–', alerts: alerts?.length ?? '–' };
  return (
    <section className="queue" aria-label={t('desk.queue')} ref={list}>
      <div className="queue-head">
        <div className="tabs" role="tablist" aria-label={t('desk.queue')}>
          {(['cases', 'alerts'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`tab-${one}`}
              aria-controls="queue-list"
              aria-selected={tab === one}
              data-testid={`tab-${one}`}
              onClick={() => onTab(one)}
            >
              {t(`desk.${one}`)} <span className="count">{counts[one]}</span>
            </button>
          ))}
        </div>
        <input
          ref={input}
          type="search"
          className="ld-input small queue-filter"
          placeholder={t('common.filter')}
          aria-label={t('common.filter')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <div id="queue-list" className="queue-list" role="tabpanel" aria-labelledby={`tab-${tab}`} data-testid="queue">
        {tab === 'cases' ? (
          <CaseList filter={filter} chosen={chosen} onCase={onCase} />
        ) : (
          <AlertList filter={filter} chosen={chosen} onAlert={onAlert} />
        )}
      </div>
      <p className="queue-keys">{t('desk.keys')}</p>
    </section>
  );
};
