import type { BlockUse, Building } from '../city/types.ts';
import { alongRoads, atKerb, inRoad, onKerb, onPavement } from './along-roads.ts';
import { atLowPoints, byWater } from './by-water.ts';
import { camerasIn } from './cameras.ts';
import { countersIn } from './counters.ts';
import { inBlocks } from './in-blocks.ts';
import { inHouseholds, onBuildings } from './in-houses.ts';
import type { TerminalKind } from './kinds.ts';
import type { Scene } from './scene.ts';
import type { Spot, SpotExtras } from './spot.ts';

type Placing = (scene: Scene, count: number) => Generator<Spot>;

const pole = (heightM: number) => (): SpotExtras => ({ carrierKind: 'pole', heightM });
const onRoof: SpotExtras = { carrierKind: 'building', heightM: 18 };
const yards: readonly (readonly BlockUse[])[] = [['store'], ['pumping', 'government'], ['industrial']];

/** Where each kind stands in a street, as many as asked for. */
export const placing: Readonly<Record<TerminalKind, Placing>> = {
  ponding: atLowPoints,
  river: (scene, count) => byWater(scene, 'river', count),
  tide: (scene, count) => byWater(scene, 'tide', count),
  rain: (scene, count) =>
    inBlocks(scene, {
      count,
      salt: 3,
      uses: [['forest'], ['school', 'university'], ['park', 'farmland'], ['village']],
      apartM: 60,
      extras: { carrierKind: 'ground', heightM: 1.2 },
    }),
  weather: (scene, count) =>
    inBlocks(scene, { count, salt: 4, uses: [['government'], ['park'], ['school']], extras: onRoof }),
  air: (scene, count) =>
    inBlocks(scene, { count, salt: 5, uses: [['school'], ['hospital', 'government'], ['park']], extras: onRoof }),
  noise: (scene, count) => alongRoads(scene, { count, salt: 6, inM: onPavement, extras: pole(4), onlyMain: true }),
  pressure: (scene, count) =>
    alongRoads(scene, {
      count,
      salt: 7,
      inM: inRoad,
      onlyMain: true,
      extras: () => ({ carrierKind: 'pipe', heightM: -1.2 }),
    }),
  flow: (scene, count) =>
    alongRoads(scene, {
      count,
      salt: 8,
      inM: ({ setbackM }) => Math.min(3.4, 0.5 * setbackM),
      onlyMain: true,
      extras: () => ({ carrierKind: 'pipe', heightM: -1.5 }),
    }),
  quality: (scene, count) =>
    inBlocks(scene, {
      count,
      salt: 9,
      uses: [['waterworks'], ['pumping'], ['hospital', 'school']],
      apartM: 15,
      extras: { carrierKind: 'pipe', heightM: 1 },
    }),
  pump: (scene, count) =>
    inBlocks(scene, {
      count,
      salt: 10,
      uses: [['pumping'], ['waterworks']],
      apartM: 7,
      label: (nth) => `${nth}号机组`,
      extras: { carrierKind: 'building', heightM: 0 },
    }),
  camera: camerasIn,
  counter: countersIn,
  pole: (scene, count) => alongRoads(scene, { count, salt: 13, inM: onKerb, extras: pole(9), onlyMain: true }),
  charger: (scene, count) =>
    inBlocks(scene, {
      count,
      salt: 14,
      uses: [['commercial', 'residential', 'office']],
      apartM: 18,
      label: (nth) => `${nth}号充电位`,
      extras: { carrierKind: 'ground', heightM: 1.4 },
    }),
  vehicle: (scene, count) =>
    inBlocks(scene, {
      count,
      salt: 15,
      uses: yards,
      apartM: 6,
      label: (nth) => `车场${nth}号车`,
      extras: { carrierKind: 'vehicle' },
    }),
  tilt: (scene, count) => onBuildings(scene, count, 16, tiltWorth),
  manhole: (scene, count) =>
    alongRoads(scene, { count, salt: 17, inM: inRoad, extras: () => ({ carrierKind: 'manhole', heightM: 0 }) }),
  lamp: (scene, count) => alongRoads(scene, { count, salt: 18, inM: onKerb, extras: pole(10) }),
  meter: (scene, count) => inHouseholds(scene, count, 19),
  parking: (scene, count) =>
    alongRoads(scene, { count, salt: 20, inM: atKerb, extras: () => ({ carrierKind: 'ground', heightM: 0 }) }),
  bin: (scene, count) =>
    alongRoads(scene, { count, salt: 21, inM: onPavement, extras: () => ({ carrierKind: 'ground', heightM: 1 }) }),
  gas: (scene, count) => inHouseholds(scene, count, 22),
};

/** Towers and old houses on slopes. */
const tiltWorth = ({ heightM, use }: Building): number => heightM / 60 + (use === 'village' ? 1 : 0);
