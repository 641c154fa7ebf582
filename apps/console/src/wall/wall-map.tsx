import { type GroundDetail, MapView, useSay } from '@liandong/console-kit';
import { useMemo } from 'react';
import { useAlerts, useCases, useJurisdictions, useNode } from '../api/queries.ts';
import { useAttribution } from '../desk/ground-note.tsx';
import { alertPoints, areasOf, casePoints, homeOf } from '../desk/map-data.ts';
import { useGround } from '../desk/use-ground.ts';

const details: readonly GroundDetail[] = ['hillshade', 'buildings'];
/** A wall shows what is wrong; everything that is well would only be dots. */
const noTerminals = [] as const;
const noValue = (): string => '';

/** 一张图 on the wall: the city, alerts and cases; visitors see marks without names or values. */
export const WallMap = ({ isPrivate }: { readonly isPrivate: boolean }) => {
  const say = useSay();
  const { grounds, views } = useGround();
  const { data: node } = useNode();
  const { data: jurisdictions } = useJurisdictions();
  const { data: alerts } = useAlerts();
  const { data: cases } = useCases();
  const areas = useMemo(() => areasOf(jurisdictions ?? [], noTerminals, say), [jurisdictions, say]);
  const home = useMemo(() => homeOf(node, jurisdictions ?? [], noTerminals, grounds), [node, jurisdictions, grounds]);
  const alarms = useMemo(
    () => alertPoints(alerts ?? [], noValue).map((point) => (isPrivate ? { ...point, label: '' } : point)),
    [alerts, isPrivate],
  );
  const files = useMemo(() => casePoints(cases ?? [], alerts ?? []), [cases, alerts]);
  return (
    <MapView
      variant="wall"
      grounds={grounds}
      details={details}
      areas={areas}
      terminals={noTerminals}
      alerts={alarms}
      cases={files}
      home={home}
      attribution={useAttribution(views)}
    />
  );
};
