import { useKitWords } from './use-kit-words.ts';

/** Outline of a level's shape in a 24 × 24 box, by rank: circle, triangle, diamond, octagon (lowest to highest). */
export const levelPaths = {
  1: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18z',
  2: 'M12 2.5 22.5 21H1.5z',
  3: 'M12 1.5 22.5 12 12 22.5 1.5 12z',
  4: 'M8 1.8h8l6.2 6.2v8L16 22.2H8L1.8 16V8z',
} as const;

export type LevelRank = keyof typeof levelPaths;

/** Ranks of other schemes are shown by the nearest of the four shapes. */
export const levelRank = (rank: number): LevelRank => {
  if (rank >= 4) return 4;
  if (rank === 3) return 3;
  return rank === 2 ? 2 : 1;
};

export type LevelMarkProps = {
  readonly rank: number;
  /** Name of the level; drawn beside the shape when given. */
  readonly name?: string;
  /** The terminal is silent: the value is unknown. */
  readonly noData?: boolean;
  readonly size?: number;
};

/** 预警级别: colour AND shape (and the name, where there is room). */
export const LevelMark = ({ rank, name, noData = false, size = 14 }: LevelMarkProps) => {
  const t = useKitWords();
  const shown = levelRank(rank);
  const text = noData ? t('level.noData') : name;
  return (
    <span className="ld-level" data-rank={shown} data-nodata={noData}>
      <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
        <path d={levelPaths[shown]} />
      </svg>
      {text !== undefined && <span>{text}</span>}
    </span>
  );
};
