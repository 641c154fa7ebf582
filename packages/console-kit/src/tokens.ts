import type { Language } from '@liandong/words';

/** 台面皮肤: the desk skin is quiet and grey; colour is kept for what is abnormal (ISA-101). */
export type Theme = 'light' | 'dark';

const light = {
  ground: '#e9eceb',
  panel: '#f6f7f6',
  raised: '#ffffff',
  sunken: '#edf0ef',
  hover: '#eceeed',
  selected: '#e1e7e6',
  line: '#dbdfde',
  'line-strong': '#bfc6c5',
  ink: '#1b2223',
  'ink-2': '#475153',
  'ink-3': '#566163',
  accent: '#1f5a60',
  'accent-ink': '#ffffff',
  focus: '#12737c',
  'lamp-green': '#3f8a63',
  'lamp-yellow': '#b88700',
  'lamp-red': '#b3261e',
  'tint-yellow': '#f7f3e6',
  'tint-red': '#f8ecea',
  'level-1': '#1e6fd9',
  'level-2': '#f2b705',
  'level-3': '#ee7a12',
  'level-4': '#d01c2a',
  'map-ground': '#dfe4e4',
  'map-land': '#eaeeed',
  'map-land-served': '#fafbfa',
  'map-grid': '#d2d8d8',
  'map-border': '#a9b3b3',
  'map-border-quiet': '#c6cece',
  'map-label': '#566163',
  'map-dot': '#8b9799',
  'map-water': '#cbd8dc',
  'map-park': '#e2eadf',
  'map-built': '#f0f1ef',
  'map-road': '#e3e7e6',
  'map-road-main': '#d4dad9',
  'map-rail': '#c2caca',
  shadow: 'rgba(20, 30, 30, 0.10)',
} as const;

export type Token = keyof typeof light;
export type Palette = Readonly<Record<Token, string>>;

const dark: Palette = {
  ground: '#101414',
  panel: '#171c1d',
  raised: '#1e2425',
  sunken: '#131818',
  hover: '#212829',
  selected: '#293334',
  line: '#2a3132',
  'line-strong': '#455052',
  ink: '#e7eceb',
  'ink-2': '#b4bdbd',
  'ink-3': '#929d9d',
  accent: '#8fc3c6',
  'accent-ink': '#0d1516',
  focus: '#7cc4c9',
  'lamp-green': '#57a57c',
  'lamp-yellow': '#d6a827',
  'lamp-red': '#e2665d',
  'tint-yellow': '#232115',
  'tint-red': '#2a1a19',
  'level-1': '#4a93f0',
  'level-2': '#f4c430',
  'level-3': '#f58a2b',
  'level-4': '#f04450',
  'map-ground': '#0e1213',
  'map-land': '#171d1e',
  'map-land-served': '#1d2425',
  'map-grid': '#1c2223',
  'map-border': '#5b686a',
  'map-border-quiet': '#333d3e',
  'map-label': '#97a3a3',
  'map-dot': '#6d797a',
  'map-water': '#0b171c',
  'map-park': '#18211b',
  'map-built': '#1f2627',
  'map-road': '#293132',
  'map-road-main': '#354041',
  'map-rail': '#414d4e',
  shadow: 'rgba(0, 0, 0, 0.45)',
};

/** Colours by theme; the only place where a colour is written. */
export const palettes: Readonly<Record<Theme, Palette>> = { light, dark };

const simplified = 'Noto Sans SC Variable';
const traditional = 'Noto Sans TC Variable';

/** The bundled faces in the order a language wants them; the second draws the letters that the first has not. */
export const mapFontsOf = (language: Language): readonly [string, string] =>
  language === 'zh-Hant' ? [traditional, simplified] : [simplified, traditional];

/** The bundled type faces of a language, as a CSS font-family list. */
export const fontFamilyOf = (language: Language): string =>
  [...mapFontsOf(language).map((family) => `'${family}'`), 'sans-serif'].join(', ');
