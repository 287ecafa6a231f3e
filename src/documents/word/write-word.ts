import type { Paper, PaperBlock, PaperColumn, PaperRow, PaperTable } from '../../domain/report/paper.ts';
import { contentTypes, relationships, XML_HEAD, xmlText, zipParts } from '../write-xml.ts';

/**
 * A state paper as an editable Word file, after Decree 30/2020/NĐ-CP, appendix I. Written by hand: what a report needs of the format
 * is one page of it, and the least library that writes it is fifteen times as large to fetch.
 */

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const FONT = 'Times New Roman';

/** Twentieths of a point: A4, and margins of 20 mm at the top and the foot, 30 at the left, 15 at the right. */
const PAGE = { width: 11_906, height: 16_838, top: 1_134, bottom: 1_134, left: 1_701, right: 851, header: 567 } as const;
const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** Of the first line of a paragraph: 1.27 cm. */
const INDENT = 720;
const AFTER = 120;

/** In points. */
const SIZE = { body: 14, table: 13, letterhead: 13, recipientsHead: 12, recipients: 11 } as const;

interface Look {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

const sizeOf = (points: number): string => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`;

function run(text: string, { size, bold, italic }: Look = {}): string {
  const look = `${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}${size ? sizeOf(size) : ''}`;
  return `<w:r>${look === '' ? '' : `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
}

/** In twentieths of a point. */
interface Shape {
  readonly style?: string;
  readonly align?: 'center' | 'both' | 'right' | 'left';
  readonly keepNext?: boolean;
  readonly newPage?: boolean;
  /** Moved in by so much. */
  readonly start?: number;
  readonly after?: number;
  readonly before?: number;
}

function paragraph(runs: string, shape: Shape = {}): string {
  const { style, align, keepNext, newPage, start, after, before } = shape;
  const gap = `${before === undefined ? '' : ` w:before="${before}"`}${after === undefined ? '' : ` w:after="${after}"`}`;
  const properties = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    keepNext ? '<w:keepNext/>' : '',
    newPage ? '<w:pageBreakBefore/>' : '',
    gap === '' ? '' : `<w:spacing${gap}/>`,
    start === undefined ? '' : `<w:ind w:left="${start}"/>`,
    align ? `<w:jc w:val="${align}"/>` : '',
  ].join('');
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** A line as long as some of the column it stands in, under what it belongs to. */
function rule(columnWidth: number, part: number): string {
  const side = Math.round((columnWidth * (1 - part)) / 2);
  return `<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="60" w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="${side}" w:right="${side}" w:firstLine="0"/></w:pPr></w:p>`;
}

const centred = (text: string, look: Look): string => paragraph(run(text, look), { style: 'Plain', align: 'center' });

const NO_BORDERS = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="nil"/>`).join('')}</w:tblBorders>`;
const LINES = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')}</w:tblBorders>`;

const cell = (width: number, content: string, more = ''): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${more}</w:tcPr>${content}</w:tc>`;

function tableOf(widths: readonly number[], borders: string, rows: string): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const sum = widths.reduce((all, width) => all + width, 0);
  return `<w:tbl><w:tblPr><w:tblW w:w="${sum}" w:type="dxa"/><w:jc w:val="center"/>${borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}

/** Two columns without lines: the head of the paper and its end are laid out in such. */
const sideBySide = (widths: readonly [number, number], left: string, right: string): string =>
  tableOf(widths, NO_BORDERS, `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(widths[0], left)}${cell(widths[1], right)}</w:tr>`);

function letterhead({ parentBody, agency, number, placeAndDate }: Paper): string {
  const widths = [Math.round(TEXT_WIDTH * 0.4), TEXT_WIDTH - Math.round(TEXT_WIDTH * 0.4)] as const;
  const size = SIZE.letterhead;
  const left = [
    ...(parentBody === '' ? [] : [centred(parentBody, { size: 12 })]),
    centred(agency, { size: 12, bold: true }),
    rule(widths[0], 0.4),
    centred(number, { size }),
  ];
  const right = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true }),
    centred('Độc lập - Tự do - Hạnh phúc', { size, bold: true }),
    rule(widths[1], 0.6),
    centred(placeAndDate, { size: 13, italic: true }),
  ];
  return sideBySide(widths, left.join(''), right.join(''));
}

