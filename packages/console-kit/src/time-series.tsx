import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { cityZone, type Format, unitText, useFormat } from './format.ts';
import { languageNow } from './i18n.ts';
import { levelRank } from './level-mark.tsx';
import { useTheme } from './theme.ts';
import { fontFamilyOf, type Palette } from './tokens.ts';
import { useKitWords } from './use-kit-words.ts';

export type Threshold = { readonly name: string; readonly value: number; readonly rank: number };

export type TimeSeriesProps = {
  readonly name: string;
  readonly unit: string;
  /** Epoch milliseconds, ascending. */
  readonly at: readonly number[];
  readonly value: readonly number[];
  /** Two readings further apart than this leave a gap, milliseconds. */
  readonly gapMs: number;
  readonly thresholds: readonly Threshold[];
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly height?: number;
};

type Gap = readonly [fromS: number, toS: number];

/** Seconds and values with a hole wherever nothing was heard for too long: a gap is never drawn over. */
export const withGaps = (
  at: readonly number[],
  value: readonly number[],
  gapMs: number,
): { readonly x: number[]; readonly y: (number | null)[]; readonly gaps: readonly Gap[] } => {
  const x: number[] = [];
  const y: (number | null)[] = [];
  const gaps: Gap[] = [];
  at.forEach((ms, index) => {
    const before = at[index - 1];
    if (before !== undefined && ms - before > gapMs) {
      x.push((before + ms) / 2000);
      y.push(null);
      gaps.push([before / 1000, ms / 1000]);
    }
    x.push(ms / 1000);
    y.push(value[index] ?? null);
  });
  return { x, y, gaps };
};

/** Room above for the nearest thresholds, so that the value is always seen against them. */
const yRange = (value: readonly number[], thresholds: readonly Threshold[]): [number, number] => {
  const least = value.reduce((a, b) => Math.min(a, b), 0);
  const most = value.reduce((a, b) => Math.max(a, b), 0);
  const limits = thresholds.map((threshold) => threshold.value).sort((a, b) => a - b);
  const shown = limits.filter((limit, index) => index === 0 || limit <= most * 2);
  const top = Math.max(most, ...shown) * 1.12;
  return [least < 0 ? least * 1.1 : 0, top > 0 ? top : 1];
};

const shadeGaps = (chart: uPlot, gaps: readonly Gap[], palette: Palette): void => {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.fillStyle = palette.sunken;
  for (const [from, to] of gaps) {
    const left = Math.max(bbox.left, chart.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, chart.valToPos(to, 'x', true));
    if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
};

/** Names stand in the margin at the right, at least one line apart. */
const drawThresholds = (chart: uPlot, thresholds: readonly Threshold[], palette: Palette, text: string): void => {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  ctx.save();
  ctx.font = `${11 * ratio}px ${text}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 1.5 * ratio;
  let lowest = Number.POSITIVE_INFINITY;
  for (const { name, value, rank } of [...thresholds].sort((a, b) => a.value - b.value)) {
    const y = Math.round(chart.valToPos(value, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.strokeStyle = palette[`level-${levelRank(rank)}`];
    ctx.setLineDash([6 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(right, y);
    ctx.stroke();
    lowest = Math.min(y, lowest - 14 * ratio);
    ctx.fillStyle = palette['ink-2'];
    ctx.fillText(name, right + 6 * ratio, lowest);
  }
  ctx.restore();
};

type ChartParts = Omit<TimeSeriesProps, 'name' | 'unit'> & {
  readonly palette: Palette;
  readonly font: string;
  readonly format: Format;
};

const chartOptions = (parts: ChartParts, width: number, gaps: readonly Gap[]): uPlot.Options => {
  const { palette, font, format, thresholds, from, to } = parts;
  const axis: uPlot.Axis = {
    stroke: palette['ink-3'],
    font: `11px ${font}`,
    grid: { stroke: palette.line, width: 1 },
    ticks: { show: false },
  };
  const longRange = to - from > 2 * 86_400_000;
  const range = yRange(parts.value, thresholds);
  return {
    width,
    height: parts.height ?? 220,
    padding: [12, thresholds.length > 0 ? 84 : 8, 0, 0],
    cursor: { y: false, points: { size: 7 } },
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), cityZone()),
    scales: { x: { range: [from / 1000, to / 1000] }, y: { range } },
    axes: [
      {
        ...axis,
        values: (_, splits) =>
          splits.map((s) => (longRange ? format.dateTime(s * 1000).slice(0, 5) : format.time(s * 1000))),
        space: 64,
        size: 28,
      },
      { ...axis, size: 46, values: (_, splits) => splits.map((v) => format.number(v)) },
    ],
    series: [{}, { stroke: palette.ink, width: 1.5, points: { show: parts.at.length < 60, size: 4 } }],
    hooks: {
      drawClear: [(chart) => shadeGaps(chart, gaps, palette)],
      draw: [(chart) => drawThresholds(chart, thresholds, palette, font)],
    },
  };
};

/** A long series with the levels it is judged by; gaps stay gaps. */
export const TimeSeries = (props: TimeSeriesProps) => {
  const t = useKitWords();
  const format = useFormat();
  const { palette } = useTheme();
  const holder = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const { at, value, gapMs, thresholds, from, to, unit, height } = props;
  const data = useMemo(() => withGaps(at, value, gapMs), [at, value, gapMs]);
  useEffect(() => {
    const element = holder.current;
    if (element === null || at.length === 0) return;
    const last = at.at(-1) ?? to;
    const gaps: readonly Gap[] = to - last > gapMs ? [...data.gaps, [last / 1000, to / 1000]] : data.gaps;
    const font = fontFamilyOf(languageNow());
    const parts = { at, value, gapMs, thresholds, from, to, ...(height === undefined ? {} : { height }) };
    const options = chartOptions({ ...parts, palette, font, format }, element.clientWidth, gaps);
    const tell = (chart: uPlot): void => {
      const index = chart.cursor.idx;
      const v = index === null || index === undefined ? undefined : data.y[index];
      const s = index === null || index === undefined ? undefined : data.x[index];
      if (readout.current === null) return;
      readout.current.textContent =
        v === undefined || v === null || s === undefined
          ? ''
          : `${format.dateTime(s * 1000)}  ${format.quantity(v, unit)}`;
    };
    options.hooks = { ...options.hooks, setCursor: [tell] };
    const chart = new uPlot(options, [data.x, data.y], element);
    const watcher = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: chart.height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.destroy();
    };
  }, [at, value, gapMs, thresholds, from, to, unit, height, palette, format, data]);
  if (at.length === 0) return <p className="ld-series-empty">{t('series.empty')}</p>;
  const label = t('series.label', {
    name: props.name,
    count: at.length,
    min: format.number(Math.min(...value)),
    max: format.number(Math.max(...value)),
    last: format.number(value.at(-1) ?? 0),
    unit: unitText(props.unit),
  });
  return (
    <div className="ld-series">
      <output ref={readout} className="ld-series-readout" />
      <div ref={holder} role="img" aria-label={label} />
    </div>
  );
};
