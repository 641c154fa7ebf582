import { machineNow, useCityNow } from './city-clock.ts';
import { useFormat } from './format.ts';
import { useKitWords } from './use-kit-words.ts';

export type AgeProps = {
  /** When it was last heard; absent when never. */
  readonly at?: string | number | undefined;
  /** Set when what we know is old: shown as unknown, never as normal. */
  readonly unknownSince?: string | number | undefined;
  /** `machine` for sessions, links and heartbeats, `city` for readings and cases. */
  readonly clock?: 'city' | 'machine';
};

/** How old a thing is, or since when it is unknown. */
export const Age = ({ at, unknownSince, clock = 'city' }: AgeProps) => {
  const t = useKitWords();
  const format = useFormat();
  const cityMs = useCityNow();
  if (unknownSince !== undefined)
    return <span className="ld-unknown">{t('age.unknownSince', { time: format.seconds(unknownSince) })}</span>;
  if (at === undefined) return <span className="ld-unknown">{t('age.never')}</span>;
  const now = clock === 'city' ? cityMs : machineNow();
  const ageMs = now - new Date(at).getTime();
  return (
    <time className="ld-age" dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
      {ageMs < 1000 ? t('age.now') : t('age.ago', { duration: format.duration(ageMs) })}
    </time>
  );
};
