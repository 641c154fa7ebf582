/** The three languages every text on screen exists in: 简体中文, 繁體中文, English. */
export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in the three languages. */
export type Words = Readonly<Record<Language, string>>;

/** Puts data into a text: `{name}` becomes `data.name`; unknown names stay as they are. */
export const fillWords = (text: string, data: Readonly<Record<string, unknown>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
