import type { Words } from '@liandong/words';

// Made-up names: a test holds them against the list of all real streets, counties and cities of China.

/** Simplified, traditional, English. */
export const words = (hans: string, hant: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

export const cityName = words('汐澜市', '汐瀾市', 'Xilan City');

/** The first two digits of a real code are a province's; 99 is nobody's. */
export const cityCode = '990100';

export type DistrictPlan = {
  readonly code: string;
  readonly name: Words;
  /** Column and row among the old twelve, from the south-west. */
  readonly streets: readonly {
    readonly code: string;
    readonly name: Words;
    readonly cell: readonly [number, number];
  }[];
};

export const districtPlans: readonly DistrictPlan[] = [
  {
    code: '990102',
    name: words('望汐区', '望汐區', 'Wangxi District'),
    streets: [
      { code: '990102001', name: words('听汐街道', '聽汐街道', 'Tingxi Street'), cell: [1, 1] },
      { code: '990102002', name: words('引澜街道', '引瀾街道', 'Yinlan Street'), cell: [1, 0] },
      { code: '990102003', name: words('星汀湾街道', '星汀灣街道', 'Xingtingwan Street'), cell: [2, 0] },
    ],
  },
  {
    code: '990103',
    name: words('栖澜区', '棲瀾區', 'Qilan District'),
    streets: [
      { code: '990103001', name: words('鹭砚街道', '鷺硯街道', 'Luyan Street'), cell: [0, 0] },
      { code: '990103002', name: words('竹汊浦街道', '竹汊浦街道', 'Zhuchapu Street'), cell: [0, 1] },
      { code: '990103003', name: words('澜桥里街道', '瀾橋里街道', 'Lanqiaoli Street'), cell: [0, 2] },
    ],
  },
  {
    code: '990104',
    name: words('砚浦区', '硯浦區', 'Yanpu District'),
    streets: [
      { code: '990104001', name: words('笙渡口街道', '笙渡口街道', 'Shengdukou Street'), cell: [1, 2] },
      { code: '990104002', name: words('帆影洲街道', '帆影洲街道', 'Fanyingzhou Street'), cell: [2, 2] },
      { code: '990104003', name: words('砚湾头街道', '硯灣頭街道', 'Yanwantou Street'), cell: [2, 1] },
    ],
  },
];

/** 功能区: a zone of its own in the tree, on ground that carries the codes of 砚浦区. */
export const functionalPlan: DistrictPlan = {
  code: '990191',
  name: words('汐东高新区', '汐東高新區', 'Xidong High-tech Zone'),
  streets: [
    { code: '990104004', name: words('棹霁港街道', '棹霽港街道', 'Zhaojigang Street'), cell: [3, 0] },
    { code: '990104005', name: words('芷岚汊街道', '芷嵐汊街道', 'Zhilancha Street'), cell: [3, 1] },
    { code: '990104006', name: words('筠屿陂街道', '筠嶼陂街道', 'Yunyubei Street'), cell: [3, 2] },
  ],
};

/** The district and the street that have a node of their own in the demonstration. */
export const nodeDistrictCode = '990102';
export const nodeStreetCode = '990102001';

export const roadNames: readonly Words[] = [
  words('听汐路', '聽汐路', 'Tingxi Road'),
  words('观澜桥路', '觀瀾橋路', 'Guanlanqiao Road'),
  words('星汀大道', '星汀大道', 'Xingting Avenue'),
  words('砚台路', '硯台路', 'Yantai Ink Road'),
  words('渔灯路', '漁燈路', 'Yudeng Road'),
  words('鹭影路', '鷺影路', 'Luying Road'),
  words('潮音路', '潮音路', 'Chaoyin Road'),
  words('青帆路', '青帆路', 'Qingfan Road'),
  words('竹汊路', '竹汊路', 'Zhucha Road'),
  words('望灯塔路', '望燈塔路', 'Wangdengta Road'),
];
