import { strToU8, zipSync } from 'fflate';

type CellValue = string | number | { readonly date: number } | undefined;

const letters = (index: number): string => String.fromCharCode(65 + index);

const cellXml = (value: CellValue, row: number, column: number): string => {
  const ref = `${letters(column)}${row}`;
  if (value === undefined) return '';
  if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`;
  if (typeof value === 'object') return `<c r="${ref}" s="1"><v>${value.date}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
};

/** XML of a sheet; a line may be missing (`undefined`), as spreadsheets leave out blank ones. */
export const sheetXml = (
  lines: readonly (readonly CellValue[] | undefined)[],
  merges: readonly string[] = [],
): string => {
  const rows = lines.map((line, index) =>
    line === undefined
      ? ''
      : `<row r="${index + 1}">${line.map((cell, column) => cellXml(cell, index + 1, column)).join('')}</row>`,
  );
  const merged =
    merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const space = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return `<?xml version="1.0"?><worksheet xmlns="${space}"><sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`;
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook with these sheets, as small as one can be. */
export const workbook = (sheets: Readonly<Record<string, string | Uint8Array>>): Uint8Array => {
  const names = Object.keys(sheets);
  const list = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const rels = names.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rIdS" Type="${relations}/styles" Target="styles.xml"/>`;
  const parts = Object.entries(sheets).map(([, xml], index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    typeof xml === 'string' ? strToU8(xml) : xml,
  ]);
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="${packageRelations}">${rels.join('')}${styles}</Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<?xml version="1.0"?><styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(parts),
  });
};
