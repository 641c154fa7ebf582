import type { Words } from '@liandong/words';
import { chance } from '../chance.ts';
import { words } from '../names.ts';

type Syllable = readonly [hans: string, hant: string, pinyin: string];

const table = (text: string): readonly Syllable[] =>
  text.split(' ').map((entry) => {
    const [hans = '', hant = '', pinyin = ''] = entry.split(',');
    return [hans, hant, pinyin];
  });

// Rare, poetic characters: two of them together, with an ending, are no place that anybody knows.
const firsts = table(
  '岚,嵐,lan 霁,霽,ji 蘅,蘅,heng 芷,芷,zhi 漪,漪,yi 舸,舸,ge 棹,棹,zhao 箬,箬,ruo 篁,篁,huang 鹭,鷺,lu 砚,硯,yan 笙,笙,sheng ' +
    '栖,棲,qi 汀,汀,ting 澜,瀾,lan 汐,汐,xi 黛,黛,dai 翎,翎,ling 珩,珩,heng 璎,瓔,ying 筠,筠,yun 菡,菡,han 缃,緗,xiang 绮,綺,qi ' +
    '鸢,鳶,yuan 鹂,鸝,li 蘋,蘋,pin 荇,荇,xing 蓼,蓼,liao 橹,櫓,lu 帆,帆,fan 桅,桅,wei 潋,瀲,lian 滟,灩,yan 霏,霏,fei 霭,靄,ai ' +
    '曦,曦,xi 晞,晞,xi 昀,昀,yun 琼,瓊,qiong',
);
const seconds = table(
  '影,影,ying 音,音,yin 棠,棠,tang 蔚,蔚,wei 岫,岫,xiu 笛,笛,di 砂,砂,sha 屿,嶼,yu 萤,螢,ying 烟,煙,yan 钟,鐘,zhong 鸥,鷗,ou ' +
    '月,月,yue 星,星,xing 灯,燈,deng 帆,帆,fan 荻,荻,di 菱,菱,ling 莺,鶯,ying 蝉,蟬,chan 茗,茗,ming 琴,琴,qin 镜,鏡,jing 絮,絮,xu ' +
    '鲤,鯉,li 露,露,lu 樨,樨,xi 桐,桐,tong 枫,楓,feng 楠,楠,nan 雁,雁,yan 鹤,鶴,he 羽,羽,yu 沙,沙,sha 潮,潮,chao 汐,汐,xi ' +
    '岚,嵐,lan 漪,漪,yi 砚,硯,yan 霁,霽,ji',
);
const endings = table(
  '湾,灣,wan 浦,浦,pu 洲,洲,zhou 坞,塢,wu 渚,渚,zhu 岬,岬,jia 汊,汊,cha 埠,埠,bu 陂,陂,bei 墩,墩,dun',
);

/** What bears a generated name, and the words of its kind that follow the invented part. */
const kinds = {
  district: { ending: false, after: ['区', '區', 'District'] },
  street: { ending: true, after: ['街道', '街道', 'Street'] },
  community: { ending: false, after: ['社区', '社區', 'Community'] },
  village: { ending: false, after: ['村', '村', 'Village'] },
  avenue: { ending: false, after: ['大道', '大道', 'Avenue'] },
  road: { ending: false, after: ['路', '路', 'Road'] },
  lane: { ending: false, after: ['巷', '巷', 'Lane'] },
  street2: { ending: false, after: ['街', '街', 'Street'] },
  park: { ending: false, after: ['公园', '公園', 'Park'] },
  square: { ending: false, after: ['广场', '廣場', 'Square'] },
  primarySchool: { ending: false, after: ['小学', '小學', 'Primary School'] },
  middleSchool: { ending: false, after: ['中学', '中學', 'Middle School'] },
  university: { ending: false, after: ['大学', '大學', 'University'] },
  hospital: { ending: false, after: ['医院', '醫院', 'Hospital'] },
  estate: { ending: false, after: ['花园', '花園', 'Garden'] },
  estate2: { ending: false, after: ['苑', '苑', 'Court'] },
  estate3: { ending: false, after: ['新村', '新村', 'Estate'] },
  office: { ending: false, after: ['大厦', '大廈', 'Tower'] },
  mall: { ending: false, after: ['天地', '天地', 'Mall'] },
  market: { ending: false, after: ['市场', '市場', 'Market'] },
  sports: { ending: false, after: ['体育中心', '體育中心', 'Sports Centre'] },
  works: { ending: false, after: ['产业园', '產業園', 'Industrial Park'] },
  port: { ending: false, after: ['港区', '港區', 'Harbour'] },
  waterworks: { ending: false, after: ['水厂', '水廠', 'Waterworks'] },
  pumping: { ending: false, after: ['泵站', '泵站', 'Pumping Station'] },
  beach: { ending: false, after: ['沙滩', '沙灘', 'Beach'] },
  hill: { ending: false, after: ['山', '山', 'Hill'] },
  island: { ending: false, after: ['岛', '島', 'Island'] },
  station: { ending: false, after: ['站', '站', 'Station'] },
} as const satisfies Record<string, { ending: boolean; after: readonly [string, string, string] }>;
export type NameKind = keyof typeof kinds;

const pairs = firsts.length * seconds.length;
// Prime to the number of combinations, so that numbers in a row give names far apart and no name twice.
const stride = 691;

/** A made-up name; within a kind, each of the first 16 000 numbers gives another one. */
export const makeName = (seed: number, kind: NameKind, number: number): Words => {
  const { ending, after } = kinds[kind];
  const start = Math.floor(chance(seed, `names-${kind}`) * pairs);
  const place = (start + number * stride) % pairs;
  const first = firsts[place % firsts.length];
  const second = seconds[Math.floor(place / firsts.length)];
  const turn = Math.floor(number / pairs) + place;
  const end = ending || number >= pairs ? endings[turn % endings.length] : undefined;
  const parts = [first, doubled(first, second, place), end].filter((part) => part !== undefined);
  const [hans, hant, en] = after;
  const pinyin = parts.map((part) => part[2]).join('');
  return words(
    parts.map((part) => part[0]).join('') + hans,
    parts.map((part) => part[1]).join('') + hant,
    `${pinyin.charAt(0).toUpperCase()}${pinyin.slice(1)} ${en}`,
  );
};

/** 汐汐 is no name: such a pair takes a second syllable that no other pair has. */
const doubled = (first: Syllable | undefined, second: Syllable | undefined, place: number): Syllable | undefined =>
  first?.[0] === second?.[0] ? spare[place % spare.length] : second;

const spare = table('翠,翠,cui 归,歸,gui 听,聽,ting 望,望,wang 晴,晴,qing 安,安,an 知,知,zhi');
