import { chance } from '../chance.ts';

/** The lattice lines, of columns or of rows, that border the streets, and the lines through their middles. */
export type Lines = {
  line(index: number): number;
  middle(index: number): number;
  /** Between which borders a cell lies. */
  indexAt(cell: number): number;
  isMain(line: number): boolean;
};

/** A street is about this many cells wide and high. */
const span = 20;

/** Borders stray up to two cells from their even distance, middles too; the river and the coast (0) stay. */
export const createLines = (seed: number, name: 'column' | 'row'): Lines => {
  const stray = (of: string, index: number): number => (chance(seed, `${name}-${of}`, index) - 0.5) * 4.6;
  const line = remembered((index) => index * span + (index === 0 ? 0 : Math.round(stray('line', index))));
  const middle = remembered((index) => Math.round((line(index) + line(index + 1)) / 2 + stray('middle', index)));
  const indexAt = remembered((cell) => {
    let index = Math.floor(cell / span);
    while (line(index) > cell) index -= 1;
    while (line(index + 1) <= cell) index += 1;
    return index;
  });
  return { line, middle, indexAt, isMain: (at) => line(indexAt(at)) === at || middle(indexAt(at)) === at };
};

/** Each whole number is worked out once. */
const remembered = (work: (index: number) => number): ((index: number) => number) => {
  const known = new Map<number, number>();
  return (index) => {
    const before = known.get(index);
    if (before !== undefined) return before;
    const value = work(index);
    known.set(index, value);
    return value;
  };
};
