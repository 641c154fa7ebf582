import { type Instant, instant, type Words } from '@liandong/words';
import type { XY } from '../../city/types.ts';
import { words } from '../../names.ts';

/** What can be ordered in the sample (`liandong sample event …`). */
export const happeningIds = ['rain', 'hills', 'burst', 'manhole', 'lamps', 'crowd'] as const;
export type HappeningId = (typeof happeningIds)[number];

export const happeningNames: Readonly<Record<HappeningId, Words>> = {
  rain: words('下穿通道突降暴雨', '行車隧道突降暴雨', 'Cloudburst over an underpass'),
  hills: words('山区强降雨', '山區強降雨', 'Heavy rain over the hills'),
  burst: words('供水主管爆管', '供水主喉爆裂', 'Burst water main'),
  manhole: words('井盖被打开', '沙井蓋被打開', 'Manhole opened'),
  lamps: words('路灯回路故障', '路燈迴路故障', 'Lamp circuit failing'),
  crowd: words('赛后散场人流', '賽後散場人流', 'Crowd after a match'),
};

/** Something out of the ordinary, at a place and for a time; the same order makes the same one again. */
export type Happening = {
  readonly id: HappeningId;
  readonly startedAt: Instant;
  readonly until: Instant;
  /** Code of the terminal where it happens. */
  readonly at: string;
  readonly place: string;
  readonly middle: XY;
  /** Street of that terminal. */
  readonly streetCode: string;
};

export const endOf = (startedAt: Instant, lastsMs: number): Instant => instant(startedAt + lastsMs);

export const distanceM = ([x1, y1]: XY, [x2, y2]: XY): number => Math.hypot(x1 - x2, y1 - y2);
