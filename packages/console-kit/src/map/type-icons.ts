import type { ExpressionSpecification } from 'maplibre-gl';
import { kind } from './expressions.ts';

// Own line drawings on a field of 24 × 24, drawn with one pen: 1.8 wide, round ends, nothing filled.
const wave = (y: number): string => `M3 ${y}c2-2 4-2 6 0s4 2 6 0 4-2 6 0`;

const terminalGlyphs = {
  sensor:
    'M12 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2ZM8 8a5.6 5.6 0 0 0 0 8M16 8a5.6 5.6 0 0 1 0 8M5.2 5.2a9.6 9.6 0 0 0 0 13.6M18.8 5.2a9.6 9.6 0 0 1 0 13.6',
  rain: 'M7.5 13.5a4 4 0 0 1 .3-8 5 5 0 0 1 9.4 1.2 3.5 3.5 0 0 1-.4 6.8ZM9 17l-1.2 3M13 17l-1.2 3M17 17l-1.2 3',
  ponding: `${wave(15)}${wave(20)}M12 3v8M9 8l3 3 3-3`,
  river: `${wave(7)}${wave(12.5)}${wave(18)}`,
  tide: `${wave(17)}M3 21h18M12 12V3.5M9 6.5l3-3 3 3`,
  weather:
    'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  air: 'M3 9h11a2.8 2.8 0 1 0-2.8-2.8M3 13h15a2.8 2.8 0 1 1-2.8 2.8M3 17h7',
  noise: 'M4 9.5v5h3l5 4v-13l-5 4ZM15.5 9a4.2 4.2 0 0 1 0 6M18.2 6.3a8 8 0 0 1 0 11.4',
  pressure: 'M4.5 18a9 9 0 1 1 15 0M12 13.5l3.8-4.2M4.5 18h3M16.5 18h3',
  flow: 'M3 7h18M3 17h18M6 12h11M14 9l3 3-3 3',
  quality: 'M9.5 3h5M10.5 3v6.2l-4.8 8.4A2.2 2.2 0 0 0 7.6 21h8.8a2.2 2.2 0 0 0 1.9-3.4l-4.8-8.4V3M8.2 15h7.6',
  meter: 'M5 3.5h14v17H5ZM8 7h8v4.5H8ZM8.5 16h1M11.5 16h1M14.5 16h1',
  manhole: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 9h8M6.8 12h10.4M8 15h8',
  lamp: 'M7 21V8a4 4 0 0 1 4-4h2M13 3.5h6.5l-1.2 3.5h-4.1ZM4.5 21h5',
  pole: 'M12 21V3.5M7.5 7h9M9 21h6M9.2 11.5h5.6V15H9.2',
  parking: 'M8.5 20V4h5a4.6 4.6 0 0 1 0 9.2h-5',
  camera: 'M3.5 8h11.5v8H3.5ZM15 11.2l5.5-3v7.6l-5.5-3Z',
  counter:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 19.5c0-3.6 2.5-5.5 6-5.5s6 1.9 6 5.5M15.8 5.4a2.8 2.8 0 0 1 0 5.4M17.6 14.2c2.2.7 3.4 2.5 3.4 5.3',
  vehicle: 'M3.5 16.5v-4.3L6 6.5h12l2.5 5.7v4.3ZM3.5 12h17M7 16.5V19M17 16.5V19',
  pump: 'M11 6.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM11 12.5l3.4-2.6M11 12.5l-3.8-1.4M11 12.5l.6 3.9M16 9.5V5h5M2.5 21h17',
  charger: 'M5 20V4.5h8.5V20M3.5 20h11.5M9.8 8l-2.3 4h3.4l-2.2 4M13.5 11H16v6a1.6 1.6 0 0 0 3.2 0V9.2L16.6 6.6',
  bin: 'M4.5 7h15M9 7V4h6v3M6.8 7l.9 13.5h8.6L17.2 7M10.4 11v5.5M13.6 11v5.5',
  tilt: 'M3.5 20h17M3.5 20 17 6.5M12.5 20a9 9 0 0 0-2.7-6.4',
  gas: 'M12 3c1 3.6 5.6 5.6 5.6 11a5.6 5.6 0 0 1-11.2 0c0-2.8 1.5-4 2.1-6 1.3.8 1.9 2 2 3.2C11.7 9.2 12.4 6.4 12 3Z',
} as const;

