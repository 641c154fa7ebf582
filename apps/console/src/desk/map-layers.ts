import { useCallback, useSyncExternalStore } from 'react';
import { useSession } from '../api/queries.ts';

/** Before the kind of an asset in the name of its layer. */
export const assetLayer = 'asset:';

/** What the map shows to somebody who has never chosen. */
const usualLayers: readonly string[] = [
  'hillshade',
  'contours',
  'buildings',
  'terminals',
  'cameras',
  'cases',
  'alerts',
];

const listeners = new Set<() => void>();
const chosen = new Map<string, readonly string[]>();
const keyOf = (person: string): string => `liandong.map.layers.${person}`;

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const read = (person: string): readonly string[] => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? 'null');
    return isNames(value) ? value : usualLayers;
  } catch {
    return usualLayers;
  }
};

const layersOf = (person: string): readonly string[] => {
  const known = chosen.get(person);
  if (known !== undefined) return known;
  const found = read(person);
  chosen.set(person, found);
  return found;
};

const choose = (person: string, layers: readonly string[]): void => {
  chosen.set(person, layers);
  localStorage.setItem(keyOf(person), JSON.stringify(layers));
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** 图层: names of the layers that this person has on his map, remembered at this seat; a saved view may set them all. */
export const useMapLayers = (): readonly [
  layers: readonly string[],
  setLayers: (layers: readonly string[]) => void,
] => {
  const person = useSession().data?.user.loginName ?? '';
  const layers = useSyncExternalStore(subscribe, () => layersOf(person));
  return [layers, useCallback((next: readonly string[]) => choose(person, next), [person])];
};
