import { useFormat } from './format.ts';
import { useKitWords } from './use-kit-words.ts';

export type LampRingProps = {
  /** Time since the last progress, milliseconds. */
  readonly elapsedMs: number;
  /** Counted share of the limit used, 1 at the due time; absent without a limit. */
  readonly usedShare?: number | undefined;
  readonly lamp?: 'green' | 'yellow' | 'red' | undefined;
  /** Diameter in CSS pixels. */
  readonly size?: number;
};

/** 亮灯: the time lamp, which lives only inside this ring, so that nobody takes it for a warning level. */
export const LampRing = ({ elapsedMs, usedShare, lamp, size = 44 }: LampRingProps) => {
  const t = useKitWords();
  const format = useFormat();
  const short = format.short(elapsedMs);
  const radius = 20;
  const turn = 2 * Math.PI * radius;
  const share = Math.min(1, Math.max(0, usedShare ?? 0));
  const elapsed = format.duration(elapsedMs);
  const label =
    usedShare === undefined || lamp === undefined
      ? t('ring.noLimit', { elapsed })
      : t('ring.label', { elapsed, share: Math.round(usedShare * 100), lamp: t(`lamp.${lamp}`) });
  return (
    <span className="ld-ring" data-lamp={lamp ?? 'none'} role="img" aria-label={label} title={label}>
      <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
        <circle className="ld-ring-track" cx="24" cy="24" r={radius} />
        {usedShare !== undefined && (
          <circle
            className="ld-ring-arc"
            cx="24"
            cy="24"
            r={radius}
            strokeDasharray={`${share * turn} ${turn}`}
            transform="rotate(-90 24 24)"
          />
        )}
        <text className="ld-ring-number" x="24" y="25.5">
          {short.number}
        </text>
        <text className="ld-ring-unit" x="24" y="35">
          {short.unit}
        </text>
      </svg>
    </span>
  );
};
