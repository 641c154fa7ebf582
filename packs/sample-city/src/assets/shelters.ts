import { areaOf } from '../city/plane.ts';
import type { StreetDetail } from '../city/types.ts';
import { words } from '../names.ts';
import type { Draft } from './block-assets.ts';

/** Share of a street's people that its shelters must take, and the ground that one of them needs. */
const shareToShelter = 0.2;
const m2PerPerson = 2;

/** 应急避难场所: schools and sports grounds open as shelters, each for its part of the street's people. */
export const withShelters = ({ communities }: StreetDetail, drafts: readonly Draft[]): readonly Draft[] => {
  const hosts = drafts.filter(({ kind }) => kind === 'school' || kind === 'sports');
  const people = communities.reduce((sum, { population }) => sum + population, 0);
  const areas = hosts.map(({ rings }) => rings.reduce((sum, ring) => sum + areaOf(ring), 0));
  const whole = areas.reduce((sum, areaM2) => sum + areaM2, 0) || 1;
  const shelters = hosts.map((host, index): Draft => {
    const areaM2 = areas[index] ?? 0;
    const wanted = (people * shareToShelter * areaM2) / whole;
    return {
      ...host,
      kind: 'shelter',
      prefix: 'BN',
      name: words(
        `${host.name['zh-Hans']}应急避难场所`,
        `${host.name['zh-Hant']}應急避難場所`,
        `${host.name.en} Emergency Shelter`,
      ),
      department: 'emergency',
      capacity: Math.max(10, 10 * Math.floor(Math.min(wanted, areaM2 / m2PerPerson) / 10)),
    };
  });
  return [...drafts, ...shelters];
};
