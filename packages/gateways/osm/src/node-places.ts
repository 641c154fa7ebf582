/** Where nodes lie, in 1e-7 degrees: 16 bytes for each node, found by its id. */
export type NodePlaces = {
  add(id: number, lon: number, lat: number): void;
  /** To be called once when all are there, before anybody looks for one. */
  seal(): void;
  /** @returns the number under which `lon` and `lat` know it; -1 when it is not there. Hot path. */
  find(id: number): number;
  lon(index: number): number;
  lat(index: number): number;
  readonly count: () => number;
};

const firstRoom = 1 << 16;

export const createNodePlaces = (): NodePlaces => {
  let ids = new Float64Array(firstRoom);
  let lons = new Int32Array(firstRoom);
  let lats = new Int32Array(firstRoom);
  let count = 0;
  let sorted = true;
  // Neighbours on a road were often drawn one after the other, and then have ids in a row.
  let last = -1;

  const grow = (room: number): void => {
    [ids, lons, lats] = [
      extend(ids, new Float64Array(room)),
      extend(lons, new Int32Array(room)),
      extend(lats, new Int32Array(room)),
    ];
  };

  return {
    count: () => count,
    add: (id, lon, lat) => {
      if (count === ids.length) grow(count * 2);
      if (count > 0 && id <= (ids[count - 1] ?? 0)) sorted = false;
      ids[count] = id;
      lons[count] = lon;
      lats[count] = lat;
      count += 1;
    },
    seal: () => {
      if (sorted) return;
      const order = new Uint32Array(count).map((_, index) => index).sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
      ids = reorder(ids, order, new Float64Array(count));
      lons = reorder(lons, order, new Int32Array(count));
      lats = reorder(lats, order, new Int32Array(count));
    },
    find: (id) => {
      if (last + 1 < count && ids[last + 1] === id) {
        last += 1;
        return last;
      }
      let low = 0;
      let high = count - 1;
      while (low <= high) {
        const middle = (low + high) >>> 1;
        const here = ids[middle] ?? 0;
        if (here === id) {
          last = middle;
          return middle;
        }
        if (here < id) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    },
    lon: (index) => lons[index] ?? 0,
    lat: (index) => lats[index] ?? 0,
  };
};

const extend = <Column extends Float64Array | Int32Array>(old: Column, next: Column): Column => {
  next.set(old);
  return next;
};

const reorder = <Column extends Float64Array | Int32Array>(old: Column, order: Uint32Array, next: Column): Column => {
  for (let at = 0; at < order.length; at += 1) next[at] = old[order[at] ?? 0] ?? 0;
  return next;
};
