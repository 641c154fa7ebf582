import type { NameKind } from './name-maker.ts';
import type { BlockUse, StreetCharacter } from './types.ts';

export type Shares = readonly (readonly [use: BlockUse, share: number])[];

/** What ordinary blocks are used for. */
export const shares: Readonly<Record<StreetCharacter, Shares>> = {
  core: [
    ['residential', 0.34],
    ['office', 0.33],
    ['commercial', 0.24],
    ['park', 0.05],
    ['square', 0.04],
  ],
  'old-town': [
    ['residential', 0.74],
    ['commercial', 0.16],
    ['office', 0.04],
    ['store', 0.03],
    ['park', 0.03],
  ],
  'new-town': [
    ['residential', 0.72],
    ['commercial', 0.1],
    ['office', 0.1],
    ['park', 0.08],
  ],
  harbour: [
    ['industrial', 0.36],
    ['residential', 0.46],
    ['commercial', 0.1],
    ['office', 0.05],
    ['park', 0.03],
  ],
  resort: [
    ['residential', 0.58],
    ['commercial', 0.2],
    ['park', 0.16],
    ['office', 0.06],
  ],
  industry: [
    ['industrial', 0.62],
    ['residential', 0.24],
    ['office', 0.08],
    ['park', 0.06],
  ],
  campus: [
    ['residential', 0.62],
    ['office', 0.18],
    ['commercial', 0.1],
    ['park', 0.1],
  ],
  suburb: [
    ['residential', 0.5],
    ['village', 0.2],
    ['industrial', 0.1],
    ['farmland', 0.1],
    ['commercial', 0.06],
    ['park', 0.04],
  ],
  hills: [
    ['village', 0.42],
    ['farmland', 0.34],
    ['residential', 0.16],
    ['park', 0.08],
  ],
};
export const footShares: Shares = [
  ['village', 0.3],
  ['residential', 0.2],
  ['farmland', 0.2],
  ['forest', 0.3],
];

/** Households on a hectare that people live on. */
export const perCell: Readonly<Record<StreetCharacter, number>> = {
  core: 100,
  'old-town': 78,
  'new-town': 98,
  harbour: 82,
  resort: 52,
  industry: 88,
  campus: 84,
  suburb: 68,
  hills: 36,
};

/** What every community or every street needs once; cells from … to. */
export type Need = { readonly use: BlockUse; readonly kind: NameKind; readonly from: number; readonly to: number };
export const ofCommunity: readonly Need[] = [
  { use: 'school', kind: 'primarySchool', from: 1, to: 3 },
  { use: 'park', kind: 'park', from: 1, to: 3 },
];
export const ofStreet: readonly Need[] = [
  { use: 'hospital', kind: 'hospital', from: 2, to: 5 },
  { use: 'school', kind: 'middleSchool', from: 3, to: 7 },
  { use: 'government', kind: 'office', from: 1, to: 3 },
  { use: 'sports', kind: 'sports', from: 2, to: 6 },
  { use: 'store', kind: 'market', from: 1, to: 2 },
  { use: 'square', kind: 'square', from: 1, to: 2 },
  { use: 'school', kind: 'middleSchool', from: 2, to: 6 },
  { use: 'pumping', kind: 'pumping', from: 1, to: 1 },
  { use: 'waterworks', kind: 'waterworks', from: 2, to: 5 },
];
