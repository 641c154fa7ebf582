import { hourMs, minuteMs, secondMs } from '@liandong/words';
import type { StreetCharacter } from '../city/types.ts';
import type { DepartmentId } from '../people/departments.ts';

export const terminalKinds = [
  'ponding',
  'river',
  'tide',
  'rain',
  'weather',
  'air',
  'noise',
  'pressure',
  'flow',
  'quality',
  'pump',
  'camera',
  'counter',
  'pole',
  'charger',
  'vehicle',
  'tilt',
  'manhole',
  'lamp',
  'meter',
  'parking',
  'bin',
  'gas',
] as const;
/** What a sample terminal measures. */
export type TerminalKind = (typeof terminalKinds)[number];

/** Where more of a kind stand than elsewhere. */
export type Crowding = 'even' | 'homes' | 'roads' | 'centre' | 'hills' | 'water';

export type KindSpec = {
  /** Code of `profiles/cn-national/terminal-types.json`. */
  readonly typeCode: string;
  /** In the codes, from the Chinese name. */
  readonly prefix: string;
  readonly text: string;
  readonly everyMs: number;
  /** How many a city of 600 terminals has, and with which power of the size their number grows. */
  readonly base: number;
  readonly growth: number;
  /** Mass kinds share what the others leave. */
  readonly mass: boolean;
  readonly crowding: Crowding;
  /** The department that keeps it. */
  readonly keeper: DepartmentId;
};

const spec = (
  [typeCode, prefix, text]: readonly [string, string, string],
  everyMs: number,
  [base, growth]: readonly [number, number],
  crowding: Crowding,
  keeper: DepartmentId,
  mass = false,
): KindSpec => ({ typeCode, prefix, text, everyMs, base, growth, mass, crowding, keeper });

export const kindSpecs: Readonly<Record<TerminalKind, KindSpec>> = {
  ponding: spec(['roadPondingGauge', 'JS', '积水监测仪'], 20 * secondMs, [30, 0.42], 'roads', 'water'),
  river: spec(['riverLevelGauge', 'SW', '水位计'], 30 * secondMs, [8, 0.35], 'water', 'water'),
  tide: spec(['tideGauge', 'CW', '潮位计'], minuteMs, [2, 0.25], 'water', 'water'),
  rain: spec(['rainGauge', 'YL', '雨量计'], 30 * secondMs, [24, 0.35], 'hills', 'emergency'),
  weather: spec(['weatherStation', 'QX', '自动气象站'], minuteMs, [6, 0.4], 'even', 'emergency'),
  air: spec(['airStation', 'KQ', '空气监测站'], 5 * minuteMs, [10, 0.4], 'even', 'ecology'),
  noise: spec(['noiseMonitor', 'ZS', '噪声监测点'], minuteMs, [14, 0.6], 'centre', 'ecology'),
  pressure: spec(['pressurePoint', 'YA', '管网压力点'], 30 * secondMs, [26, 0.6], 'roads', 'water'),
  flow: spec(['flowMeter', 'LL', '管网流量计'], 30 * secondMs, [12, 0.6], 'roads', 'water'),
  quality: spec(['waterQualityPoint', 'SZ', '水质监测点'], 5 * minuteMs, [8, 0.5], 'even', 'water'),
  pump: spec(['pump', 'BZ', '水泵'], 20 * secondMs, [14, 0.45], 'even', 'water'),
  camera: spec(['camera', 'SX', '视频监控'], minuteMs, [80, 0.73], 'centre', 'traffic'),
  counter: spec(['peopleCounter', 'RL', '客流计数器'], 20 * secondMs, [18, 0.6], 'centre', 'emergency'),
  pole: spec(['smartPole', 'DG', '智慧灯杆'], minuteMs, [20, 0.85], 'centre', 'urban'),
  charger: spec(['evCharger', 'CD', '充电桩'], minuteMs, [18, 0.85], 'homes', 'urban'),
  vehicle: spec(['vehicle', 'CL', '作业车'], 10 * secondMs, [24, 0.65], 'even', 'urban'),
  tilt: spec(['tiltSensor', 'QJ', '倾斜监测仪'], 5 * minuteMs, [10, 0.65], 'even', 'housing'),
  manhole: spec(['manholeSensor', 'JG', '智能井盖'], 10 * minuteMs, [52, 0.979], 'roads', 'urban', true),
  lamp: spec(['lampController', 'LD', '路灯'], 5 * minuteMs, [60, 0.958], 'roads', 'urban', true),
  meter: spec(['waterMeter', 'SB', '水表'], hourMs, [60, 1], 'homes', 'water', true),
  parking: spec(['parkingBay', 'CB', '泊位'], 5 * minuteMs, [50, 1.01], 'homes', 'traffic', true),
  bin: spec(['wasteBin', 'LJ', '垃圾箱'], 15 * minuteMs, [28, 0.951], 'homes', 'sanitation', true),
  gas: spec(['gasDetector', 'RQ', '燃气探测器'], 5 * minuteMs, [20, 1.041], 'homes', 'housing', true),
};

type Shares = Readonly<Record<StreetCharacter, number>>;

/** Kinds by water stand where the water is, whatever the street is like. */
export const crowdingShares: Readonly<Record<Exclude<Crowding, 'water'>, Shares>> = {
  even: {
    core: 1,
    'old-town': 1,
    'new-town': 1,
    harbour: 1,
    resort: 1,
    industry: 1,
    campus: 1,
    suburb: 1,
    hills: 1,
  },
  homes: {
    core: 1.06,
    'old-town': 1.75,
    'new-town': 1.3,
    harbour: 0.4,
    resort: 0.75,
    industry: 0.5,
    campus: 0.6,
    suburb: 0.7,
    hills: 0.33,
  },
  roads: {
    core: 1.5,
    'old-town': 1.8,
    'new-town': 1.2,
    harbour: 0.9,
    resort: 1,
    industry: 1,
    campus: 0.9,
    suburb: 0.9,
    hills: 0.6,
  },
  centre: {
    core: 2.2,
    'old-town': 1.5,
    'new-town': 1.2,
    harbour: 0.7,
    resort: 1.1,
    industry: 0.5,
    campus: 0.8,
    suburb: 0.5,
    hills: 0.3,
  },
  hills: {
    core: 0.8,
    'old-town': 0.8,
    'new-town': 0.8,
    harbour: 0.8,
    resort: 0.8,
    industry: 0.9,
    campus: 1.1,
    suburb: 1.3,
    hills: 2.4,
  },
};
