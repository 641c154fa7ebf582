import type { RefusalList } from '@liandong/words';

/** What the calendar says no with. */
export const calendarRefusals = {
  'calendar.year-not-published': {
    status: 409,
    text: {
      'zh-Hans': '{year} 年的节假日安排尚未公布（已有 {firstYear}–{lastYear} 年），不能计算时限。',
      'zh-Hant': '{year} 年的節假日安排尚未公布（已有 {firstYear}–{lastYear} 年），不能計算時限。',
      en: 'The holidays of {year} are not published yet (known: {firstYear}–{lastYear}); the limit cannot be counted.',
    },
  },
} as const satisfies RefusalList;
