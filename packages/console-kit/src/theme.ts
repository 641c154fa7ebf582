import { useSyncExternalStore } from 'react';
import './kit.css';
import { type Palette, palettes, type Theme } from './tokens.ts';

const storageKey = 'liandong.theme';
const listeners = new Set<() => void>();

const stored = (): Theme | undefined => {
  const text = globalThis.localStorage?.getItem(storageKey);
  return text === 'light' || text === 'dark' ? text : undefined;
};

let current: Theme = 'light';

const show = (theme: Theme): void => {
  current = theme;
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.style.colorScheme = theme;
  for (const [name, colour] of Object.entries(palettes[theme])) root.style.setProperty(`--${name}`, colour);
  for (const listener of listeners) listener();
};

/** Puts the tokens of the remembered theme (light unless told) on the page. */
export const startTheme = (): void => show(stored() ?? 'light');

/** Changes the theme and remembers it at this seat. */
export const setTheme = (theme: Theme): void => {
  localStorage.setItem(storageKey, theme);
  show(theme);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The theme in use and its colours. */
export const useTheme = (): { readonly theme: Theme; readonly palette: Palette } => {
  const theme = useSyncExternalStore(subscribe, () => current);
  return { theme, palette: palettes[theme] };
};
