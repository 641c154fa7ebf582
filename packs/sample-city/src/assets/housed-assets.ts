import { chanceAt } from '../chance.ts';
import type { BlockUse, Building, CityPlan, StreetDetail } from '../city/types.ts';
import { words } from '../names.ts';
import type { DepartmentId } from '../people/departments.ts';
import type { Draft } from './block-assets.ts';

type Housed = {
  readonly kind: string;
  readonly prefix: string;
  readonly name: readonly [hans: string, hant: string, en: string];
  readonly uses: readonly BlockUse[];
  readonly department: DepartmentId;
  /** One in so many communities, at least one in a street. */
  readonly communities: number;
  readonly capacity?: number;
};

const housed: readonly Housed[] = [
  {
    kind: 'emergency-store',
    prefix: 'WZ',
    name: ['应急物资仓库', '應急物資倉庫', 'Emergency Store'],
    uses: ['store', 'industrial', 'government'],
    department: 'emergency',
    communities: 12,
    capacity: 2_000,
  },
  {
    kind: 'fire-station',
    prefix: 'XF',
    name: ['消防救援站', '消防局', 'Fire Station'],
    uses: ['commercial', 'office', 'industrial', 'village'],
    department: 'emergency',
    communities: 12,
    capacity: 40,
  },
  {
    kind: 'police-post',
    prefix: 'PC',
    name: ['派出所', '警署', 'Police Post'],
    uses: ['commercial', 'residential', 'village'],
    department: 'police',
    communities: 5,
  },
];

/** Stores, fire stations and police posts, each in a house of the street. */
export const housedAssets = (
  plan: CityPlan,
  { street, blocks, communities }: StreetDetail,
  buildings: readonly Building[],
): readonly Draft[] => {
  const gridOf = new Map(blocks.map(({ id, serviceGridCode }) => [id, serviceGridCode]));
  const bare = (text: string): string => text.replace(/街道$/, '');
  return housed.flatMap(({ kind, prefix, name, uses, department, communities: each, capacity }, turn) => {
    const count = Math.max(1, Math.round(communities.length / each));
    const order = (use: BlockUse): number => uses.indexOf(use);
    const fit = buildings
      // A house of a few floors with a front to the road, not a hall and not a shed.
      .filter(({ use, levels, heightM }) => uses.includes(use) && levels <= 7 && heightM < 30)
      .map((building, index) => ({ building, lot: chanceAt(plan.seed + 300 + turn, building.blockId | 0, index) }))
      .sort((a, b) => order(a.building.use) - order(b.building.use) || a.lot - b.lot);
    return fit.slice(0, count).map(({ building }, index): Draft => {
      const suffix = count === 1 ? '' : ['一', '二', '三', '四', '五'][index % 5];
      const title = words(
        `${bare(street.name['zh-Hans'])}${suffix === '' ? '' : `第${suffix}`}${name[0]}`,
        `${bare(street.name['zh-Hant'])}${suffix === '' ? '' : `第${suffix}`}${name[1]}`,
        `${street.name.en.replace(/ Street$/, '')} ${name[2]}${count === 1 ? '' : ` ${index + 1}`}`,
      );
      return {
        kind,
        prefix,
        name: title,
        at: building.middle,
        gridCode: gridOf.get(building.blockId),
        manager: title['zh-Hans'],
        department,
        ...(capacity === undefined ? {} : { capacity }),
        rings: [building.ring],
        address: building.address,
      };
    });
  });
};