const assetGlyphs = {
  park: 'M12 21v-7M12 17a6 6 0 0 1-3.6-10.8 3.8 3.8 0 0 1 7.2 0A6 6 0 0 1 12 17ZM8.5 21h7',
  school: 'M2.5 9.2 12 5l9.5 4.2L12 13.4ZM6.5 11.4v4.8c3 2.4 8 2.4 11 0v-4.8M21.5 9.2v5',
  hospital: 'M9.4 4h5.2v5.4H20v5.2h-5.4V20H9.4v-5.4H4V9.4h5.4Z',
  shelter: 'M2.8 11.4 12 4l9.2 7.4M5.8 10v10.2M18.2 10v10.2M12 10v8.4M8.8 15.4l3.2 3 3.2-3',
  store: 'M3 20V9l9-5 9 5v11M7 20v-8h10v8M7 16h10',
  office: 'M5 21V4h9v17M14 9.5h5V21M3 21h18M8 8h3M8 12h3M8 16h3',
  fire: 'M3.5 17.5h17M5.8 17.5v-3.2a6.2 6.2 0 0 1 12.4 0v3.2M12 8V4.6M9.5 12.6h5',
  police: 'M12 3l7.2 2.8v5.4c0 5-3 8-7.2 9.8-4.2-1.8-7.2-4.8-7.2-9.8V5.8ZM9 11.6l2.3 2.3 3.9-4.2',
  station: 'M6 4h12v12.5H6ZM6 10.8h12M9 13.7h.6M14.4 13.7h.6M8.5 20.5l1.3-4M15.5 20.5l-1.3-4',
  waterworks: 'M12 3c3.6 4.6 6.2 7.6 6.2 10.8a6.2 6.2 0 0 1-12.4 0C5.8 10.6 8.4 7.6 12 3ZM9 14a3 3 0 0 0 3 3',
  peak: 'M3 19.5 12 5l9 14.5Z',
  place: 'M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
} as const;

const glyphs: Readonly<Record<string, string>> = { ...terminalGlyphs, ...assetGlyphs };

/** The drawing of a type of terminal or a kind of asset, on a field of 24 × 24; a plain sensor for a name not known. */
export const glyphPath = (icon: string): string => glyphs[icon] ?? terminalGlyphs.sensor;

/** The small picture beside the name of a place of the basemap, by its kind in the Protomaps schema. */
export const poiIcon: ExpressionSpecification = [
  'match',
  kind,
  ['park', 'garden', 'national_park', 'nature_reserve', 'zoo', 'playground'],
  'poi-park',
  ['school', 'university', 'college', 'kindergarten', 'library'],
  'poi-school',
  ['hospital', 'clinic', 'doctors'],
  'poi-hospital',
  ['fire_station'],
  'poi-fire',
  ['police'],
  'poi-police',
  ['station', 'railway_station', 'metro', 'subway', 'halt', 'train_station'],
  'poi-station',
  ['shelter', 'emergency_shelter', 'assembly_point'],
  'poi-shelter',
  ['townhall', 'government', 'office', 'courthouse', 'community_centre'],
  'poi-office',
  ['store', 'warehouse', 'depot'],
  'poi-store',
  ['waterworks', 'water_works', 'pumping', 'pumping_station', 'wastewater_plant'],
  'poi-waterworks',
  ['peak', 'volcano'],
  'poi-peak',
  ['parking'],
  'poi-parking',
  'poi-place',
];
