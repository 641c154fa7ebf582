import type { BlockUse } from '../city/types.ts';
import type { DepartmentId } from '../people/departments.ts';

type AssetSpec = {
  /** Code of `profiles/cn-national/asset-kinds.json`. */
  readonly kind: string;
  /** In the codes, from the Chinese name. */
  readonly prefix: string;
  readonly department: DepartmentId;
  readonly manager: string;
  /** Square metres a person (pupil, bed, visitor) takes; its capacity follows from its ground. */
  readonly m2PerHead?: number;
  readonly most?: number;
};

/** Blocks that are assets by their use alone. */
export const assetUses: Readonly<Partial<Record<BlockUse, AssetSpec>>> = {
  park: { kind: 'park', prefix: 'GY', department: 'parks', manager: '管理处', m2PerHead: 30 },
  square: { kind: 'square', prefix: 'GC', department: 'urban', manager: '管理处', m2PerHead: 2 },
  beach: { kind: 'beach', prefix: 'HT', department: 'parks', manager: '管理处', m2PerHead: 12 },
  school: { kind: 'school', prefix: 'XX', department: 'education', manager: '校务处', m2PerHead: 18, most: 3_600 },
  university: { kind: 'university', prefix: 'DX', department: 'education', manager: '后勤处', m2PerHead: 32 },
  hospital: { kind: 'hospital', prefix: 'YY', department: 'health', manager: '院务部', m2PerHead: 55, most: 1_800 },
  sports: { kind: 'sports', prefix: 'TY', department: 'education', manager: '运营科', m2PerHead: 4, most: 40_000 },
  pumping: { kind: 'pumping-station', prefix: 'BF', department: 'water', manager: '排水运行班' },
  waterworks: { kind: 'waterworks', prefix: 'SC', department: 'water', manager: '制水车间' },
  government: { kind: 'government', prefix: 'ZF', department: 'urban', manager: '机关事务科' },
};
