import { type ActContext, brandId, type NodeId, type Words } from '@liandong/words';
import type { TierRecord } from '../src/index.ts';

export const words = (text: string): Words => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });

export const context: ActContext = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  node: brandId<NodeId>('city'),
  exercise: false,
};

export const tiers: readonly TierRecord[] = ['city', 'district', 'street', 'community'].map((code, rank) => ({
  code,
  rank,
  name: words(code),
}));

type Point = readonly [number, number];

export const ring = (...points: readonly Point[]): readonly Point[] => [...points, ...points.slice(0, 1)];

/** A square in degrees, counter-clockwise from its south-western corner. */
export const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [ring([west, south], [west + size, south], [west + size, south + size], [west, south + size])],
});

export const feature = (code: string, parentCode: string | undefined, tier: string, geometry: unknown = null) => ({
  type: 'Feature',
  properties: { code, parentCode, tier, name: `${code} name` },
  geometry,
});

export const collection = (...features: readonly unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });
