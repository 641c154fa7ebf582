import type { GroundState, GroundView } from '@liandong/contract';
import type { ReactNode } from 'react';
import { useT } from '../words/use-t.ts';

/** How far the basemap is that is being built. */
export const GroundNote = ({ building }: { readonly building: GroundState['building'] }) => {
  const t = useT();
  if (building === undefined) return null;
  const share = Math.floor(building.share * 100);
  return (
    <div className="ground-note" role="status">
      <progress max={100} value={share} aria-hidden="true" />
      {t('ground.building', { share })}
    </div>
  );
};

/** Who drew the basemaps, and that no real place looks like a generated one; undefined when there is nothing to say. */
export const useAttribution = (views: readonly GroundView[]): ReactNode => {
  const t = useT();
  const generated = views.filter((one) => one.generated).map(({ attribution }) => attribution);
  const drawn = views.filter((one) => !one.generated).map(({ attribution }) => attribution);
  const texts = [...new Set(drawn.filter((text) => text !== ''))];
  if (texts.length === 0 && generated.length === 0) return undefined;
  return (
    <>
      {generated.length > 0 && (
        <span className="ld-tag" title={generated.join(' · ')}>
          {t('ground.generated')}
        </span>
      )}
      {texts.join(' · ')}
    </>
  );
};
