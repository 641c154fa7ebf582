import { type Bounds, boundsOf, cornersOf, type MapArea, type MapPoint, MapView } from '@liandong/console-kit';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { useMemo } from 'react';
import { useImportPreview } from '../api/import-queries.ts';
import { useAttribution } from '../desk/ground-note.tsx';
import { useGround } from '../desk/use-ground.ts';
import { useT } from '../words/use-t.ts';

const textOf = (feature: Feature, key: string): string => String(feature.properties?.[key] ?? '');

/** Refused rows stand out by their shape, not by a colour that is kept for warnings. */
const iconOf = (outcome: string): string => (outcome === 'refused' ? 'row-refused' : 'row-taken');

const pointsOf = ({ features }: FeatureCollection): readonly MapPoint[] =>
  features.flatMap((feature): readonly MapPoint[] => {
    if (feature.geometry.type !== 'Point') return [];
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    const icon = iconOf(textOf(feature, 'outcome'));
    return [{ id: textOf(feature, 'row'), lon, lat, icon, label: textOf(feature, 'label'), order: 0 }];
  });

const areasOf = ({ features }: FeatureCollection): readonly MapArea[] =>
  features
    .filter(({ geometry }) => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
    .map((feature) => ({
      code: textOf(feature, 'row'),
      label: textOf(feature, 'label'),
      rank: 1,
      veiled: textOf(feature, 'outcome') === 'refused',
      geometry: feature.geometry,
    }));

const placesOf = (geometry: Geometry): readonly (readonly [lon: number, lat: number])[] => {
  if (geometry.type !== 'Point') return cornersOf(geometry);
  const [lon = 0, lat = 0] = geometry.coordinates;
  return [[lon, lat]];
};

/** All that would be taken: one slip of the pen in another country must not shrink the city to a dot. */
const homeOf = ({ features }: FeatureCollection): Bounds | undefined => {
  const taken = features.filter((feature) => textOf(feature, 'outcome') !== 'refused');
  return boundsOf((taken.length > 0 ? taken : features).flatMap(({ geometry }) => placesOf(geometry)));
};

const noPoints: readonly MapPoint[] = [];
const none: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Where the rows of a file lie, before anything is written. */
export const PreviewMap = ({ importId }: { readonly importId: string }) => {
  const t = useT();
  const { data = none, isPending } = useImportPreview(importId);
  const { grounds, views } = useGround();
  const attribution = useAttribution(views);
  const points = useMemo(() => pointsOf(data), [data]);
  const areas = useMemo(() => areasOf(data), [data]);
  const home = useMemo(() => homeOf(data), [data]);
  if (isPending) return <div className="import-map" />;
  if (home === undefined) return <p className="quiet import-noplaces">{t('import.noPlaces')}</p>;
  return (
    <section className="import-map" aria-label={t('import.onMap')}>
      <MapView
        grounds={grounds}
        areas={areas}
        terminals={noPoints}
        assets={points}
        alerts={noPoints}
        cases={noPoints}
        home={home}
        attribution={attribution}
      />
    </section>
  );
};
