import { strToU8, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

export interface Relationship {
  readonly type: string;
  readonly target: string;
  readonly external?: true;
}

const relationships = (all: readonly Relationship[]): string =>
  `${HEAD}<Relationships xmlns="${RELATIONS}">${all
    .map(
      ({ type, target, external }, at) =>
        `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

const STYLES = `${HEAD}<w:styles ${W}>
<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Section"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Number"><w:name w:val="heading 2"/><w:basedOn w:val="Section"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>`;

const level = (index: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;

/** List 1 numbers sections, 2 has dashes, 3 pluses; further lists are list 1 begun again at another number. */
const numbering = (restarts: readonly { level: number; start: number }[]): string => `${HEAD}<w:numbering ${W}>
<w:abstractNum w:abstractNumId="10">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.')}${level(2, 'decimal', '%2.%3.')}${level(3, 'lowerLetter', '%4)')}</w:abstractNum>
<w:abstractNum w:abstractNumId="11">${level(0, 'bullet', '-')}</w:abstractNum>
<w:abstractNum w:abstractNumId="12">${level(0, 'bullet', '+')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="11"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="12"/></w:num>
${restarts
  .map(
    ({ level: index, start }, at) =>
      `<w:num w:numId="${at + 4}"><w:abstractNumId w:val="10"/><w:lvlOverride w:ilvl="${index}"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`,
  )
  .join('')}
</w:numbering>`;

/** A run for each part of the text, so that no reader may count on one run a paragraph. */
const runs = (text: string, bold: boolean): string =>
  (text.match(/.{1,40}/gsu) ?? [])
    .map((part) => `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeXml(part)}</w:t></w:r>`)
    .join('');

export const paragraph = (text: string, properties = '', bold = false): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs(text, bold)}</w:p>`;

export interface Cell {
  readonly text: string;
  readonly span?: number;
  readonly merge?: 'restart' | 'continue';
}

const cell = ({ text, span, merge }: Cell): string =>
  `<w:tc><w:tcPr>${span ? `<w:gridSpan w:val="${span}"/>` : ''}${merge ? `<w:vMerge${merge === 'restart' ? ' w:val="restart"' : ''}/>` : ''}</w:tcPr>${text
    .split('\n')
    .map((part) => paragraph(part))
    .join('')}</w:tc>`;

export const table = (rows: readonly (readonly Cell[])[]): string =>
  `<w:tbl><w:tblPr/>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;

export interface DocxParts {
  readonly body: string;
  readonly restarts?: readonly { level: number; start: number }[];
  readonly relations?: readonly Relationship[];
  readonly extra?: { readonly [name: string]: Uint8Array };
}

export function zipDocx({ body, restarts = [], relations = [], extra = {} }: DocxParts): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8(`${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    '_rels/.rels': strToU8(relationships([{ type: 'officeDocument', target: 'word/document.xml' }])),
    'word/_rels/document.xml.rels': strToU8(
      relationships([{ type: 'styles', target: 'styles.xml' }, { type: 'numbering', target: 'numbering.xml' }, ...relations]),
    ),
    'word/document.xml': strToU8(`${HEAD}<w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`),
    'word/styles.xml': strToU8(STYLES),
    'word/numbering.xml': strToU8(numbering(restarts)),
    ...extra,
  });
}

const PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
const ENDS = /[.:;…!?]["”’»)]*$/u;

/** Turns the text of a plan into a Word file as an office would make it: automatic numbers, headings, merged cells, page breaks. */
class PlanWriter {
  readonly #parts: string[] = [];
  readonly #restarts: { level: number; start: number }[] = [];
  readonly #counts: number[] = [];
  #list = 1;
  #last = '';

  write(text: string): Uint8Array {
    const lines = text.split(/\r?\n/);
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] ?? '';
      if (!line.includes('\t')) {
        this.#line(line);
        continue;
      }
      const rows: string[] = [];
      for (; at < lines.length && ((lines[at] ?? '').includes('\t') || (lines[at] === '' && (lines[at + 1] ?? '').includes('\t'))); at++)
        if (lines[at] !== '') rows.push(lines[at] ?? '');
      this.#table(rows.map((row) => row.split('\t')));
      at--;
    }
    return zipDocx({ body: this.#parts.join(''), restarts: this.#restarts });
  }

  #line(line: string): void {
    const text = line.replace(/[#*]/g, '').trim();
    if (text === '') return;
    const strong =
      /^#|\*\*/.test(line) || /^(?:KẾ HOẠCH|GIÁM ĐỐC|CHỦ TỊCH)/.test(text) || this.#last.startsWith('KẾ HOẠCH') || this.#inTitle;
    const roman = /^([IVX]+)\.\s+(.*)$/u.exec(text);
    const sub = /^(\d+)\.(\d+)\.\s+(.*)$/u.exec(text);
    const number = /^(\d+)\.\s+(.*)$/u.exec(text);
    const letter = /^([a-z])\)\s+(.*)$/u.exec(text);
    const mark = /^([-+])\s+(.*)$/u.exec(text);
    if (roman) this.#numbered(0, ROMAN.indexOf(roman[1] ?? '') + 1, roman[2] ?? '', 'Section');
    else if (sub) this.#numbered(2, Number(sub[2]), sub[3] ?? '');
    else if (number) this.#numbered(1, Number(number[1]), number[2] ?? '', ENDS.test(text) ? undefined : 'Number');
    else if (letter) this.#numbered(3, (letter[1] ?? 'a').charCodeAt(0) - 96, letter[2] ?? '');
    else if (mark)
      this.#parts.push(paragraph(mark[2] ?? '', `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${mark[1] === '-' ? 2 : 3}"/></w:numPr>`));
    else this.#parts.push((this.#isCut(text) ? PAGE_BREAK : '') + paragraph(text, '', strong));
    this.#last = text;
  }

  /** The lines behind "KẾ HOẠCH" up to the reasons are the title, all bold. */
  get #inTitle(): boolean {
    return /^(?:Triển khai|Hoạt động của Hội đồng)/u.test(this.#last) && !/[.”:]$/u.test(this.#last);
  }

  #isCut(text: string): boolean {
    return /^\p{Ll}/u.test(text) && !ENDS.test(this.#last);
  }

  /** Where the printed number is not the next one, the list begins again there, as Word lets a person set it. */
  #numbered(index: number, value: number, text: string, style?: string): void {
    this.#counts.length = Math.min(this.#counts.length, index + 1);
    const next = (this.#counts[index] ?? 0) + 1;
    this.#counts[index] = value;
    if (value !== next) {
      this.#restarts.push({ level: index, start: value });
      this.#list = this.#restarts.length + 3;
    }
    const numbers = `<w:numPr><w:ilvl w:val="${index}"/><w:numId w:val="${this.#list}"/></w:numPr>`;
    const own = style !== undefined && this.#list === 1 ? '' : numbers;
    this.#parts.push(paragraph(text, `${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${own}`));
  }

  #table(rows: readonly string[][]): void {
    const merged = rows.map((cells, at): Cell[] => {
      const filled = cells.filter((text) => text.trim() !== '').length;
      const [first = '', second = '', lead = ''] = cells;
      if (filled === 1 && first !== '') return [{ text: first, span: cells.length }];
      if (filled === 2 && /^[IVX]+$/.test(first)) return [{ text: first }, { text: second, span: cells.length - 1 }];
      const isRow = (row: readonly string[] | undefined): boolean => /^\d+$/.test(row?.[0] ?? '') && row?.[2] === lead;
      if (!isRow(cells)) return cells.map((text) => ({ text }));
      const merge = isRow(rows[at - 1]) ? 'continue' : isRow(rows[at + 1]) ? 'restart' : undefined;
      return cells.map((text, column) => (column === 2 && merge ? { text: merge === 'restart' ? text : '', merge } : { text }));
    });
    this.#parts.push(table(merged));
  }
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

export const planToDocx = (text: string): Uint8Array => new PlanWriter().write(text);
