import { type RoadWay, roadClasses } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { perDegree } from './distance.ts';
import { roadFlags } from './road-graph.ts';

/** All ways in columns, as short as a million of them allow. */
export type Ways = {
  readonly count: number;
  readonly class: Uint8Array;
  readonly flags: Uint8Array;
  readonly name: Int32Array;
  /** First corner of a way; one more than ways. */
  readonly first: Uint32Array;
  /** Number of the corner in the source. */
  readonly nodeIds: Float64Array;
  readonly lon: Int32Array;
  readonly lat: Int32Array;
  readonly names: readonly Words[];
};

type Column = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** A typed column that grows. */
class Growing<T extends Column> {
  length = 0;
  private items: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.items = make(1024);
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const grown = this.make(this.length * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.length] = value;
    this.length += 1;
  }

  done(): T {
    return this.items.subarray(0, this.length) as T;
  }
}

/** Collects ways one by one. */
export const collectWays = () => {
  const classes = new Growing((length) => new Uint8Array(length));
  const flags = new Growing((length) => new Uint8Array(length));
  const name = new Growing((length) => new Int32Array(length));
  const first = new Growing((length) => new Uint32Array(length));
  const nodeIds = new Growing((length) => new Float64Array(length));
  const lon = new Growing((length) => new Int32Array(length));
  const lat = new Growing((length) => new Int32Array(length));
  const names: Words[] = [];
  const known = new Map<string, number>();

  const nameOf = (words: Words | undefined): number => {
    if (words === undefined) return -1;
    const key = `${words['zh-Hans']}\n${words['zh-Hant']}\n${words.en}`;
    const number = known.get(key) ?? names.length;
    if (number === names.length) {
      known.set(key, number);
      names.push({ 'zh-Hans': words['zh-Hans'], 'zh-Hant': words['zh-Hant'], en: words.en });
    }
    return number;
  };

  return {
    add: (way: RoadWay): void => {
      if (way.nodes.length !== way.line.length || way.nodes.length < 2)
        throw new Error(`way ${way.id} has ${way.nodes.length} node numbers for ${way.line.length} positions`);
      classes.push(roadClasses.indexOf(way.class));
      flags.push(
        roadFlags.with |
          (way.oneway ? 0 : roadFlags.against) |
          (way.tunnel ? roadFlags.tunnel : 0) |
          (way.bridge ? roadFlags.bridge : 0),
      );
      name.push(nameOf(way.name));
      first.push(nodeIds.length);
      for (let index = 0; index < way.nodes.length; index += 1) {
        const position = way.line[index];
        nodeIds.push(way.nodes[index] ?? 0);
        lon.push(Math.round((position?.[0] ?? 0) * perDegree));
        lat.push(Math.round((position?.[1] ?? 0) * perDegree));
      }
    },
    done: (): Ways => {
      first.push(nodeIds.length);
      const columns = { first: first.done(), nodeIds: nodeIds.done(), lon: lon.done(), lat: lat.done() };
      return {
        count: classes.length,
        class: classes.done(),
        flags: flags.done(),
        name: name.done(),
        names,
        ...columns,
      };
    },
  };
};
