import { sheetXml, workbook } from '@liandong/imports/testing';

/** Codes of the new gauges in the list, good rows only. */
export const newGauges = ['XJ-JS-9001', 'XJ-JS-9002', 'XJ-JS-9003', 'XJ-JS-9004', 'XJ-JS-9005'] as const;

/** Lines of the sheet, each with what is wrong there. */
export const badLines = { outside: 9, swapped: 10, withoutCode: 11, twice: 12 } as const;

/**
 * A list as offices send it: title above the table, two header lines, merged cells, a blank line; one place in another
 * country, one with its axes swapped, one row without a code, one code that comes twice.
 */
export const officeList: Uint8Array = workbook({
  点位表: sheetXml(
    [
      ['2026年新建积水监测点位表'],
      ['序号', '所属区', '设备', undefined, '坐标', undefined, '位置描述'],
      [undefined, undefined, '编号', '名称', '经度', '纬度', undefined],
      [1, '望汐区', newGauges[0], '潮音路口积水监测仪', 146.0102, 28.0241, '潮音路与听汐路交叉口东南角'],
      [2, undefined, newGauges[1], '观澜桥东积水监测仪', 146.0158, 28.0267, '观澜桥路东侧辅道'],
      undefined,
      [3, '砚浦区', newGauges[2], '砚台路积水监测仪', 146.0021, 28.0377, '砚台路下坡处'],
      [4, undefined, newGauges[3], '砚湾头积水监测仪', 146.0233, 28.0352, '砚湾头公交站'],
      [5, '望汐区', 'XJ-JS-9101', '远处积水监测仪', 150.2, 30.1, '不在本市'],
      [6, undefined, 'XJ-JS-9102', '反写积水监测仪', 28.0291, 146.0119, '经纬度写反'],
      [7, undefined, undefined, '无编号积水监测仪', 146.0119, 28.0291, '没有编号'],
      [8, undefined, newGauges[0], '重复编号积水监测仪', 146.0125, 28.0295, '编号重复'],
      [9, '望汐区', newGauges[4], '引澜积水监测仪', 146.0066, 28.0195, '引澜街道办事处门前'],
    ],
    ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3', 'B4:B5', 'B7:B8', 'B9:B12'],
  ),
});
