import { Age, LampRing, LevelMark, useCityNow, useFormat, useSay } from '@liandong/console-kit';
import type { AlertView, CaseRow } from '@liandong/contract';
import { memo } from 'react';
import { useLinks } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';
import { clockNow } from './lamp.ts';

/** The stage of the child case at the other node, and how old that knowledge is. */
export const ChildMark = ({ child }: { readonly child: NonNullable<CaseRow['child']> }) => {
  const t = useT();
  const say = useSay();
  const { data: links = [] } = useLinks();
  const link = links.find((one) => one.peer === child.node);
  const unknownSince =
    link === undefined || link.state === 'connected' ? undefined : (link.unknownSince ?? child.heardAt);
  return (
    <span className="row-child">
      <span>
        {t('case.childAt', {
          node: link === undefined ? child.node : say(link.peerName),
          stage: t(`child.${child.stage}`),
        })}
      </span>
      <Age clock="machine" at={child.heardAt} unknownSince={unknownSince} />
    </span>
  );
};

/** What is left of the limit, or by how much it is over, in words. */
export const LimitText = ({ clock }: { readonly clock: NonNullable<CaseRow['clock']> }) => {
  const t = useT();
  const format = useFormat();
  const now = useCityNow();
  if (clock.stoppedAt !== undefined) return t('case.stopped', { time: format.time(clock.stoppedAt) });
  const left = Date.parse(clock.dueAt) - now;
  if (left >= 0) return t('case.left', { duration: format.duration(left) });
  return <strong className="over">{t('case.over', { duration: format.duration(-left) })}</strong>;
};

export type CaseRowProps = {
  readonly row: CaseRow;
  readonly alert: AlertView | undefined;
  readonly selected: boolean;
  readonly index: number;
  readonly onChoose: (row: CaseRow) => void;
};

/** One line of the queue: severity, what and where, who holds it; elapsed time is the main column. */
export const CaseRowItem = memo(({ row, alert, selected, index, onChoose }: CaseRowProps) => {
  const t = useT();
  const say = useSay();
  const now = useCityNow();
  const clock = row.clock === undefined ? undefined : clockNow(row.clock, now);
  return (
    <li>
      <button
        type="button"
        className="row"
        data-row={index}
        data-testid="case-row"
        data-id={row.id}
        data-code={row.code}
        data-status={row.status}
        data-lamp={clock?.lamp ?? 'none'}
        data-rank={alert?.rank ?? 0}
        aria-current={selected ? 'true' : undefined}
        onClick={() => onChoose(row)}
      >
        <span className="row-bar" aria-hidden="true" />
        <LampRing
          elapsedMs={now - Date.parse(row.progressAt)}
          usedShare={clock?.usedShare}
          lamp={clock?.lamp}
          size={46}
        />
        <span className="row-body">
          <span className="row-title">
            {alert !== undefined && <LevelMark rank={alert.rank} noData={alert.noData} size={13} />}
            <strong>{row.title}</strong>
            {row.exercise && <span className="ld-tag">{t('case.exercise')}</span>}
          </span>
          <span className="row-facts">
            <span className="row-status">{t(`status.${row.status}`)}</span>
            <span className="row-holder">{say(row.holder)}</span>
          </span>
          <span className="row-facts quiet">
            <span className="row-code">{row.code}</span>
            <span className="row-place">{row.place.address ?? say(row.jurisdictionName)}</span>
            {row.clock !== undefined && (
              <span className="row-limit">
                <LimitText clock={row.clock} />
              </span>
            )}
          </span>
          {row.child !== undefined && <ChildMark child={row.child} />}
        </span>
      </button>
    </li>
  );
});
CaseRowItem.displayName = 'CaseRowItem';
