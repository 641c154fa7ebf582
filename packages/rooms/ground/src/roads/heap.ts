/** A binary heap of numbers by a key: the smallest key comes out first. Typed arrays, kept between uses. */
export class Heap {
  length = 0;
  private keys = new Float64Array(1024);
  private items = new Uint32Array(1024);

  push(item: number, key: number): void {
    if (this.length === this.items.length) this.grow();
    const { keys, items } = this;
    let at = this.length;
    this.length += 1;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      const other = keys[above] ?? 0;
      if (other <= key) break;
      keys[at] = other;
      items[at] = items[above] ?? 0;
      at = above;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Smallest key; Infinity when empty. */
  get leastKey(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : (this.keys[0] ?? 0);
  }

  /** Takes the item with the smallest key; the heap must not be empty. */
  pop(): number {
    const { keys, items } = this;
    const least = items[0] ?? 0;
    this.length -= 1;
    const key = keys[this.length] ?? 0;
    const item = items[this.length] ?? 0;
    let at = 0;
    for (let below = 1; below < this.length; below = 2 * at + 1) {
      if (below + 1 < this.length && (keys[below + 1] ?? 0) < (keys[below] ?? 0)) below += 1;
      const other = keys[below] ?? 0;
      if (other >= key) break;
      keys[at] = other;
      items[at] = items[below] ?? 0;
      at = below;
    }
    keys[at] = key;
    items[at] = item;
    return least;
  }

  private grow(): void {
    const keys = new Float64Array(this.length * 2);
    const items = new Uint32Array(this.length * 2);
    keys.set(this.keys);
    items.set(this.items);
    this.keys = keys;
    this.items = items;
  }
}
