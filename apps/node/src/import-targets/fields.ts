import type { ImportField } from '@liandong/contract';
import { placeHints } from '@liandong/imports';
import type { Words } from '@liandong/words';

/** One text in the three languages. */
export const words = (hans: string, hant: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** A field of a target with the headers that usually mean it. */
export const field = (
  key: string,
  kind: ImportField['kind'],
  name: Words,
  hints: readonly string[] = [],
  required = false,
): ImportField => ({
  key,
  kind,
  name,
  required,
  hints: [...new Set([name['zh-Hans'], name['zh-Hant'], name.en, ...hints])],
});

/** Where a row lies: two columns, or a geometry. */
export const placeFields: readonly ImportField[] = [
  field('lon', 'number', words('经度', '經度', 'Longitude'), placeHints.lon),
  field('lat', 'number', words('纬度', '緯度', 'Latitude'), placeHints.lat),
  field('geometry', 'geometry', words('几何（GeoJSON）', '幾何（GeoJSON）', 'Geometry (GeoJSON)'), [
    'geojson',
    'geometry',
    '几何',
    '空间范围',
  ]),
];

/** A word of a list that the source says in some language. */
export type Choice<Code extends string> = { readonly code: Code; readonly said: readonly string[] };

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');

/** The code that is meant; undefined when none is. */
export const choose = <Code extends string>(choices: readonly Choice<Code>[], text: string): Code | undefined => {
  const wanted = plain(text);
  return choices.find(({ code, said }) => [code, ...said].some((one) => plain(one) === wanted))?.code;
};