const title = ({ kind, subject }: Paper): string =>
  [
    paragraph(run(kind, { size: SIZE.body, bold: true }), { style: 'Plain', align: 'center', before: 240 }),
    paragraph(run(subject, { size: SIZE.body, bold: true }), { style: 'Plain', align: 'center' }),
    rule(TEXT_WIDTH, 0.25),
    paragraph('', { style: 'Plain', after: 0 }),
  ].join('');

/** Wholes that add up to the width of the text. */
function widthsOf(columns: readonly PaperColumn[]): number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((TEXT_WIDTH * share) / shares));
  const used = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, at) => (at === 1 ? width + TEXT_WIDTH - used : width));
}

const ALIGN = { centre: 'center', end: 'right' } as const;
/** The one column of names: what belongs to an item stands beneath it, moved in. */
const NAMES = 1;
const SUB_START = 227;

function rowOf(row: PaperRow, columns: readonly PaperColumn[], widths: readonly number[], keepNext: boolean): string {
  const { look, code } = row;
  const style: Look = { bold: look === 'heading' || look === 'total', italic: look === 'sub' };
  const cells = columns.map(({ align }, at) => {
    const text = row.cells[at] ?? '';
    const isName = at === NAMES;
    const runs =
      (isName && code ? run(`${code} `, { bold: true }) : '') + (text === '' ? '' : run(text, look === 'sub' && !isName ? {} : style));
    return cell(
      widths[at] ?? 0,
      paragraph(runs, {
        style: 'Cell',
        keepNext,
        align: align ? ALIGN[align] : 'left',
        ...(look === 'sub' && isName && { start: SUB_START }),
      }),
    );
  });
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
}

function table({ columns, rows }: PaperTable): string {
  const widths = widthsOf(columns);
  const heads = columns.map(({ head }, at) =>
    cell(
      widths[at] ?? 0,
      paragraph(run(head, { bold: true }), { style: 'Cell', align: 'center', keepNext: true }),
      '<w:vAlign w:val="center"/>',
    ),
  );
  // The name of an item is not left alone at the foot of a page.
  const lines = rows.map((row, at) => rowOf(row, columns, widths, row.look !== 'sub' && rows[at + 1]?.look === 'sub'));
  const head = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${heads.join('')}</w:tr>`;
  // A paragraph must stand between two tables, or they are read as one.
  return tableOf(widths, LINES, head + lines.join('')) + paragraph('', { style: 'Gap' });
}

function block(part: PaperBlock): string {
  switch (part.kind) {
    case 'section':
      return paragraph(run(part.text), { style: 'Heading1' });
    case 'part':
      return paragraph(run(part.text), { style: 'Heading2' });
    case 'paragraph':
      return paragraph(run(part.text));
    case 'table':
      return table(part);
  }
}

/** Room for the signature and the seal. */
const SIGNING_LINES = 4;

function ending({ recipients, signer }: Paper): string {
  const widths = [Math.round(TEXT_WIDTH * 0.48), TEXT_WIDTH - Math.round(TEXT_WIDTH * 0.48)] as const;
  const left = [
    paragraph(run('Nơi nhận:', { size: SIZE.recipientsHead, bold: true, italic: true }), { style: 'Plain' }),
    ...recipients.map((line) => paragraph(run(line, { size: SIZE.recipients }), { style: 'Plain' })),
  ];
  const right = [
    ...signer.map((line) => centred(line, { size: SIZE.body, bold: true })),
    ...Array.from({ length: SIGNING_LINES }, () => paragraph('', { style: 'Plain' })),
  ];
  return sideBySide(widths, left.join(''), right.join(''));
}

function bodyOf(paper: Paper): string {
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${PAGE.top}" w:right="${PAGE.right}" w:bottom="${PAGE.bottom}" w:left="${PAGE.left}" w:header="${PAGE.header}" w:footer="${PAGE.header}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`;
  // What follows a table at the end must be a paragraph: the least there is.
  return [
    letterhead(paper),
    title(paper),
    ...paper.blocks.map(block),
    ending(paper),
    paragraph('', { style: 'Gap' }),
    annex(paper),
    section,
  ].join('');
}

