import type { JurisdictionOrder } from '@liandong/kit';
import { cityCode, cityName, districtPlans } from '../names.ts';
import type { Layout } from './layout.ts';
import type { Line } from './mesh.ts';
import { toPositions } from './plane.ts';

const polygon = (ring: Line | undefined) =>
  ring === undefined ? undefined : { type: 'Polygon', coordinates: [toPositions(ring)] };

/** One city, three districts, nine streets that tile it: neighbours share their edges point by point. */
export const sampleJurisdictions = (layout: Layout): readonly JurisdictionOrder[] => [
  { code: cityCode, tier: 'city', name: cityName, geometry: polygon(layout.city) },
  ...districtPlans.flatMap((district): readonly JurisdictionOrder[] => [
    {
      code: district.code,
      parentCode: cityCode,
      tier: 'district',
      name: district.name,
      geometry: polygon(layout.districts.find(({ code }) => code === district.code)?.ring),
    },
    ...district.streets.map((street) => ({
      code: street.code,
      parentCode: district.code,
      tier: 'street',
      name: street.name,
      geometry: polygon(layout.streets.find(({ code }) => code === street.code)?.ring),
    })),
  ]),
];
