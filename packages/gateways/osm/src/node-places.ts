/** Where nodes lie, in 1e-7 degrees: about 24 bytes for each node, found by its id. */
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
const twoTo32 = 2 ** 32;

/** Spreads ids, which come in rows, over all 32 bits (Knuth, The Art of Computer Programming 3, §6.4). */
const spread = (id: number): number => Math.imul((id | 0) ^ ((id / twoTo32) | 0), 0x9e3779b1) >>> 0;

export const createNodePlaces = (): NodePlaces => {
  let ids = new Float64Array(firstRoom);
  let lons = new Int32Array(firstRoom);
  let lats = new Int32Array(firstRoom);
  let count = 0;
  // Open addressing: a slot holds the number of a node plus one, 0 when it is free.
  let slots = new Int32Array(2);
  let shift = 31;
  // Neighbours on a road were often drawn one after the other, and then have ids in a row.
  let last = -1;

  const grow = (room: number): void => {
    ids = extend(ids, new Float64Array(room));
    lons = extend(lons, new Int32Array(room));
    lats = extend(lats, new Int32Array(room));
  };

  return {
    count: () => count,
    add: (id, lon, lat) => {
      if (count === ids.length) grow(count * 2);
      ids[count] = id;
      lons[count] = lon;
      lats[count] = lat;
      count += 1;
    },
    seal: () => {
      const bits = Math.min(31, Math.max(1, Math.ceil(Math.log2(count * 1.5))));
      slots = new Int32Array(2 ** bits);
      shift = 32 - bits;
      for (let index = 0; index < count; index += 1) {
        let slot = spread(ids[index] ?? 0) >>> shift;
        while ((slots[slot] ?? 0) !== 0) slot = slot + 1 === slots.length ? 0 : slot + 1;
        slots[slot] = index + 1;
      }
    },
    find: (id) => {
      if (last + 1 < count && ids[last + 1] === id) {
        last += 1;
        return last;
      }
      let slot = spread(id) >>> shift;
      for (let index = (slots[slot] ?? 0) - 1; index >= 0; index = (slots[slot] ?? 0) - 1) {
        if (ids[index] === id) {
          last = index;
          return index;
        }
        slot = slot + 1 === slots.length ? 0 : slot + 1;
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
