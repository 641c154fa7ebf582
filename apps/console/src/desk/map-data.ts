import { type Bounds, boundsOf, cornersOf, type MapArea, type MapCone, type MapPoint } from '@liandong/console-kit';
import type { AlertView, CaseRow, Jurisdiction, NodeView, TerminalView } from '@liandong/contract';
import { stageOf } from '@liandong/laws';
import type { Words } from '@liandong/words';
import type { Geometry } from 'geojson';

type Say = (words: Words) => string;

const isGeometry = (value: unknown): value is Geometry =>
  typeof value === 'object' && value !== null && 'type' in value;

const middle = (places: readonly (readonly [number, number])[]): readonly [number, number] | undefined => {
  if (places.length === 0) return undefined;
  const sum = places.reduce(([x, y], [lon, lat]) => [x + lon, y + lat] as const, [0, 0] as const);
  return [sum[0] / places.length, sum[1] / places.length];
};

/**
 * Jurisdictions for the map. One without geometry (membership by a list only) gets no invented border: its name stands
 * amid its terminals.
 */
export const areasOf = (
  jurisdictions: readonly Jurisdiction[],
  terminals: readonly TerminalView[],
  say: Say,
): MapArea[] => {
  const parents = new Map(jurisdictions.map((one) => [one.code, one.parentCode]));
  const isParent = new Set(jurisdictions.map((one) => one.parentCode));
  const within = (code: string, root: string): boolean => {
    for (let at: string | undefined = code; at !== undefined; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return jurisdictions.map((one) => {
    const { code, rank, geometry } = one;
    const common = { code, rank, label: say(one.name), names: [...new Set(Object.values(one.name))] };
    // Only the smallest parts are veiled, so that the veil never lies twice over a place nor over what is served.
    const veiled = !one.servedByThisNode && !isParent.has(code);
    if (isGeometry(geometry)) return { ...common, veiled, geometry };
    const places = terminals
      .filter((terminal) => rank > 0 && within(terminal.jurisdictionCode, code))
      .map(({ place }): readonly [number, number] => [place.lon, place.lat]);
    return { ...common, veiled, labelAt: middle(places) };
  });
};

/** About what a map of usual size shows at this zoom. */
const around = ({ lon, lat, zoom }: NonNullable<NodeView['center']>): Bounds => {
  const half = 360 / 2 ** zoom;
  return [lon - half, lat - half / 2, lon + half, lat + half / 2];
};

type Drawn = { readonly bounds: Bounds };

/** The view to start with: what this node serves, else its terminals, the middle that it names, or what is drawn at all. */
export const homeOf = (
  node: NodeView | undefined,
  jurisdictions: readonly Jurisdiction[],
  terminals: readonly TerminalView[],
  grounds: readonly Drawn[],
): Bounds | undefined => {
  const served = jurisdictions.filter((one) => node?.serves.includes(one.code) === true);
  const corners = served.flatMap((one) => (isGeometry(one.geometry) ? cornersOf(one.geometry) : []));
  const points = terminals.map(({ place }): readonly [number, number] => [place.lon, place.lat]);
  const found = boundsOf(corners.length > 0 ? corners : points);
  if (found !== undefined) return found;
  if (node?.center !== undefined) return around(node.center);
  return boundsOf(
    grounds.flatMap(({ bounds: [west, south, east, north] }) => [[west, south] as const, [east, north] as const]),
  );
};

/** A lens of usual length, when a registration tells the direction alone. */
const usualFieldOfViewDeg = 60;
const terminalOrder = { fresh: 0, never: 1, stale: 2, silent: 3 } as const;

/** Terminals whose icon says camera are a layer of their own. */
const isCamera = ({ icon }: TerminalView): boolean => icon === 'camera';

export const terminalPoints = (terminals: readonly TerminalView[], layers: readonly string[]): MapPoint[] => {
  const [others, cameras] = [layers.includes('terminals'), layers.includes('cameras')];
  return terminals
    .filter((one) => (isCamera(one) ? cameras : others))
    .map(({ id, place, state, name, icon }) => ({
      id,
      lon: place.lon,
      lat: place.lat,
      icon: `type-${icon}-${state}`,
      state,
      label: name,
      order: terminalOrder[state],
    }));
};

/** Where a camera looks; undefined for everything else and for a camera that never said. */
export const coneOf = (terminal: TerminalView | undefined): MapCone | undefined => {
  const { headingDeg, fieldOfViewDeg, rangeM } = terminal?.details ?? {};
  if (terminal === undefined || headingDeg === undefined || rangeM === undefined) return undefined;
  const { lon, lat } = terminal.place;
  return { lon, lat, headingDeg, fieldOfViewDeg: fieldOfViewDeg ?? usualFieldOfViewDeg, rangeM };
};

const shapeRank = (rank: number): number => Math.min(4, Math.max(1, rank));

export const alertPoints = (
  alerts: readonly AlertView[],
  quantity: (value: number, unit: string) => string,
): MapPoint[] =>
  alerts.map(({ id, place, rank, noData, acknowledgedAt, value, unit, copy }) => {
    // The number of another node's alert is as old as the copy; on the map nothing would say so.
    const isKnownNow = !noData && copy === undefined && value !== undefined;
    const looks = noData ? '-nodata' : acknowledgedAt === undefined ? '' : '-ack';
    return {
      id,
      lon: place.lon,
      lat: place.lat,
      icon: `alert-${shapeRank(rank)}${looks}`,
      label: isKnownNow ? quantity(value, unit) : '',
      order: rank,
    };
  });

export const casePoints = (cases: readonly CaseRow[], alerts: readonly AlertView[]): MapPoint[] => {
  const taken = new Set(alerts.map(({ place }) => `${place.lon}/${place.lat}`));
  return cases.map(({ id, place, status, title }) => ({
    id,
    lon: place.lon,
    lat: place.lat,
    icon: `case-${stageOf[status]}`,
    label: title,
    order: 0,
    shoulder: taken.has(`${place.lon}/${place.lat}`),
  }));
};
