import { MapIcon, type MapIconName, Popup, useFormat, useSay } from '@liandong/console-kit';
import type { ReactNode } from 'react';
import { Icon } from '../shell/icons.tsx';
import { type TextKey, useT } from '../words/use-t.ts';
import { assetLayer, useMapLayers } from './map-layers.ts';
import { useAssetKinds } from './use-asset-points.ts';

type Row = { readonly layer: string; readonly label: ReactNode; readonly icon?: MapIconName; readonly count?: number };

const details: readonly (readonly [layer: string, text: TextKey])[] = [
  ['hillshade', 'layers.hillshade'],
  ['contours', 'layers.contours'],
  ['buildings', 'layers.buildings'],
  ['grids', 'layers.grids'],
];
const objects: readonly (readonly [layer: string, text: TextKey, icon: MapIconName])[] = [
  ['alerts', 'desk.alerts', 'alert-3-ack'],
  ['cases', 'desk.cases', 'case-handling'],
  ['terminals', 'layers.terminals', 'terminal-fresh'],
  ['cameras', 'layers.cameras', 'type-camera-fresh'],
];

const Rows = ({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) => {
  const [layers, setLayers] = useMapLayers();
  const { number } = useFormat();
  const toggle = (layer: string): void =>
    setLayers(layers.includes(layer) ? layers.filter((one) => one !== layer) : [...layers, layer]);
  return (
    <fieldset className="layer-rows">
      <legend>{title}</legend>
      {rows.map(({ layer, label, icon, count }) => (
        <label key={layer} className="layer-row">
          <input
            type="checkbox"
            checked={layers.includes(layer)}
            onChange={() => toggle(layer)}
            data-testid={`layer-${layer}`}
          />
          {icon !== undefined && (
            <span className="layer-icon">
              <MapIcon name={icon} scale={icon.startsWith('alert') ? 0.62 : icon.startsWith('terminal') ? 1 : 0.8} />
            </span>
          )}
          <span>{label}</span>
          {count !== undefined && <span className="layer-count">{number(count)}</span>}
        </label>
      ))}
    </fieldset>
  );
};

/** 图层: what the map shows. */
export const LayerMenu = () => {
  const t = useT();
  const say = useSay();
  const { data: kinds = [] } = useAssetKinds();
  return (
    <Popup
      label={t('layers.title')}
      testId="layers"
      button={
        <>
          <Icon name="layers" size={16} />
          <span aria-hidden="true">{t('layers.title')}</span>
        </>
      }
    >
      <div className="layer-panel">
        <Rows
          title={t('layers.objects')}
          rows={objects.map(([layer, text, icon]) => ({ layer, label: t(text), icon }))}
        />
        <Rows title={t('layers.basemap')} rows={details.map(([layer, text]) => ({ layer, label: t(text) }))} />
        {kinds.length > 0 && (
          <Rows
            title={t('layers.assets')}
            rows={kinds.map(({ code, name, icon, count }) => ({
              layer: `${assetLayer}${code}`,
              label: say(name),
              icon: `asset-${icon}` as const,
              count,
            }))}
          />
        )}
      </div>
    </Popup>
  );
};
