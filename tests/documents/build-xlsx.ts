import { strToU8, zipSync } from 'fflate';
import { escapeXml } from './build-docx.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A number is written as one, `{ date }` as a day number shown as a date, `{ number, format }` as a number shown in that format. */
export type Value = string | number | { readonly date: number } | { readonly number: number; readonly format: string } | null;

const DATE_FORMAT = 'dd/mm/yyyy';

const relation = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (inner: string) => strToU8(`${HEAD}<Relationships xmlns="${RELATIONS}">${inner}</Relationships>`);

function cell(value: Value, reference: string, shared: string[], formats: string[]): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
  if (typeof value === 'object') {
    const [number, format] = 'date' in value ? [value.date, DATE_FORMAT] : [value.number, value.format];
    const known = formats.indexOf(format);
    return `<c r="${reference}" s="${known < 0 ? formats.push(format) : known + 1}"><v>${number}</v></c>`;
  }
  return `<c r="${reference}" t="s"><v>${shared.push(value) - 1}</v></c>`;
}

/** A workbook of one visible sheet, and one hidden one that no reader should show. */
export function zipXlsx(
  rows: readonly (readonly Value[])[],
  merges: readonly string[] = [],
  extra: { readonly [name: string]: Uint8Array } = {},
): Uint8Array {
  const shared: string[] = [];
  const formats = [DATE_FORMAT];
  const data = rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((value, column) => cell(value, `${String.fromCharCode(65 + column)}${row + 1}`, shared, formats)).join('')}</row>`,
    )
    .join('');
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return zipSync({
    '[Content_Types].xml': strToU8(`${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': strToU8(
      `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Kế hoạch" sheetId="1" r:id="rId1"/><sheet name="Ẩn" sheetId="2" state="hidden" r:id="rId4"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml') +
        relation(2, 'sharedStrings', 'sharedStrings.xml') +
        relation(3, 'styles', '/xl/styles.xml') +
        relation(4, 'worksheet', 'worksheets/sheet2.xml'),
    ),
    'xl/worksheets/sheet1.xml': strToU8(`${HEAD}<worksheet ${MAIN}><sheetData>${data}</sheetData>${merged}</worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8(
      `${HEAD}<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ẩn</t></is></c></row></sheetData></worksheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(
      `${HEAD}<sst ${MAIN}>${shared.map((text) => `<si><r><t>${escapeXml(text.slice(0, 3))}</t></r><r><t xml:space="preserve">${escapeXml(text.slice(3))}</t></r></si>`).join('')}</sst>`,
    ),
    'xl/styles.xml': strToU8(
      `${HEAD}<styleSheet ${MAIN}><numFmts>${formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(format)}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`,
    ),
    ...extra,
  });
}
