import { type Datum, datums, type LonLat } from '@liandong/words';

/** A place that was typed as numbers, in the datum that the text names, or else in the one that the person chose. */
export type TypedPlace = LonLat & { readonly datum: Datum };

const datumNames: readonly (readonly [RegExp, Datum])[] = [
  [/gcj-?0?2|火星|高德|腾讯|騰訊|amap/i, 'GCJ-02'],
  [/bd-?0?9|百度|baidu/i, 'BD-09'],
  [/cgcs-?2000|国家2000|國家2000|2000坐标|2000座標/i, 'CGCS2000'],
  [/wgs-?84|gps/i, 'WGS-84'],
];

/** Degrees, perhaps with minutes and seconds, and a letter for the side of the world before or behind. */
const part =
  /([NSEW北南东東西])?[纬緯经經]?\s*(-?\d{1,3}(?:\.\d+)?)\s*(?:[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″秒]|''))?)?)?\s*([NSEW])?/giu;

type Part = { readonly degrees: number; readonly side: string };

const partsOf = (text: string): readonly Part[] =>
  [...text.matchAll(part)].map(([, before = '', degrees = '', minutes = '0', seconds = '0', behind = '']) => {
    const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
    const rounded = Math.round(size * 1e7) / 1e7;
    return { degrees: degrees.startsWith('-') ? -rounded : rounded, side: (before || behind).toUpperCase() };
  });

const isLatSide = (side: string): boolean => /[NS北南]/.test(side);
const isLonSide = (side: string): boolean => /[EW东東西]/.test(side);
const signed = ({ degrees, side }: Part): number => (/[SW南西]/.test(side) ? -Math.abs(degrees) : degrees);

const fits = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** Both orders are in use: the one that cannot be read otherwise, or both. */
const orders = (a: Part, b: Part): readonly LonLat[] => {
  const [first, second] = [signed(a), signed(b)];
  const lonFirst = { lon: first, lat: second };
  const latFirst = { lon: second, lat: first };
  if (isLonSide(a.side) || isLatSide(b.side)) return fits(first, second) ? [lonFirst] : [];
  if (isLatSide(a.side) || isLonSide(b.side)) return fits(second, first) ? [latFirst] : [];
  return [lonFirst, latFirst].filter(({ lon, lat }) => fits(lon, lat));
};

/**
 * Reads `114.0579, 22.5431`, `22.5431N 114.0579E`, `北纬22°32′35″ 东经114°3′28″`, with `GCJ-02`, `百度` … before or
 * behind. Two numbers that may be read in both orders give two places.
 * @returns none when the text is no coordinates
 */
export const readCoordinates = (text: string, usual: Datum = 'WGS-84'): readonly TypedPlace[] => {
  const named = datumNames.find(([shape]) => shape.test(text));
  const datum = datums.find((known) => known === named?.[1]) ?? usual;
  const bare = named === undefined ? text : text.replace(new RegExp(named[0], 'gi'), ' ');
  const parts = partsOf(bare);
  const rest = bare.replaceAll(part, '').replaceAll(/[\s,，;；:：()（）[\]/坐标座標]+/g, '');
  const [a, b, ...more] = parts;
  if (a === undefined || b === undefined || more.length > 0 || rest !== '') return [];
  // A house number and a floor are two numbers too: degrees have a fraction or a sign of degrees.
  if (!/[.°度NSEW]/i.test(bare)) return [];
  return orders(a, b).map((place) => ({ ...place, datum }));
};
