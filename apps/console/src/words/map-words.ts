import { w } from './w.ts';

export const mapWords = {
  'layers.title': w('图层', '圖層', 'Layers'),
  'layers.objects': w('业务对象', '業務對象', 'Objects'),
  'layers.basemap': w('底图', '底圖', 'Basemap'),
  'layers.assets': w('设施资产', '設施資產', 'Assets'),
  'layers.terminals': w('感知终端', '感知終端', 'Terminals'),
  'layers.cameras': w('摄像机', '攝影機', 'Cameras'),
  'layers.hillshade': w('地形', '地形', 'Relief'),
  'layers.contours': w('等高线', '等高線', 'Contours'),
  'layers.buildings': w('建筑', '建築', 'Buildings'),
  'layers.grids': w('网格', '網格', 'Grids'),
  'ground.generated': w('生成数据', '生成數據', 'Generated data'),
  'ground.building': w('底图生成中 {share} %', '底圖生成中 {share} %', 'Basemap under way, {share} %'),
  'asset.capacity': w('容量', '容量', 'Capacity'),
} as const;
