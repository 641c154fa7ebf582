import type { Words } from '@liandong/words';
import { districtPlans, functionalPlan } from '../names.ts';
import { makeName } from './name-maker.ts';
import { oldStreetAt, type Shape, type Site } from './shape.ts';

export type District = {
  readonly code: string;
  readonly name: Words;
  readonly functional: boolean;
  readonly streets: readonly { readonly code: string; readonly name: Words; readonly site: Site }[];
};

/** Streets of a district at most, beyond the old ones. */
const many = 16;

/** Groups the streets into districts: the old ones by name, the rest by where they lie. */
export const formDistricts = (shape: Shape): readonly District[] => {
  const old = [...districtPlans, functionalPlan].map((plan): District => {
    const streets = shape.sites.flatMap((site) => {
      const known = site.row < 3 ? oldStreetIn(shape, site) : undefined;
      return known?.districtCode === plan.code ? [{ code: known.code, name: known.name, site }] : [];
    });
    return {
      code: plan.code,
      name: plan.name,
      functional: plan === functionalPlan,
      streets: streets.sort((a, b) => (a.code < b.code ? -1 : 1)),
    };
  });
  let count = 0;
  const fresh = groupsOf(shape.sites.filter((site) => oldStreetIn(shape, site) === undefined)).map(
    (sites, index): District => {
      const code = `9901${String(index + 5).padStart(2, '0')}`;
      const streets = sites.map((site, order) => {
        count += 1;
        return {
          code: `${code}${String(order + 1).padStart(3, '0')}`,
          name: makeName(shape.seed, 'street', count),
          site,
        };
      });
      return { code, name: makeName(shape.seed, 'district', index), functional: false, streets };
    },
  );
  return [...old, ...fresh].filter(({ streets }) => streets.length > 0);
};

/** A city of one street is the street of the demonstration. */
const oldStreetIn = (shape: Shape, { column, row }: Site): ReturnType<typeof oldStreetAt> =>
  shape.sites.length === 1 ? oldStreetAt(0, 1) : oldStreetAt(column, row);

/** West, north and east of the old town, each halved until its parts are small enough. */
const groupsOf = (sites: readonly Site[]): readonly (readonly Site[])[] => {
  const parts = [
    sites.filter(({ column }) => column < -1),
    sites.filter(({ column }) => column >= -1 && column <= 2),
    sites.filter(({ column }) => column > 2),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part) => joinUp(halve(part)));
};

const halve = (sites: readonly Site[]): readonly (readonly Site[])[] => {
  if (sites.length <= many) return [sites];
  const extent = (key: 'column' | 'row'): number =>
    Math.max(...sites.map((site) => site[key])) - Math.min(...sites.map((site) => site[key]));
  const [key, other] = extent('column') >= extent('row') ? (['column', 'row'] as const) : (['row', 'column'] as const);
  const sorted = sites.toSorted((a, b) => a[key] - b[key] || a[other] - b[other]);
  const middle = Math.ceil(sorted.length / 2);
  return [...halve(sorted.slice(0, middle)), ...halve(sorted.slice(middle))];
};

/** Gives what a cut has separated from its own group to the group beside it. */
const joinUp = (groups: readonly (readonly Site[])[]): readonly (readonly Site[])[] => {
  const result = groups.map((group) => [...group]);
  for (const group of result) {
    const pieces = piecesOf(group).toSorted((a, b) => b.length - a.length);
    for (const piece of pieces.slice(1)) {
      const home = result.find(
        (other) => other !== group && piece.some((site) => other.some((one) => isBeside(site, one))),
      );
      if (home === undefined) continue;
      home.push(...piece);
      group.splice(0, group.length, ...group.filter((site) => !piece.includes(site)));
    }
  }
  return result.filter((group) => group.length > 0);
};

const isBeside = (a: Site, b: Site): boolean => Math.abs(a.column - b.column) + Math.abs(a.row - b.row) === 1;

const piecesOf = (sites: readonly Site[]): readonly (readonly Site[])[] => {
  const left = new Set(sites);
  const pieces: Site[][] = [];
  for (const start of sites) {
    if (!left.delete(start)) continue;
    const piece = [start];
    for (const here of piece) {
      for (const other of left) {
        if (!isBeside(here, other)) continue;
        left.delete(other);
        piece.push(other);
      }
    }
    pieces.push(piece);
  }
  return pieces;
};