/** On a page of its own. */
const annex = ({ annex: part }: Paper): string =>
  part === undefined
    ? ''
    : [
        paragraph(run(part.title, { size: SIZE.body, bold: true }), { style: 'Plain', align: 'center', newPage: true }),
        centred(part.subject, { size: SIZE.body, bold: true }),
        paragraph('', { style: 'Gap' }),
        part.note === undefined ? '' : paragraph(run(part.note)),
        table(part.table),
      ].join('');

const paragraphStyle = (id: string, name: string, paragraphs: string, letters: string, isDefault = false): string =>
  `<w:style w:type="paragraph"${isDefault ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${isDefault ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/><w:pPr>${paragraphs}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`;

const heading = (id: string, name: string, level: number): string =>
  paragraphStyle(
    id,
    name,
    `<w:keepNext/><w:spacing w:before="${AFTER}" w:after="${AFTER}"/><w:outlineLvl w:val="${level}"/>`,
    '<w:b/><w:bCs/>',
  );

const STYLES = `${XML_HEAD}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="${FONT}"/>${sizeOf(SIZE.body)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>${[
  paragraphStyle(
    'Normal',
    'Normal',
    `<w:spacing w:after="${AFTER}" w:line="264" w:lineRule="auto"/><w:ind w:firstLine="${INDENT}"/><w:jc w:val="both"/>`,
    '',
    true,
  ),
  heading('Heading1', 'heading 1', 0),
  heading('Heading2', 'heading 2', 1),
  paragraphStyle(
    'Plain',
    'Không thụt dòng',
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>',
    '',
  ),
  paragraphStyle(
    'Cell',
    'Ô bảng',
    '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>',
    sizeOf(SIZE.table),
  ),
  paragraphStyle('Gap', 'Cách bảng', '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:firstLine="0"/>', ''),
].join('')}</w:styles>`;

const field = (instruction: string): string =>
  ['begin', 'separate', 'end']
    .map(
      (kind) =>
        `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>${kind === 'begin' ? `<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r>` : kind === 'separate' ? '<w:r><w:t>2</w:t></w:r>' : ''}`,
    )
    .join('');

/** The number of the page stands at the top in the middle; the first page bears none. */
const HEADER = `${XML_HEAD}<w:hdr ${NAMESPACES}>${paragraph(field(' PAGE '), { style: 'Plain', align: 'center' })}</w:hdr>`;
const FIRST_HEADER = `${XML_HEAD}<w:hdr ${NAMESPACES}>${paragraph('', { style: 'Plain' })}</w:hdr>`;

/** Of Word 2013 on: an older mode would lay the tables out otherwise. */
const SETTINGS = `${XML_HEAD}<w:settings ${NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

export function writeWord(paper: Paper): Uint8Array {
  const part = 'wordprocessingml';
  return zipParts({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': `${part}.document.main`,
      'word/styles.xml': `${part}.styles`,
      'word/settings.xml': `${part}.settings`,
      'word/header1.xml': `${part}.header`,
      'word/header2.xml': `${part}.header`,
    }),
    '_rels/.rels': relationships({ rId1: ['officeDocument', 'word/document.xml'] }),
    'word/_rels/document.xml.rels': relationships({
      rId1: ['styles', 'styles.xml'],
      rId2: ['settings', 'settings.xml'],
      rId3: ['header', 'header1.xml'],
      rId4: ['header', 'header2.xml'],
    }),
    'word/document.xml': `${XML_HEAD}<w:document ${NAMESPACES}><w:body>${bodyOf(paper)}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/settings.xml': SETTINGS,
    'word/header1.xml': HEADER,
    'word/header2.xml': FIRST_HEADER,
  });
}
