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
  'map-ground': '#e6e9e8',
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
  'map-ground': '#0d1112',
  shadow: 'rgba(0, 0, 0, 0.45)',
};

/** 大屏皮肤: few big facts on a deep ground, readable from ten metres. */
const wall: Palette = {
  ...dark,
  ground: '#030812',
  panel: '#071120',
  raised: '#0b1a2c',
  sunken: '#050d19',
  hover: '#10233a',
  selected: '#15304c',
  line: '#14283d',
  'line-strong': '#2b4a63',
  ink: '#f2fbfc',
  'ink-2': '#b9d3da',
  'ink-3': '#8fb0ba',
  accent: '#7fd3df',
  'accent-ink': '#04101d',
  focus: '#9be7f0',
  'level-1': '#4f9bff',
  'level-2': '#ffd23f',
  'level-3': '#ff9330',
  'level-4': '#ff4655',
  'map-ground': '#030812',
};

/** Colours by skin; beside the map's own ones the only place where a colour is written. */
export const palettes: Readonly<Record<Theme | 'wall', Palette>> = { light, dark, wall };

const simplified = 'Noto Sans SC Variable';
const traditional = 'Noto Sans TC Variable';

/** The bundled faces in the order a language wants them; the second draws the letters that the first has not. */
export const mapFontsOf = (language: Language): readonly [string, string] =>
  language === 'zh-Hant' ? [traditional, simplified] : [simplified, traditional];

/** The bundled type faces of a language, as a CSS font-family list. */
export const fontFamilyOf = (language: Language): string =>
  [...mapFontsOf(language).map((family) => `'${family}'`), 'sans-serif'].join(', ');
