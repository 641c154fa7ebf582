import type { OrganisationOrder } from '@liandong/kit';
import { cityCode, nodeDistrictCode, nodeStreetCode, words } from '../names.ts';

/** The units of the sample, known at all three nodes so that work can be sent to them. */
export const units = {
  cityCentre: {
    key: 'xilan/city-centre',
    name: words('汐澜市城市运行管理中心', '汐瀾市城市運行管理中心', 'Xilan City Operations Centre'),
    jurisdictionCode: cityCode,
    kind: 'centre',
    node: 'city',
  },
  cityDrainage: {
    key: 'xilan/city-drainage',
    name: words('汐澜市排水管理处', '汐瀾市排水管理處', 'Xilan Drainage Office'),
    jurisdictionCode: cityCode,
    kind: 'department',
    node: 'city',
    parentKey: 'xilan/city-centre',
  },
  qilanTeam: {
    key: 'xilan/qilan-team',
    name: words('栖澜区市政养护队', '棲瀾區市政養護隊', 'Qilan Maintenance Team'),
    jurisdictionCode: '990103',
    kind: 'team',
    node: 'city',
    parentKey: 'xilan/city-drainage',
  },
  yanpuTeam: {
    key: 'xilan/yanpu-team',
    name: words('砚浦区市政养护队', '硯浦區市政養護隊', 'Yanpu Maintenance Team'),
    jurisdictionCode: '990104',
    kind: 'team',
    node: 'city',
    parentKey: 'xilan/city-drainage',
  },
  districtCentre: {
    key: 'xilan/wangxi-centre',
    name: words('望汐区城市运行管理中心', '望汐區城市運行管理中心', 'Wangxi District Operations Centre'),
    jurisdictionCode: nodeDistrictCode,
    kind: 'centre',
    node: 'district',
  },
  districtTeam: {
    key: 'xilan/wangxi-team',
    name: words('望汐区市政养护队', '望汐區市政養護隊', 'Wangxi Maintenance Team'),
    jurisdictionCode: nodeDistrictCode,
    kind: 'team',
    node: 'district',
    parentKey: 'xilan/wangxi-centre',
  },
  streetCentre: {
    key: 'xilan/tingxi-centre',
    name: words('听汐街道城市运行管理中心', '聽汐街道城市運行管理中心', 'Tingxi Street Operations Centre'),
    jurisdictionCode: nodeStreetCode,
    kind: 'centre',
    node: 'street',
  },
  streetCrew: {
    key: 'xilan/tingxi-crew',
    name: words('听汐街道应急处置队', '聽汐街道應急處置隊', 'Tingxi Street Response Crew'),
    jurisdictionCode: nodeStreetCode,
    kind: 'team',
    node: 'street',
    parentKey: 'xilan/tingxi-centre',
  },
} as const satisfies Record<string, OrganisationOrder>;
