import { Segmented, type Threshold, TimeSeries, useFormat, useSay } from '@liandong/console-kit';
import type { AlertRuleView } from '@liandong/contract';
import { useMemo, useState } from 'react';
import { useReadings, useRules, useTerminal, useTerminalTypes } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

const ranges = [6, 24, 168] as const;
const hourMs = 3_600_000;

/** The levels that a rule judges this series by, by name. */
const useThresholds = (typeCode: string | undefined, characteristic: string | undefined): readonly Threshold[] => {
  const say = useSay();
  const format = useFormat();
  const { data: rules } = useRules();
  return useMemo(() => {
    const isMine = (rule: AlertRuleView): boolean =>
      rule.terminalType === typeCode && rule.characteristic === characteristic;
    return (rules ?? []).filter(isMine).flatMap((rule) =>
      rule.levels.map(({ name, threshold, rank }) => ({
        name: `${say(name)} ${format.quantity(threshold, rule.unit)}`,
        value: threshold,
        rank,
      })),
    );
  }, [rules, typeCode, characteristic, say, format]);
};

export type TerminalChartProps = {
  readonly terminalId: string;
  readonly characteristic?: string | undefined;
  readonly height?: number;
};

/** 历史曲线: readings of one characteristic against the levels they are judged by. */
export const TerminalChart = ({ terminalId, characteristic, height = 260 }: TerminalChartProps) => {
  const t = useT();
  const say = useSay();
  const { data: terminal } = useTerminal(terminalId);
  const { data: types } = useTerminalTypes();
  const all = terminal?.latest ?? [];
  const [chosen, setChosen] = useState(characteristic);
  const [hours, setHours] = useState<(typeof ranges)[number]>(24);
  const shown = all.find((one) => one.characteristic === chosen) ?? all[0];
  const thresholds = useThresholds(terminal?.typeCode, shown?.characteristic);
  const { data } = useReadings(terminalId, shown?.characteristic, hours);
  const staleMs = types?.find((type) => type.code === terminal?.typeCode)?.staleAfterMs ?? hourMs;
  return (
    <div className="chart">
      <div className="chart-tools">
        {all.length > 1 && (
          <Segmented<string>
            label={t('terminal.latest')}
            value={shown?.characteristic ?? ''}
            onChange={setChosen}
            options={all.map((one) => ({ value: one.characteristic, label: say(one.name) }))}
          />
        )}
        <Segmented<(typeof ranges)[number]>
          label={t('terminal.history')}
          value={hours}
          onChange={setHours}
          options={ranges.map((one) => ({ value: one, label: t(`terminal.range.${one}`) }))}
        />
      </div>
      {data !== undefined && shown !== undefined && (
        <TimeSeries
          name={say(shown.name)}
          unit={shown.unit}
          at={data.series.at}
          value={data.series.value}
          gapMs={staleMs}
          thresholds={thresholds}
          from={data.from}
          to={data.to}
          height={height}
        />
      )}
      {data?.series.truncated === true && <p className="quiet">{t('terminal.truncated')}</p>}
    </div>
  );
};
