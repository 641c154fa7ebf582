import type { Words } from '@liandong/words';

/** One text: 简体中文, 繁體中文 (Hong Kong wording), English. */
export const w = (hans: string, hant: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });
