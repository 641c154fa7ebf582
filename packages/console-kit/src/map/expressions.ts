import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';

type Value = number | ExpressionSpecification;

/** A size that grows with the zoom: pairs of zoom and value. */
export const byZoom = (
  base: number,
  stops: readonly (readonly [zoom: number, value: Value])[],
): ExpressionSpecification => ['interpolate', ['exponential', base], ['zoom'], ...stops.flat()];

export const kind: ExpressionSpecification = ['get', 'kind'];
export const kindDetail: ExpressionSpecification = ['coalesce', ['get', 'kind_detail'], ''];

/** True for features whose `kind` is one of these. */
export const kindIn = (kinds: readonly string[]): ExpressionSpecification => ['in', kind, ['literal', [...kinds]]];

export const isTrue = (name: string): ExpressionSpecification => ['to-boolean', ['get', name]];

export const isGeometry = (...types: readonly ('Point' | 'LineString' | 'Polygon')[]): ExpressionSpecification => [
  'in',
  ['geometry-type'],
  ['literal', types.flatMap((type) => [type, `Multi${type}`])],
];

export const all = (...filters: readonly ExpressionSpecification[]): FilterSpecification => ['all', ...filters];
export const not = (filter: ExpressionSpecification): ExpressionSpecification => ['!', filter];
