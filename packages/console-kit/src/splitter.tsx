import { type KeyboardEvent, type PointerEvent, useCallback, useState } from 'react';
import { useKitWords } from './use-kit-words.ts';

const clamp = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

/** A width in CSS pixels that this seat remembers. */
export const useRememberedWidth = (
  key: string,
  initial: number,
  limits: readonly [number, number],
): readonly [number, (width: number) => void] => {
  const [width, setWidth] = useState(() => clamp(Number(localStorage.getItem(key) ?? initial) || initial, limits));
  const change = useCallback(
    (next: number) => {
      const kept = clamp(Math.round(next), limits);
      localStorage.setItem(key, String(kept));
      setWidth(kept);
    },
    [key, limits],
  );
  return [width, change];
};

export type SplitterProps = {
  readonly width: number;
  readonly limits: readonly [number, number];
  readonly onChange: (width: number) => void;
  /** Which side of the handle has the width. */
  readonly side: 'left' | 'right';
};

/** Handle between two columns: drag it, or move it with the arrow keys. */
export const Splitter = ({ width, limits, onChange, side }: SplitterProps) => {
  const t = useKitWords();
  const sign = side === 'left' ? 1 : -1;
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const startX = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onChange(width + sign * (moved.clientX - startX));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') onChange(width - sign * 24);
    if (event.key === 'ArrowRight') onChange(width + sign * 24);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget; hr is not one
    <div
      className="ld-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('splitter.label')}
      aria-valuenow={width}
      aria-valuemin={limits[0]}
      aria-valuemax={limits[1]}
      onPointerDown={drag}
      onKeyDown={key}
    />
  );
};
