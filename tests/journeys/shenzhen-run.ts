import { type ApiCall, type ImportView, type Jurisdiction, jurisdictionRoutes } from '@liandong/contract';
import type { Datum } from '@liandong/words';
import type { OwnCity } from '../support/own-city.ts';
import { bytesOf, type Feature, featuresOf, type Position, placeOf, type Shape } from './shenzhen-data.ts';

/** The own city's root: what the statistical list calls 深圳市. */
export const shenzhen = { root: '4403', name: '深圳市' } as const;

const areas = { within: '4403', functionalAreas: 'cn-gd-shenzhen' } as const;

const importCodes = async ({ bring }: OwnCity): Promise<readonly ImportView[]> => {
  const views: ImportView[] = [];
  for (const [name, file, tier, parentCode] of [
    ['cities.csv', 'cities', 'city', 'provinceCode'],
    ['areas.csv', 'areas', 'district', 'cityCode'],
    ['streets.csv', 'streetCodes', 'street', 'areaCode'],
  ] as const) {
    const columns = { code: 'code', name: 'name', tier: `=${tier}`, parentCode };
    views.push(
      await bring(name, bytesOf(file), { target: 'jurisdictions', datum: 'WGS-84', columns, settings: areas }),
    );
  }
  return views;
};

const joinStreets = ({ bring }: OwnCity, name: string, datum: Datum, dryRun: boolean): Promise<ImportView> =>
  bring(name, bytesOf('streets'), {
    target: 'jurisdictions',
    datum,
    dryRun,
    columns: { name: 'name', parentName: 'district', tier: '=street' },
    settings: { match: 'name', dissolve: 'true' },
  });

const importParks = ({ bring }: OwnCity, dryRun: boolean): Promise<ImportView> =>
  bring('shenzhen-parks.geojson', bytesOf('parks'), {
    target: 'assets',
    datum: 'GCJ-02',
    dryRun,
    columns: { name: 'name', kind: '=park', address: 'address', manager: 'management', phone: 'phone' },
  });

/** One park, its place in the file's datum, and what the node says of it. */
export type ParkAnswer = {
  readonly park: Feature;
  readonly place: Position;
  readonly district: Jurisdiction | undefined;
  /** Metres to the nearest ground of the city, when the place lies in none. */
  readonly outsideByM: number | undefined;
};

/** Parks whose place lies farther from the city than this are left without an answer. */
const withinM = 10_000;

const askPark = async (call: ApiCall, park: Feature): Promise<ParkAnswer> => {
  const place = placeOf(park);
  const [lon, lat] = place;
  const around = await call(jurisdictionRoutes.at, { query: { lon, lat, datum: 'GCJ-02', withinM } });
  const district = around.find(({ tier }) => tier === 'district');
  return { park, place, district, outsideByM: district?.outsideByM };
};

const askParks = async (call: ApiCall): Promise<readonly ParkAnswer[]> => {
  const answers: ParkAnswer[] = [];
  const parks = featuresOf('parks');
  const atOnce = 8;
  for (let from = 0; from < parks.length; from += atOnce) {
    answers.push(...(await Promise.all(parks.slice(from, from + atOnce).map((park) => askPark(call, park)))));
  }
  return answers;
};

/** What the journey left behind. */
export type Shenzhen = {
  readonly codes: readonly ImportView[];
  readonly dryJoin: ImportView;
  /** The same streets told as WGS-84, after they are known. */
  readonly misfit: ImportView;
  readonly join: ImportView;
  /** The same bytes under another name. */
  readonly again: ImportView;
  readonly dryParks: ImportView;
  readonly assets: ImportView;
  readonly assetsAgain: ImportView;
  readonly tree: readonly Jurisdiction[];
  readonly parks: readonly ParkAnswer[];
};

/** Builds Shenzhen in a node without data, by its import routes alone, and asks for the district of every park. */
export const runShenzhen = async (city: OwnCity, onProgress: (text: string) => void = () => undefined) => {
  const codes = await importCodes(city);
  onProgress('codes of the national list below 4403, with the functional area');
  const dryJoin = await joinStreets(city, 'shenzhen-streets.geojson', 'GCJ-02', true);
  const join = await joinStreets(city, 'shenzhen-streets.geojson', 'GCJ-02', false);
  onProgress(`${join.changed} streets with ground, joined by name`);
  const again = await joinStreets(city, '深圳街道(副本).geojson', 'GCJ-02', false);
  const misfit = await joinStreets(city, 'shenzhen-streets.geojson', 'WGS-84', true);
  const dryParks = await importParks(city, true);
  const assets = await importParks(city, false);
  const assetsAgain = await importParks(city, false);
  onProgress(`${assets.taken} parks as assets`);
  const tree = await city.call(jurisdictionRoutes.list, { query: { geometry: true } });
  const parks = await askParks(city.call);
  const done: Shenzhen = { codes, dryJoin, misfit, join, again, dryParks, assets, assetsAgain, tree, parks };
  return done;
};

/** The ground of a jurisdiction as the node gives it, in WGS-84. */
export const groundOf = ({ geometry }: Jurisdiction): Shape => {
  const isShape = typeof geometry === 'object' && geometry !== null && 'coordinates' in geometry;
  return isShape ? (geometry.coordinates as Shape) : [];
};
