import { bboxOf, dissolve } from '../geometry/index.ts';
import type { Ground, JurisdictionRecord } from '../tree.ts';

export type Outlines = {
  /** Records whose derived ground is another one now. */
  readonly changed: readonly JurisdictionRecord[];
  /** Codes whose children's borders do not meet, so that they have no outline. */
  readonly without: readonly string[];
};

/**
 * Makes the outlines of some codes and what lies above them from their children's grounds, from below upwards. What somebody
 * drew stays; what was derived once is always kept in step.
 * @param all also give an outline to those that have none
 */
export const deriveOutlines = (
  records: ReadonlyMap<string, JurisdictionRecord>,
  touched: Iterable<string>,
  all: boolean,
): Outlines => {
  // A code list has no ground at all: nothing to follow, nothing to sort.
  if (!all && !records.values().some(({ ground }) => ground?.derived === true)) return { changed: [], without: [] };
  const next = new Map(records);
  const children = Map.groupBy(records.values(), ({ parentCode }) => parentCode);
  const changed: JurisdictionRecord[] = [];
  const without: string[] = [];
  for (const record of ancestorsOf(records, touched)) {
    const { ground } = record;
    if (ground === undefined ? !all : !ground.derived) continue;
    // In one order, so that the same parts give the same corners in the same order.
    const codes = (children.get(record.code) ?? []).map(({ code }) => code).sort();
    const grounds = codes.flatMap((code) => next.get(code)?.ground ?? []);
    const derived = unionOf(grounds);
    if (derived === undefined && grounds.length > 0) without.push(record.code);
    if (sameShape(ground, derived)) continue;
    const redrawn = { ...record, ground: derived };
    next.set(record.code, redrawn);
    changed.push(redrawn);
  }
  return { changed, without };
};

const unionOf = (grounds: readonly Ground[]): Ground | undefined => {
  const [first] = grounds;
  if (first === undefined) return undefined;
  const shape = dissolve(grounds.map((ground) => ground.shape));
  return shape === undefined
    ? undefined
    : { shape, bbox: bboxOf(shape), sourceDatum: first.sourceDatum, derived: true };
};

const sameShape = (one: Ground | undefined, other: Ground | undefined): boolean =>
  JSON.stringify(one?.shape) === JSON.stringify(other?.shape);

/** These codes and what lies above them, the lowest first, so that each finds its children as they will be. */
const ancestorsOf = (
  records: ReadonlyMap<string, JurisdictionRecord>,
  touched: Iterable<string>,
): readonly JurisdictionRecord[] => {
  const found = new Map<JurisdictionRecord, number>();
  for (const code of touched) {
    const above: JurisdictionRecord[] = [];
    let one = records.get(code);
    while (one !== undefined && !found.has(one)) {
      above.push(one);
      one = records.get(one.parentCode ?? '');
    }
    let depth = one === undefined ? 0 : (found.get(one) ?? 0);
    for (const record of above.reverse()) {
      depth += 1;
      found.set(record, depth);
    }
  }
  return [...found].sort(([, a], [, b]) => b - a).map(([record]) => record);
};
