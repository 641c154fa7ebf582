import type { Map as MapLibre } from 'maplibre-gl';

const period = 2200;
// Fifteen pictures a second are enough for a slow ring and leave the machine room to breathe.
const step = 66;

/** Rings that widen around alerts nobody has acknowledged; they stand still for people who want no motion. */
export const startPulse = (map: MapLibre, scale: number): (() => void) => {
  const wantsStill = matchMedia('(prefers-reduced-motion: reduce)');
  const draw = (share: number): void => {
    if (map.getLayer('pulse') === undefined) return;
    map.setPaintProperty('pulse', 'circle-radius', (14 + 26 * share) * scale);
    map.setPaintProperty('pulse', 'circle-stroke-opacity', 0.85 * (1 - share) ** 1.5);
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const start = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (wantsStill.matches) draw(0.3);
    else timer = setInterval(() => draw((performance.now() % period) / period), step);
  };
  map.once('style.load', start);
  wantsStill.addEventListener('change', start);
  return () => {
    clearInterval(timer);
    wantsStill.removeEventListener('change', start);
  };
};
