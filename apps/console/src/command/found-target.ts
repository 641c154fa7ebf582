import type { Found } from '@liandong/contract';
import type { DeskSearch } from '../router.tsx';

/** Zoom at which a jurisdiction fills the map, by its rank in the tree; deeper ones as the last. */
const jurisdictionZoom: Readonly<Record<string, number>> = { city: 11, district: 12.5, street: 14, community: 15 };
const closeZoom = 16;

const zoomOf = ({ kind, subkind = '' }: Found): number =>
  kind === 'jurisdiction' ? (jurisdictionZoom[subkind] ?? closeZoom) : kind === 'road' ? 15 : closeZoom;

/** What the desk shows for a thing that was found: its panel, or its place with a mark. */
export const targetOf = (found: Found, name: string): DeskSearch => {
  const { kind, id, lon, lat } = found;
  const at = lon === undefined || lat === undefined ? undefined : { at: `${lon},${lat},${zoomOf(found)}`, label: name };
  if (kind === 'case') return { case: id, ...at };
  if (kind === 'terminal') return { terminal: id, ...at };
  return at ?? {};
};
