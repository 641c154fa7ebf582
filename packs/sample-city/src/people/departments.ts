import type { Words } from '@liandong/words';
import { words } from '../names.ts';

export const departmentIds = [
  'urban',
  'water',
  'traffic',
  'police',
  'emergency',
  'parks',
  'sanitation',
  'ecology',
  'housing',
  'education',
  'health',
] as const;
export type DepartmentId = (typeof departmentIds)[number];

/** 委办局: the departments that the city and every district have, named after it. */
export const departments: Readonly<Record<DepartmentId, Words>> = {
  urban: words('城市管理局', '城市管理局', 'Urban Management Bureau'),
  water: words('水务局', '水務局', 'Water Bureau'),
  police: words('公安局', '公安局', 'Police'),
  traffic: words('公安局交警大队', '公安局交警大隊', 'Traffic Police'),
  emergency: words('应急管理局', '應急管理局', 'Emergency Management Bureau'),
  parks: words('园林绿化中心', '園林綠化中心', 'Parks Centre'),
  sanitation: words('环境卫生中心', '環境衞生中心', 'Sanitation Centre'),
  ecology: words('生态环境局', '生態環境局', 'Environment Bureau'),
  housing: words('住房建设局', '住房建設局', 'Housing Bureau'),
  education: words('教育局', '教育局', 'Education Bureau'),
  health: words('卫生健康局', '衞生健康局', 'Health Bureau'),
};

/** A place and what belongs to it in one name, e.g. 望汐区 and 水务局. */
export const nameWithin = (place: Words, part: Words): Words => ({
  'zh-Hans': `${place['zh-Hans']}${part['zh-Hans']}`,
  'zh-Hant': `${place['zh-Hant']}${part['zh-Hant']}`,
  en: `${place.en} ${part.en}`,
});
