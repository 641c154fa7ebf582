import type { AssetKind } from '@liandong/contract';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const kindOf = (value: unknown): AssetKind => {
  const { code, name, icon } = isMembers(value) ? value : {};
  if (typeof code !== 'string' || typeof icon !== 'string' || !isMembers(name)) throw new Error('asset-kinds.json');
  const { 'zh-Hans': hans, 'zh-Hant': hant, en } = name;
  if (typeof hans !== 'string' || typeof hant !== 'string' || typeof en !== 'string') {
    throw new Error(`asset-kinds.json: name of ${code}`);
  }
  return { code, icon, name: { 'zh-Hans': hans, 'zh-Hant': hant, en } };
};

/** Reads the kinds of a profile (资产类别): `{"kinds": [{code, name, icon}]}`. @throws Error naming what is wrong */
export const parseAssetKinds = (profile: unknown): readonly AssetKind[] => {
  const list = isMembers(profile) && !Array.isArray(profile) ? profile.kinds : profile;
  if (!Array.isArray(list) || list.length === 0) throw new Error('asset-kinds.json: no kinds');
  return list.map(kindOf);
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');

/**
 * Finds the kind that somebody means: by its code, by its name in any language, or by a Chinese name that ends with it,
 * since a Chinese word ends with what the thing is (社区公园 is a park).
 */
export type KindFinder = (text: string) => AssetKind | undefined;

export const createKindFinder = (kinds: readonly AssetKind[]): KindFinder => {
  const byName = new Map<string, AssetKind>();
  for (const kind of kinds.toReversed()) {
    for (const name of [...Object.values(kind.name), kind.code]) byName.set(plain(name), kind);
  }
  const endings = [...byName]
    .filter(([name]) => /^\p{Script=Han}{2,}$/u.test(name))
    .sort(([a], [b]) => b.length - a.length);
  return (text) => {
    const said = plain(text);
    return byName.get(said) ?? endings.find(([name]) => said.endsWith(name))?.[1];
  };
};
