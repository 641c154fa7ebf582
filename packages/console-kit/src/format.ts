import type { Language } from '@liandong/words';
import { useMemo, useSyncExternalStore } from 'react';
import { type Translate, useLanguage } from './i18n.ts';
import { useKitWords } from './use-kit-words.ts';
import type { kitWords } from './words/kit-words.ts';

type KitKey = keyof typeof kitWords;
const locales = { 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-HK', en: 'en-GB' } as const;

/** Times in the city's zone, spans and numbers, in the language on screen. */
export type Format = {
  /** 14:32 today, else with the day. */
  readonly time: (at: string | number) => string;
  readonly seconds: (at: string | number) => string;
  readonly day: (at: string | number) => string;
  readonly dateTime: (at: string | number) => string;
  readonly duration: (ms: number) => string;
  /** Number and unit for the inside of a ring. */
  readonly short: (ms: number) => { readonly number: string; readonly unit: string };
  readonly number: (value: number, digits?: number) => string;
  readonly quantity: (value: number, unit: string) => string;
};

let zone = 'UTC';
const listeners = new Set<() => void>();

/** The city's IANA time zone; every time on screen is told in it. */
export const setCityZone = (name: string): void => {
  zone = name;
  for (const listener of listeners) listener();
};
export const cityZone = (): string => zone;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const durationWith =
  (t: Translate<KitKey>) =>
  (ms: number): string => {
    const span = Math.max(0, ms);
    if (span < minute) return t('duration.s', { s: Math.floor(span / second) });
    if (span < hour) return t('duration.m', { m: Math.floor(span / minute) });
    const m = String(Math.floor((span % hour) / minute)).padStart(2, '0');
    if (span < day) return t('duration.hm', { h: Math.floor(span / hour), m });
    return t('duration.dh', { d: Math.floor(span / day), h: Math.floor((span % day) / hour) });
  };

const shortWith =
  (t: Translate<KitKey>) =>
  (ms: number): { readonly number: string; readonly unit: string } => {
    const span = Math.max(0, ms);
    if (span < minute) return { number: String(Math.floor(span / second)), unit: t('short.s') };
    if (span < 100 * minute) return { number: String(Math.floor(span / minute)), unit: t('short.m') };
    if (span < 100 * hour) return { number: String(Math.floor(span / hour)), unit: t('short.h') };
    return { number: String(Math.floor(span / day)), unit: t('short.d') };
  };

const shownUnits: Readonly<Record<string, string>> = {
  Cel: '°C',
  '1': '',
  'm3/h': 'm³/h',
  'ug/m3': 'µg/m³',
  deg: '°',
  'mm/h': 'mm/h',
  Ohm: 'Ω',
};

/** How a UCUM unit is written on screen. */
export const unitText = (unit: string): string => shownUnits[unit] ?? unit;

/** A pressure of 0.14 MPa must not become 0.1: small values keep more digits. */
const digitsOf = (value: number): number => (Math.abs(value) < 1 ? 3 : Math.abs(value) < 10 ? 2 : 1);

const formatOf = (language: Language, timeZone: string, t: Translate<KitKey>): Format => {
  const locale = locales[language];
  const parts = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  const time = parts({ hour: '2-digit', minute: '2-digit' });
  const seconds = parts({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const dayFormat = parts({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const dateTime = parts({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const number = (value: number, digits = 1): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const at = (value: string | number): Date => new Date(value);
  return {
    time: (value) => time.format(at(value)),
    seconds: (value) => seconds.format(at(value)),
    day: (value) => dayFormat.format(at(value)),
    dateTime: (value) => dateTime.format(at(value)),
    duration: durationWith(t),
    short: shortWith(t),
    number,
    quantity: (value, unit) => `${number(value, digitsOf(value))} ${unitText(unit)}`.trim(),
  };
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useFormat = (): Format => {
  const language = useLanguage();
  const t = useKitWords();
  const timeZone = useSyncExternalStore(subscribe, cityZone);
  return useMemo(() => formatOf(language, timeZone, t), [language, timeZone, t]);
};
