import { refuse, type Words } from '@liandong/words';

/** 功能区: an area that works as a district while its parts keep codes of another one. */
export type FunctionalArea = {
  /** Made by us where there is no official one; the profile says how. */
  readonly code: string;
  readonly parentCode: string;
  readonly tier: string;
  readonly name: Words;
  readonly aliases: readonly string[];
  /** Codes of its parts. */
  readonly parts: readonly string[];
};

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bad = (where: string) => refuse('jurisdiction.malformed', { reason: `functional-areas: ${where}` });

const text = (of: Members, member: string): string => {
  const value = of[member];
  if (typeof value !== 'string' || value === '') throw bad(member);
  return value;
};

const texts = (of: Members, member: string): readonly string[] => {
  const value = of[member];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string' && one !== '')) throw bad(member);
  return value;
};

const readArea = (area: unknown): FunctionalArea => {
  if (!isObject(area) || !isObject(area.name)) throw bad('areas');
  const { name } = area;
  return {
    code: text(area, 'code'),
    parentCode: text(area, 'parentCode'),
    tier: text(area, 'tier'),
    name: { 'zh-Hans': text(name, 'zh-Hans'), 'zh-Hant': text(name, 'zh-Hant'), en: text(name, 'en') },
    aliases: texts(area, 'aliases'),
    parts: texts(area, 'parts'),
  };
};

/** @param file parsed JSON of a profile's `functional-areas.json`; @throws Refusal `jurisdiction.malformed` */
export const parseFunctionalAreas = (file: unknown): readonly FunctionalArea[] => {
  if (!isObject(file) || !Array.isArray(file.areas)) throw bad('areas');
  return file.areas.map(readArea);
};
