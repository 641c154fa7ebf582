/** 层级: a city names its own tiers; these five are the usual ones (市、区县、街道、社区、网格). */
export const usualTiers = ['city', 'district', 'street', 'community', 'grid'] as const;

/** The code of a tier in this city's own list, e.g. `district` or `borough`. */
export type Tier = string;
