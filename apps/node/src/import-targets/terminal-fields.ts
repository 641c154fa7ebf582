import type { ImportField, TerminalDetails } from '@liandong/contract';
import type { LifeState } from '@liandong/perception';
import { type Choice, field, placeFields, words } from './fields.ts';

/** What every registration has (IOT-01 of the domain notes: 一物一码). */
export const mainFields: readonly ImportField[] = [
  field(
    'code',
    'text',
    words('设备编号', '設備編號', 'Code'),
    ['编号', '编码', '设备编码', '终端编号', '设备标识', '设备ID', '标识码', 'device_id', 'deviceCode', 'id'],
    true,
  ),
  field(
    'name',
    'text',
    words('设备名称', '設備名稱', 'Name'),
    ['名称', '终端名称', '点位名称', '站点名称', 'title'],
    true,
  ),
  field('typeCode', 'text', words('终端类型', '終端類型', 'Type'), [
    '设备类型',
    '类型',
    '设备种类',
    '物模型',
    'type',
    'device_type',
    'kind',
  ]),
  ...placeFields,
  field('address', 'text', words('安装地址', '安裝地址', 'Address'), [
    '地址',
    '安装位置',
    '位置',
    '点位地址',
    'addr',
    'location',
  ]),
  field('jurisdictionCode', 'text', words('辖区代码', '轄區代碼', 'Jurisdiction code'), [
    '区划代码',
    '行政区划代码',
    'adcode',
  ]),
  field('owner', 'text', words('权属单位', '權屬單位', 'Owner'), [
    '建设单位',
    '所属单位',
    '产权单位',
    '归口单位',
    'ownerOrganisationId',
  ]),
  field('lifeState', 'text', words('设备状态', '設備狀態', 'Stage of life'), [
    '状态',
    '生命周期',
    '运行状态',
    'status',
  ]),
];

const detail = (
  key: keyof TerminalDetails,
  kind: ImportField['kind'],
  ...rest: [hans: string, hant: string, en: string, hints?: readonly string[]]
): ImportField => {
  const [hans, hant, en, hints = []] = rest;
  return field(key, kind, words(hans, hant, en), hints);
};

/** What a registration may say beside. */
export const detailFields: readonly ImportField[] = [
  detail('maker', 'text', '生产厂家', '生產廠家', 'Maker', [
    '厂家',
    '厂商',
    '制造商',
    '生产厂商',
    '品牌',
    'manufacturer',
    'vendor',
  ]),
  detail('model', 'text', '型号', '型號', 'Model', ['设备型号', '规格型号']),
  detail('firmware', 'text', '固件版本', '固件版本', 'Firmware', ['软件版本', 'version']),
  detail('serial', 'text', '出厂序列号', '出廠序號', 'Serial number', ['序列号', 'SN', '出厂编号', 'serial_no']),
  detail('heightM', 'number', '安装高度（米）', '安裝高度（米）', 'Height above ground in m', [
    '安装高度',
    '高度',
    '离地高度',
    'height',
  ]),
  detail('carrierKind', 'text', '载体类型', '載體類型', 'Kind of carrier', ['载体', '安装方式', '附着物', '安装载体']),
  detail('carrierCode', 'text', '载体编号', '載體編號', 'Code of the carrier', [
    '杆号',
    '灯杆编号',
    '井盖编号',
    '窨井编号',
  ]),
  detail('unitGridCode', 'text', '单元网格编码', '單元網格編碼', 'Unit grid', ['网格编码', '单元网格', '所属网格']),
  detail('maintainer', 'text', '运维单位', '運維單位', 'Maintainer', ['养护单位', '维护单位', '维保单位']),
  detail('maintainerPhone', 'text', '运维电话', '運維電話', 'Phone of the maintainer', [
    '运维单位电话',
    '联系电话',
    '联系方式',
    '电话',
  ]),
  detail('protocol', 'text', '接入协议', '接入協定', 'Protocol', ['协议', '通信协议', '通讯协议']),
  detail('network', 'text', '通信方式', '通訊方式', 'Network', ['网络', '通讯方式', '联网方式', '网络类型']),
  detail('sim', 'text', 'SIM卡号', 'SIM卡號', 'SIM', ['物联网卡号', 'ICCID', '卡号']),
  detail('power', 'text', '供电方式', '供電方式', 'Power', ['电源', '供电']),
  detail('installedOn', 'date', '安装日期', '安裝日期', 'Installed on', ['安装时间', '启用日期', '投用日期']),
  detail('warrantyUntil', 'date', '质保到期', '保固到期', 'Warranty until', ['保修到期', '质保期至', '保修期至']),
  detail('calibratedOn', 'date', '检定日期', '檢定日期', 'Calibrated on', ['校准日期', '标定日期']),
  detail('accuracy', 'text', '精度', '精度', 'Accuracy', ['测量精度', '准确度']),
  detail('samplePeriodS', 'number', '采样周期（秒）', '採樣週期（秒）', 'Sample period in s', [
    '采集周期',
    '采样间隔',
    '采样周期',
  ]),
  detail('reportPeriodS', 'number', '上报周期（秒）', '上報週期（秒）', 'Report period in s', [
    '上报间隔',
    '上传周期',
    '上报周期',
  ]),
  detail('dataGrade', 'text', '数据分级', '資料分級', 'Grade of data', ['数据级别', '数据等级']),
  detail('headingDeg', 'number', '朝向（度）', '朝向（度）', 'Heading in degrees', [
    '方位角',
    '朝向',
    '朝向角',
    'heading',
    'azimuth',
  ]),
  detail('fieldOfViewDeg', 'number', '视场角（度）', '視場角（度）', 'Field of view in degrees', [
    '视场角',
    '视角',
    'fov',
  ]),
  detail('rangeM', 'number', '可视距离（米）', '可視距離（米）', 'Range in m', ['可视距离', '监控距离', '覆盖半径']),
];

export const lifeStateChoices: readonly Choice<LifeState>[] = [
  { code: 'planned', said: ['规划', '規劃', '计划', '在建', '拟建'] },
  { code: 'installed', said: ['已安装', '已安裝', '安装', '待启用', '调试'] },
  { code: 'running', said: ['运行', '運行', '在用', '正常', '启用', '使用中', '在线', 'active', 'online'] },
  { code: 'retired', said: ['停用', '报废', '報廢', '退役', '拆除', '注销'] },
];

export const carrierChoices: readonly Choice<NonNullable<TerminalDetails['carrierKind']>>[] = [
  { code: 'pole', said: ['杆', '灯杆', '立杆', '杆件', '路灯杆', '智慧灯杆', '多功能杆'] },
  { code: 'manhole', said: ['井', '窨井', '井盖', '检查井', '雨水井'] },
  { code: 'building', said: ['建筑', '楼宇', '房屋', '墙面', '屋顶'] },
  { code: 'pipe', said: ['管', '管道', '管线', '管网'] },
  { code: 'underpass', said: ['下穿', '下穿通道', '隧道', '涵洞', '立交桥下'] },
  { code: 'vehicle', said: ['车', '车辆', '车载'] },
  { code: 'ground', said: ['地面', '路面', '边坡'] },
  { code: 'water', said: ['水面', '水体', '浮标', '河道'] },
];

export const dataGradeChoices: readonly Choice<NonNullable<TerminalDetails['dataGrade']>>[] = [
  { code: 'general', said: ['一般', '一般数据'] },
  { code: 'important', said: ['重要', '重要数据'] },
  { code: 'core', said: ['核心', '核心数据'] },
];
