/** The geodetic datums that outside data may carry; stored coordinates are always WGS-84. */
export const datums = ['WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'] as const;
export type Datum = (typeof datums)[number];

/** A place in WGS-84 degrees. */
export type LonLat = { readonly lon: number; readonly lat: number };
