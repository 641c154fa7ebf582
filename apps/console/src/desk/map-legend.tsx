import { MapIcon, type MapIconName } from '@liandong/console-kit';
import { type TextKey, useT } from '../words/use-t.ts';

const legend: readonly (readonly [MapIconName, TextKey])[] = [
  ['terminal-fresh', 'terminal.state.fresh'],
  ['terminal-stale', 'terminal.state.stale'],
  ['terminal-silent', 'terminal.state.silent'],
  ['terminal-never', 'terminal.state.never'],
  ['alert-1-nodata', 'legend.noData'],
  ['case-handling', 'legend.case'],
];

/** What the signs on the map mean. */
export const MapLegend = () => {
  const t = useT();
  return (
    <details className="legend" open={innerWidth > 1500}>
      <summary>{t('legend.title')}</summary>
      <ul>
        <li className="legend-levels">
          {([1, 2, 3, 4] as const).map((rank) => (
            <MapIcon key={rank} name={`alert-${rank}-ack`} scale={0.7} />
          ))}
          <span>{t('desk.alerts')}</span>
        </li>
        <li>
          <span className="legend-icon">
            <MapIcon name="alert-3" scale={0.75} />
          </span>
          <span>{t('legend.unacknowledged')}</span>
        </li>
        {legend.map(([icon, text]) => (
          <li key={icon}>
            <span className="legend-icon">
              <MapIcon name={icon} scale={icon.startsWith('alert') ? 0.75 : 1} />
            </span>
            <span>{t(text)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
