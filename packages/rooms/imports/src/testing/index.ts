export { sheetXml, workbook } from './workbook.ts';
