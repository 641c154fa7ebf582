import type { ReactNode } from 'react';
import { useKitWords } from '../use-kit-words.ts';
import type { DeskMap } from './desk-map.ts';
import type { Bounds } from './features.ts';

type ButtonProps = {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

const MapButton = ({ label, pressed, onPress, children }: ButtonProps) => (
  <button type="button" aria-label={label} title={label} aria-pressed={pressed} onClick={onPress}>
    {children}
  </button>
);

const line = (path: string) => (
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);

export type MapButtonsProps = {
  readonly map: DeskMap | undefined;
  readonly home: Bounds | undefined;
  readonly tilted: boolean;
};

/** Zoom, the whole area, and buildings that stand up. */
export const MapButtons = ({ map, home, tilted }: MapButtonsProps) => {
  const t = useKitWords();
  return (
    <div className="ld-map-buttons">
      <MapButton label={t('map.zoomIn')} onPress={() => map?.zoomBy(1)}>
        {line('M8 3v10M3 8h10')}
      </MapButton>
      <MapButton label={t('map.zoomOut')} onPress={() => map?.zoomBy(-1)}>
        {line('M3 8h10')}
      </MapButton>
      <MapButton label={t('map.fit')} onPress={() => home !== undefined && map?.fit(home)}>
        {line('M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10')}
      </MapButton>
      <MapButton label={t('map.tilt')} pressed={tilted} onPress={() => map?.tilt(!tilted)}>
        {tilted
          ? line('M2.5 3.5h11v9h-11ZM6 3.5v9M10 3.5v9M2.5 8h11')
          : line('M8 2 13.5 5v6L8 14 2.5 11V5ZM2.5 5 8 8l5.5-3M8 8v6')}
      </MapButton>
    </div>
  );
};
