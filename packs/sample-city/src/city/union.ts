/** Which numbers hang together. */
export type Union = {
  join(a: number, b: number): void;
  /** The same number for all that hang together. */
  root(a: number): number;
};

export const createUnion = (): Union => {
  const parents = new Map<number, number>();
  const root = (start: number): number => {
    let here = start;
    for (let next = parents.get(here); next !== undefined && next !== here; next = parents.get(here)) {
      parents.set(here, parents.get(next) ?? next);
      here = next;
    }
    return here;
  };
  return {
    root,
    join: (a, b) => {
      const [first, second] = [root(a), root(b)];
      if (first !== second) parents.set(first, second);
    },
  };
};
