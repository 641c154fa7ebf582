import type { Words } from '@liandong/words';
import { words } from '../names.ts';

export const crewKinds = ['road', 'drain', 'clean'] as const;
export type CrewKind = (typeof crewKinds)[number];

/** 班组: the crews of every street, named after it. */
export const crews: Readonly<Record<CrewKind, Words>> = {
  road: words('市政养护班', '市政養護班', 'Road Crew'),
  drain: words('排水抢险班', '排水搶險班', 'Drainage Crew'),
  clean: words('环卫清扫班', '環衞清掃班', 'Cleaning Crew'),
};

export const crewKey = (streetCode: string, kind: CrewKind): string => `xilan/${streetCode}/crew-${kind}`;

/** Key of the crew of a street that drives a vehicle, by the vehicle's number. */
export const crewKeyOf = (streetCode: string, number: number): string =>
  crewKey(streetCode, crewKinds[number % crewKinds.length] ?? 'road');
