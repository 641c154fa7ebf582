import type { TerminalDetails } from '@liandong/contract';
import type { TerminalKind } from './kinds.ts';
import type { Spot } from './spot.ts';

/** 登记信息 that all terminals of a kind have in common; the makers are made up and say so. */
type Make = {
  readonly maker: string;
  readonly models: readonly [string, string, string];
  readonly protocol: string;
  readonly network: string;
  readonly power: string;
  readonly accuracy?: string;
  readonly calibrated?: true;
};

const makers = {
  water: '棹霁水务仪器(示例)',
  sky: '岚曦观测(示例)',
  light: '黛灯照明(示例)',
  sight: '鹭影视讯(示例)',
  street: '筠汀市政物联(示例)',
  home: '菡屿计量(示例)',
  wheel: '舸行车联(示例)',
} as const;

const make = (
  maker: keyof typeof makers,
  models: Make['models'],
  [protocol, network, power]: readonly [string, string, string],
  rest: Pick<Make, 'accuracy' | 'calibrated'> = {},
): Make => ({ maker: makers[maker], models, protocol, network, power, ...rest });

const cell: readonly [string, string, string] = ['MQTT', 'NB-IoT', '锂电池'];
const fixed: readonly [string, string, string] = ['MQTT', '光纤', '市电'];
const radio: readonly [string, string, string] = ['HTTP', '4G', '太阳能'];
const measured = (accuracy: string) => ({ accuracy, calibrated: true }) as const;

const makes: Readonly<Record<TerminalKind, Make>> = {
  ponding: make('water', ['ZJ-JS10', 'ZJ-JS12', 'ZJ-JS20'], cell, measured('±1 cm')),
  river: make('water', ['ZJ-SW30', 'ZJ-SW31', 'ZJ-SW50'], radio, measured('±1 cm')),
  tide: make('water', ['ZJ-CW40', 'ZJ-CW41', 'ZJ-CW60'], radio, measured('±1 cm')),
  rain: make('sky', ['LX-Y1', 'LX-Y2', 'LX-Y2S'], radio, measured('±4 %')),
  weather: make('sky', ['LX-Q6', 'LX-Q7', 'LX-Q9'], radio, measured('±0.2 °C')),
  air: make('sky', ['LX-K3', 'LX-K4', 'LX-K8'], fixed, measured('±10 %')),
  noise: make('sky', ['LX-Z1', 'LX-Z2', 'LX-Z3'], radio, measured('±1 dB')),
  pressure: make('water', ['ZJ-YA5', 'ZJ-YA6', 'ZJ-YA6P'], cell, measured('0.5 级')),
  flow: make('water', ['ZJ-LL80', 'ZJ-LL90', 'ZJ-LL95'], cell, measured('1.0 级')),
  quality: make('water', ['ZJ-SZ4', 'ZJ-SZ5', 'ZJ-SZ8'], fixed, measured('±2 %')),
  pump: make('water', ['ZJ-BZ200', 'ZJ-BZ350', 'ZJ-BZ500'], fixed),
  camera: make('sight', ['LY-C400', 'LY-C600', 'LY-C820'], ['GB/T 28181', '光纤', '市电']),
  counter: make('sight', ['LY-R2', 'LY-R3', 'LY-R5'], fixed, measured('±3 %')),
  pole: make('light', ['DD-G1', 'DD-G2', 'DD-G3'], fixed),
  charger: make('street', ['YT-CD7', 'YT-CD60', 'YT-CD120'], ['MQTT', '4G', '市电']),
  vehicle: make('wheel', ['GX-V1', 'GX-V2', 'GX-V2B'], ['JT/T 808', '4G', '车载电源']),
  tilt: make('street', ['YT-QJ1', 'YT-QJ2', 'YT-QJ4'], cell, measured('±0.05°')),
  manhole: make('street', ['YT-JG1', 'YT-JG3', 'YT-JG5'], cell, { accuracy: '±1°' }),
  lamp: make('light', ['DD-L10', 'DD-L20', 'DD-L21'], ['MQTT', 'PLC', '市电']),
  meter: make('home', ['HY-S15', 'HY-S20', 'HY-S25'], ['CoAP', 'NB-IoT', '锂电池'], measured('2 级')),
  parking: make('street', ['YT-CB1', 'YT-CB2', 'YT-CB2M'], cell),
  bin: make('street', ['YT-LJ1', 'YT-LJ2', 'YT-LJ2T'], cell),
  gas: make('home', ['HY-R1', 'HY-R2', 'HY-R2V'], ['CoAP', 'NB-IoT', '市电'], measured('±5 %LEL')),
};

const firmwares = ['1.4.2', '1.6.0', '2.0.3', '2.1.0', '2.1.7'] as const;

/** Days on which sample terminals were put up, first to last; warranties end three years later. */
const firstYear = 2018;
const years = 8;
const pad = (number: number): string => (number < 10 ? `0${number}` : String(number));

const dayOf = (lot: number, yearsLater: number): string => {
  const month = 1 + ((lot >>> 3) % 12);
  return `${firstYear + (lot % years) + yearsLater}-${pad(month)}-${pad(1 + ((lot >>> 7) % 28))}`;
};

/**
 * What a registration of the sample holds (IOT-01), from the place and a whole random number.
 * Hot path: one object a terminal, texts shared where they can be.
 */
export const detailsOf = (
  kind: TerminalKind,
  spot: Spot,
  {
    lot,
    code,
    maintainer,
    everyMs,
  }: { readonly lot: number; readonly code: string; readonly maintainer: string; readonly everyMs: number },
): TerminalDetails => {
  const { maker, models, protocol, network, power, accuracy, calibrated } = makes[kind];
  const details: TerminalDetails = {
    maker,
    model: models[lot % 3] ?? models[0],
    firmware: firmwares[(lot >>> 5) % firmwares.length] ?? firmwares[0],
    serial: `S${firstYear + (lot % years)}${code.slice(3)}`,
    carrierKind: spot.carrierKind,
    carrierCode: spot.carrierCode ?? `${carrierPrefix[spot.carrierKind]}-${code.slice(3)}`,
    unitGridCode: spot.unitGridCode,
    maintainer,
    protocol,
    network,
    power,
    installedOn: dayOf(lot, 0),
    warrantyUntil: dayOf(lot, 3),
    samplePeriodS: everyMs / 1000,
    reportPeriodS: everyMs / 1000,
    dataGrade: kind === 'camera' ? 'important' : 'general',
  };
  if (spot.heightM !== undefined) details.heightM = spot.heightM;
  if (accuracy !== undefined) details.accuracy = accuracy;
  if (calibrated) details.calibratedOn = dayOf(lot, 1);
  if (spot.view !== undefined) Object.assign(details, spot.view);
  return details;
};

const carrierPrefix: Readonly<Record<Spot['carrierKind'], string>> = {
  pole: 'G',
  manhole: 'J',
  building: 'L',
  pipe: 'Y',
  underpass: 'X',
  vehicle: 'C',
  ground: 'D',
  water: 'S',
};
