import type { ReactNode } from 'react';
import { useFormat } from './format.ts';
import { useKitWords } from './use-kit-words.ts';

/** One entry of the process on record. */
export type TimelineEntry = {
  readonly id: string;
  readonly act: string;
  /** The status after it, when it changed. */
  readonly status?: string | undefined;
  readonly at: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorKind: 'user' | 'rule' | 'node' | 'system' | 'terminal';
  readonly automatic: boolean;
  readonly onBehalfOf?: string | undefined;
  readonly receiver?: string | undefined;
  readonly node: string;
  readonly note?: string | undefined;
};

/** 时间线: who, when by both clocks, what, why; newest first. */
export const Timeline = ({
  entries,
  empty,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly empty?: ReactNode;
}) => {
  if (entries.length === 0) return <>{empty}</>;
  return (
    <ol className="ld-timeline">
      {entries.map((entry) => (
        <TimelineItem key={entry.id} entry={entry} />
      ))}
    </ol>
  );
};

const TimelineItem = ({ entry }: { readonly entry: TimelineEntry }) => {
  const t = useKitWords();
  const format = useFormat();
  return (
    <li data-kind={entry.actorKind} data-changed={entry.status !== undefined}>
      <div className="ld-timeline-head">
        <strong>{entry.act}</strong>
        {entry.status !== undefined && <span className="ld-timeline-status">{entry.status}</span>}
        <time dateTime={entry.at} title={t('timeline.recorded', { time: format.dateTime(entry.recordedAt) })}>
          {format.dateTime(entry.at)}
        </time>
      </div>
      <div className="ld-timeline-who">
        <span>{entry.actor}</span>
        {entry.automatic && <span className="ld-tag">{t('timeline.automatic')}</span>}
        {entry.onBehalfOf !== undefined && <span>{t('timeline.onBehalfOf', { name: entry.onBehalfOf })}</span>}
        {entry.receiver !== undefined && <span>→ {entry.receiver}</span>}
        <span className="ld-timeline-node">{entry.node}</span>
        <span className="ld-timeline-recorded">
          {t('timeline.recorded', { time: format.seconds(entry.recordedAt) })}
        </span>
      </div>
      {entry.note !== undefined && entry.note !== '' && <p className="ld-timeline-note">{entry.note}</p>}
    </li>
  );
};
