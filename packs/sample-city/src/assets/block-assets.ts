import type { Words } from '@liandong/words';
import { areaOf, isInside, middleOf } from '../city/plane.ts';
import type { Block, Building, Ring, StreetDetail, XY } from '../city/types.ts';
import { words } from '../names.ts';
import type { DepartmentId } from '../people/departments.ts';
import { assetUses } from './kinds.ts';
import { groundOf } from './outline.ts';

/** An asset before it gets its code. */
export type Draft = {
  readonly kind: string;
  readonly prefix: string;
  readonly name: Words;
  readonly at: XY;
  /** 综合网格; undefined when it lies in several. */
  readonly gridCode: string | undefined;
  readonly manager: string;
  readonly department: DepartmentId;
  readonly capacity?: number | undefined;
  /** Its outline: one ring or several. */
  readonly rings: readonly Ring[];
  readonly address: string;
};

/** Parks, schools, hospitals and the like; blocks of one use and one name are one asset. */
export const blockAssets = (detail: StreetDetail, buildings: readonly Building[]): readonly Draft[] => {
  const addresses = new Map(
    buildings.map(({ blockId, address }) => [blockId, address]).reverse() as [number, string][],
  );
  const things = Map.groupBy(
    detail.blocks.filter(({ use }) => assetUses[use] !== undefined),
    ({ use, name, id }) => `${use}/${name?.['zh-Hans'] ?? id}`,
  );
  return [...things.values()].flatMap((blocks) => draftOf(detail, blocks, addresses));
};

const draftOf = (
  { street }: StreetDetail,
  blocks: readonly Block[],
  addresses: ReadonlyMap<number, string>,
): readonly Draft[] => {
  const [first] = blocks;
  const spec = first === undefined ? undefined : assetUses[first.use];
  if (first === undefined || spec === undefined) return [];
  const rings = blocks.map(groundOf);
  const areaM2 = rings.reduce((sum, ring) => sum + areaOf(ring), 0);
  const name = nameOf(first, street.name);
  const gridCodes = new Set(blocks.map(({ serviceGridCode }) => serviceGridCode));
  const [address] = blocks.flatMap(({ id }) => addresses.get(id) ?? []);
  const { kind, prefix, department, manager, m2PerHead, most = Number.POSITIVE_INFINITY } = spec;
  return [
    {
      kind,
      prefix,
      name,
      at: placeIn(rings),
      gridCode: gridCodes.size === 1 ? first.serviceGridCode : undefined,
      manager: `${name['zh-Hans']}${manager}`,
      department,
      ...(m2PerHead === undefined ? {} : { capacity: 10 * Math.round(Math.min(most, areaM2 / m2PerHead) / 10) }),
      rings,
      address: address?.replace(/\d+栋$/, '') ?? name['zh-Hans'],
    },
  ];
};

/** The middle of the largest piece, or a corner of it when it is bent around its middle. */
const placeIn = (rings: readonly Ring[]): XY => {
  const [largest = []] = rings.toSorted((a, b) => areaOf(b) - areaOf(a));
  const middle = middleOf(largest);
  return isInside(largest, middle) ? middle : (largest[0] ?? middle);
};

/** A street's office is named after its street; what has no name, too. */
const nameOf = ({ use, name }: Block, street: Words): Words => {
  if (use === 'government') return named(street, words('办事处', '辦事處', 'Office'));
  return name ?? named(street, plain[use] ?? words('', '', ''));
};

const named = (a: Words, b: Words): Words =>
  words(`${a['zh-Hans']}${b['zh-Hans']}`, `${a['zh-Hant']}${b['zh-Hant']}`, `${a.en} ${b.en}`);

const plain: Readonly<Partial<Record<Block['use'], Words>>> = {
  park: words('绿地', '綠地', 'Green'),
  square: words('广场', '廣場', 'Square'),
  beach: words('海滩', '海灘', 'Beach'),
  university: words('校区', '校區', 'Campus'),
};
