import type { ReactNode } from 'react';

const paths = {
  desk: 'M3 5.5l4.7-2 4.6 2 4.7-2v11l-4.7 2-4.6-2-4.7 2zM7.7 3.5v11M12.3 5.5v11',
  alerts: 'M10 2.8 18 16.5H2zM10 8v4M10 14.2v.3',
  terminals: 'M10 11.5v5.5M6.5 17h7M7.2 10.8a4 4 0 1 1 5.6 0M4.7 13a7.3 7.3 0 1 1 10.6 0',
  rules: 'M3 5h14M3 10h14M3 15h14M7 3.2v3.6M13 8.2v3.6M9 13.2v3.6',
  links: 'M8 12l4-4M9 5.5l1.5-1.5a3.8 3.8 0 0 1 5.5 5.5L14.5 11M11 14.5 9.5 16A3.8 3.8 0 0 1 4 10.5L5.5 9',
  ingest: 'M10 3v9M6.5 8.8 10 12.3l3.5-3.5M3 13.5V17h14v-3.5',
  people:
    'M7.5 9a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.5 16.5c0-3 2.2-5 5-5s5 2 5 5M13 9.2a2.4 2.4 0 1 0-.8-4.6M14 11.8c2 .3 3.5 2 3.5 4.2',
  audit: 'M5 2.8h7l3 3v11.4H5zM12 2.8v3h3M7.5 10l1.8 1.8L12.8 8.3M7.5 14.5h5',
  sun: 'M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM10 2.5v1.5M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1',
  moon: 'M16 12.2A6.8 6.8 0 0 1 7.8 4a6.8 6.8 0 1 0 8.2 8.2z',
  user: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4.5 16.5c0-3 2.5-5 5.5-5s5.5 2 5.5 5',
  plus: 'M10 4v12M4 10h12',
  expand: 'M11.5 3.5h5v5M16.5 3.5 11 9M8.5 16.5h-5v-5M3.5 16.5 9 11',
  close: 'M5 5l10 10M15 5 5 15',
  bookmark: 'M5.5 3h9v14L10 13.4 5.5 17z',
  layers: 'M10 3 17.5 7 10 11 2.5 7zM3.5 10.5 10 14l6.5-3.5M3.5 13.8 10 17.3l6.5-3.5',
  wall: 'M2.5 4h15v9.5h-15zM7 17h6M10 13.5V17',
  imports: 'M10 13V4M6.5 7.2 10 3.7l3.5 3.5M3 12.5V17h14v-4.5',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4',
  language:
    'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM2.5 10h15M10 2.5c2.3 2 3.3 4.6 3.3 7.5S12.3 15.5 10 17.5C7.7 15.5 6.7 12.9 6.7 10S7.7 4.5 10 2.5z',
} as const;

export type IconName = keyof typeof paths;

/** Our own thin-lined icons, 20 × 20. */
export const Icon = ({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): ReactNode => (
  <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

/** 联动: two linked rings. */
export const Mark = ({ size = 26 }: { readonly size?: number }): ReactNode => (
  <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="12" cy="16" r="7" />
    <circle cx="20" cy="16" r="7" />
  </svg>
);
