import { districtPlans, nodeStreetCode } from '../names.ts';
import { columns, createMesh, type Line, type Point, rows } from './mesh.ts';
import { middleOf, smooth } from './plane.ts';

export type StreetGround = {
  readonly code: string;
  readonly districtCode: string;
  readonly ring: Line;
  readonly middle: Point;
};

/** Where everything of the sample lies, in km. */
export type Layout = {
  readonly seed: number;
  readonly city: Line;
  readonly districts: readonly { readonly code: string; readonly ring: Line }[];
  readonly streets: readonly StreetGround[];
  /** From the hills down to the sea. */
  readonly river: Line;
  /** From west to east. */
  readonly coast: Line;
  readonly railway: Line;
  /** Main roads. */
  readonly arterials: readonly Line[];
  /** Where a main road dives under the railway, in the street that has a node. */
  readonly underpass: Point;
};

export const layOut = (seed: number): Layout => {
  const mesh = createMesh(seed);
  const districts = districtPlans.map((plan) => ({
    code: plan.code,
    ring: mesh.outline(plan.streets.map(({ cell }) => cell)),
  }));
  const streets = districtPlans.flatMap((plan) =>
    plan.streets.map(({ code, cell }) => {
      const ring = mesh.outline([cell]);
      return { code, districtCode: plan.code, ring, middle: middleOf(ring) };
    }),
  );
  const all = districtPlans.flatMap((plan) => plan.streets.map(({ cell }) => cell));
  const river = [...range(rows)].flatMap((step) =>
    mesh.edge([1, rows - step], [1, rows - step - 1]).slice(step === 0 ? 0 : 1),
  );
  const coast = [...range(columns)].flatMap((step) => mesh.edge([step, 0], [step + 1, 0]).slice(step === 0 ? 0 : 1));
  const underpass = streets.find(({ code }) => code === nodeStreetCode)?.middle ?? [0, 0];
  return {
    seed,
    city: mesh.outline(all),
    districts,
    streets,
    river,
    coast,
    railway: smooth([
      [-22, 19],
      [-6, 16.4],
      [2, 15.2],
      [8.5, 13.6],
      underpass,
      [18.2, 9.2],
      [23.5, 9.6],
      [34, 12.4],
      [50, 13],
    ]),
    arterials: arterials(streets, underpass),
    underpass,
  };
};

const range = (count: number): Iterable<number> => Array.from({ length: count }, (_, index) => index);

/** Main roads join the middles of neighbouring streets, and run on to the next city at both ends. */
const arterials = (streets: readonly StreetGround[], underpass: Point): readonly Line[] => {
  const middle = (code: string): Point => streets.find((street) => street.code === code)?.middle ?? underpass;
  const [m11, m10, m20] = ['990102001', '990102002', '990102003'].map(middle);
  const [m00, m01, m02] = ['990103001', '990103002', '990103003'].map(middle);
  const [m12, m22, m21] = ['990104001', '990104002', '990104003'].map(middle);
  const lines: readonly (readonly (Point | undefined)[])[] = [
    [[-22, 4], [-6, 5.6], m00, m10, m20, [34, 6.8], [50, 9]],
    [[-22, 12], [-6, 11], m01, m11, m21, [34, 10.2], [50, 12]],
    [[-22, 20], [-6, 18.4], m02, m12, m22, [34, 17.6], [50, 19]],
    [m00, m01, m02, [4, 30], [3, 44]],
    [m10, m11, m12, [14.2, 30], [15, 44]],
    [m20, m21, m22, [23.5, 30], [24, 44]],
  ];
  return lines.map((line) => smooth(line.filter((point) => point !== undefined)));
};
