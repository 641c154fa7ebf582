import type { TerminalDetails } from '@liandong/contract';
import type { Block, XY } from '../city/types.ts';
import type { Scene } from './scene.ts';

/** Where one terminal stands, and what is known of it from the place alone. */
export type Spot = {
  readonly at: XY;
  /** 综合网格 */
  readonly gridCode: string;
  /** 单元网格 */
  readonly unitGridCode: string;
  /** What people call the place, e.g. 听汐路12号. */
  readonly place: string;
  readonly carrierKind: NonNullable<TerminalDetails['carrierKind']>;
  readonly carrierCode?: string | undefined;
  /** Metres above the ground. */
  readonly heightM?: number | undefined;
  readonly view?: View | undefined;
};

/** Where a camera looks: degrees clockwise from north, degrees, metres. */
export type View = { readonly headingDeg: number; readonly fieldOfViewDeg: number; readonly rangeM: number };

export type SpotExtras = Pick<Spot, 'carrierKind' | 'carrierCode' | 'heightM' | 'view'>;

export const spotIn = (scene: Scene, block: Block, at: XY, place: string, extras: SpotExtras): Spot => ({
  at,
  gridCode: block.serviceGridCode,
  unitGridCode: scene.unitGridAt(block, at[0], at[1]),
  place,
  ...extras,
});

/** The compass direction from one place to another. */
export const headingOf = ([ax, ay]: XY, [bx, by]: XY): number =>
  Math.round((Math.atan2(bx - ax, by - ay) * 180) / Math.PI + 360) % 360;

/** What people call a block: its name, or the use of the ground. */
export const nameOfBlock = (scene: Scene, block: Block): string =>
  block.name?.['zh-Hans'] ?? `${scene.detail.street.name['zh-Hans'].replace(/街道$/, '')}${useNames[block.use]}`;

const useNames: Readonly<Record<Block['use'], string>> = {
  residential: '住宅区',
  village: '村',
  commercial: '商业区',
  office: '写字楼',
  industrial: '工业区',
  port: '码头',
  government: '办事处',
  school: '学校',
  university: '校区',
  hospital: '医院',
  park: '公园',
  square: '广场',
  sports: '体育中心',
  store: '仓库',
  waterworks: '水厂',
  pumping: '泵站',
  forest: '林区',
  farmland: '田间',
  beach: '沙滩',
};
