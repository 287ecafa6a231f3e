import type { Block, Paragraph, SourceDocument, SourceDoubt, TableCell, TableRow } from '../../domain/plan-reading/blocks.ts';
import { Refused } from '../refusal.ts';
import { relationsOf } from '../relations.ts';
import { isMain, walkXml, type XmlElement } from '../xml.ts';
import type { Archive } from '../zip.ts';
import { Numbering } from './numbering.ts';
import { fromStyle, readStyles, type Styles } from './styles.ts';
import { symbolText } from './symbols.ts';

interface OpenParagraph {
  text: string;
  style: string | undefined;
  numId: string | undefined;
  level: number | undefined;
  bold: boolean | undefined;
  breakBefore: boolean;
  /** Letters set in bold and all letters: only a paragraph that is all bold is strong. */
  boldLetters: number;
  letters: number;
}

interface OpenCell {
  readonly paragraphs: string[];
  span: number;
  above: boolean;
}

interface OpenTable {
  readonly rows: TableCell[][];
  cells: TableCell[];
  cell: OpenCell | undefined;
}

/** What is not, or no longer, part of the document: deleted or moved text, former properties, the second form of a drawing. */
const SKIPPED = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'pPrChange', 'rPrChange', 'numberingChange', 'tcPrChange']);

const isOn = (value: string | undefined): boolean => value === undefined || !['0', 'false', 'off', 'none'].includes(value);

/** Fonts of before Unicode, and the letters under whose places they draw those of Vietnamese. */
const OLD_FONT = /^(?:\.Vn|VNI-)/i;
const OLD_LETTER = /[\u00A1-\u00FF]/;

class WordReader {
  readonly #numbering: Numbering;
  readonly #styles: Styles;
  readonly #lines: string[] = [];
  readonly #blocks: Block[] = [];
  /** A text box holds paragraphs inside a paragraph. */
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables: OpenTable[] = [];
  #skipping = 0;
  #inRun = false;
  #runBold: boolean | undefined;
  #runHidden = false;
  #runStruck: boolean | undefined;
  #runFont: string | undefined;
  readonly #doubts: Set<SourceDoubt>;
  /** Content controls that are open, and whether each still shows the words that ask for its content. */
  readonly #controls: { placeholder: boolean }[] = [];
  #inText = false;
  #afterBlank = true;

  constructor(numbering: Numbering, styles: Styles, doubts: Set<SourceDoubt>) {
    this.#doubts = doubts;
    this.#numbering = numbering;
    this.#styles = styles;
  }

  read(xml: string): SourceDocument {
    walkXml(xml, { open: (element) => this.#open(element), close: (element) => this.#close(element), text: (text) => this.#text(text) });
    return { lines: this.#lines, blocks: this.#blocks, doubts: [...this.#doubts] };
  }

  get #paragraph(): OpenParagraph | undefined {
    return this.#paragraphs.at(-1);
  }

  #open(element: XmlElement): void {
    if (this.#skipping > 0 || SKIPPED.has(element.name)) {
      this.#skipping++;
      return;
    }
    if (!isMain(element)) return;
    if (element.name === 'sdt') this.#controls.push({ placeholder: false });
    const control = this.#controls.at(-1);
    if (control && element.name === 'showingPlcHdr') control.placeholder = isOn(element.attribute('val'));
    if (control?.placeholder && element.name === 'sdtContent') {
      this.#skipping++;
      return;
    }
    if (this.#inRun) this.#openInRun(element);
    this.#openStructure(element);
    this.#openProperty(element);
  }

  #openStructure({ name }: XmlElement): void {
    switch (name) {
      case 'p':
        this.#paragraphs.push({
          text: '',
          style: undefined,
          numId: undefined,
          level: undefined,
          bold: undefined,
          breakBefore: false,
          boldLetters: 0,
          letters: 0,
        });
        this.#inRun = false;
        break;
      case 'r':
        this.#inRun = true;
        this.#runBold = undefined;
        this.#runHidden = false;
        this.#runStruck = undefined;
        this.#runFont = undefined;
        break;
      case 'tbl':
        this.#tables.push({ rows: [], cells: [], cell: undefined });
        break;
      case 'tc': {
        const table = this.#tables.at(-1);
        if (table) table.cell = { paragraphs: [], span: 1, above: false };
      }
    }
  }

  /** Properties of the paragraph, the run or the cell that is open. */
  #openProperty(element: XmlElement): void {
    const value = element.attribute('val');
    const paragraph = this.#paragraph;
    const cell = paragraph ? undefined : this.#tables.at(-1)?.cell;
    switch (element.name) {
      case 'pStyle':
        if (paragraph) paragraph.style = value;
        break;
      case 'numId':
        if (paragraph) paragraph.numId = value;
        break;
      case 'ilvl':
        if (paragraph) paragraph.level = Number(value);
        break;
      case 'pageBreakBefore':
        if (paragraph) paragraph.breakBefore = isOn(value);
        break;
      case 'b':
        if (this.#inRun) this.#runBold = isOn(value);
        break;
      case 'rFonts':
        if (this.#inRun) this.#runFont = element.attribute('ascii') ?? element.attribute('hAnsi');
        break;
      case 'strike':
      case 'dstrike':
        if (this.#inRun) this.#runStruck = isOn(value) || (this.#runStruck ?? false);
        break;
      case 'vanish':
        if (this.#inRun) this.#runHidden = isOn(value);
        break;
      case 'gridSpan':
        if (cell) cell.span = Math.min(63, Math.max(1, Number(value) || 1));
        break;
      case 'vMerge':
        if (cell) cell.above = value !== 'restart';
    }
  }

  #openInRun({ name, attribute }: XmlElement): void {
    if (name === 't') this.#inText = true;
    else if (name === 'tab') this.#add(' ');
    else if (name === 'sym') this.#add(symbolText(attribute('font') ?? '', attribute('char') ?? ''));
    else if (name === 'noBreakHyphen') this.#add('-');
    else if (name === 'cr') this.#add('\n');
    else if (name === 'br') this.#add(attribute('type') === 'page' ? '\f' : '\n');
  }

  #add(text: string): void {
    const paragraph = this.#paragraph;
    if (!paragraph || this.#runHidden) return;
    if (this.#runStruck ?? fromStyle(this.#styles, paragraph.style, 'struck')) {
      if (text.trim() !== '') this.#doubts.add('struckOut');
      return;
    }
    if (OLD_LETTER.test(text) && OLD_FONT.test(this.#runFont ?? fromStyle(this.#styles, paragraph.style, 'font') ?? ''))
      this.#doubts.add('oldFont');
    paragraph.text += text;
    const letters = text.trim().length;
    paragraph.letters += letters;
    if (this.#runBold ?? fromStyle(this.#styles, paragraph.style, 'bold')) paragraph.boldLetters += letters;
  }

  #text(text: string): void {
    if (this.#inText && this.#skipping === 0) this.#add(text);
  }

  #close(element: XmlElement): void {
    if (this.#skipping > 0) {
      this.#skipping--;
      return;
    }
    if (!isMain(element)) return;
    switch (element.name) {
      case 'sdt':
        this.#controls.pop();
        break;
      case 't':
        this.#inText = false;
        break;
      case 'r':
        this.#inRun = false;
        break;
      case 'p':
        this.#closeParagraph();
        break;
      case 'tc':
        this.#closeCell();
        break;
      case 'tr':
        this.#closeRow();
        break;
      case 'tbl':
        this.#closeTable();
    }
  }

  #label({ numId, level, style }: OpenParagraph): string | undefined {
    const list = numId ?? fromStyle(this.#styles, style, 'numId');
    if (list === undefined || list === '0') return undefined;
    const ofStyle = style === undefined ? undefined : this.#numbering.levelOfStyle(list, style);
    const at = level ?? ofStyle ?? fromStyle(this.#styles, style, 'level') ?? 0;
    if (!this.#numbering.knows(list, at)) this.#doubts.add('listLost');
    return this.#numbering.next(list, at);
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    // Word prints the number of an empty paragraph too, and counts it.
    const label = this.#label(paragraph);
    const cell = this.#tables.at(-1)?.cell;
    if (cell) cell.paragraphs.push([label, paragraph.text.replaceAll('\f', ' ')].filter(Boolean).join(' '));
    else this.#addParagraph(paragraph, label);
  }

  #addParagraph(paragraph: OpenParagraph, label: string | undefined): void {
    if (paragraph.breakBefore) this.#blocks.push({ kind: 'pageBreak' });
    const heading = fromStyle(this.#styles, paragraph.style, 'heading') === true;
    const contents = /^(?:TOC|MucLuc)\d*$/i.test(paragraph.style ?? '');
    const strong = heading || (paragraph.letters > 0 && paragraph.boldLetters === paragraph.letters);
    // A line break inside a paragraph begins a line of its own; only the first has the label.
    for (const [at, part] of paragraph.text.split(/(\f)|\n/).entries()) {
      if (part === undefined) continue;
      if (part === '\f') {
        this.#blocks.push({ kind: 'pageBreak' });
        continue;
      }
      const own = at === 0 ? label : undefined;
      this.#addLine(part, own, { ...(strong ? { strong } : {}), ...(contents ? { contents } : {}) });
    }
  }

  #addLine(text: string, label: string | undefined, hints: Pick<Paragraph, 'strong' | 'contents'>): void {
    const isBlank = text.trim() === '';
    const line = this.#lines.push([label, text].filter(Boolean).join(' '));
    if (!isBlank || label !== undefined) {
      this.#blocks.push({
        kind: 'paragraph',
        lines: [line],
        text,
        afterBlank: this.#afterBlank,
        ...(label === undefined ? {} : { label }),
        ...hints,
      });
    }
    this.#afterBlank = isBlank;
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    const cell = table?.cell;
    if (!table || !cell) return;
    const text = cell.paragraphs.filter((paragraph) => paragraph.trim() !== '').join('\n');
    table.cells.push({ text, ...(cell.span > 1 ? { span: cell.span } : {}), ...(cell.above ? { above: true } : {}) });
    table.cell = undefined;
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (table && table.cells.length > 0) table.rows.push(table.cells);
    if (table) table.cells = [];
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    const outer = this.#tables.at(-1)?.cell;
    if (!table || table.rows.length === 0) return;
    if (outer) {
      // A table inside a cell: its words stay in the cell.
      outer.paragraphs.push(...table.rows.flatMap((cells) => cells.map(({ text }) => text)));
      return;
    }
    const rows = table.rows.map(
      (cells): TableRow => ({ line: this.#lines.push(cells.map(({ text }) => text.replaceAll('\n', ' ')).join('\t')), cells }),
    );
    this.#blocks.push({ kind: 'table', rows });
    this.#afterBlank = true;
  }
}

const MAIN_PART = 'word/document.xml';

/** Reads a .docx: paragraphs, tables and the labels of automatic numbering. Page headers, notes and pictures are left out. */
export function readWord(archive: Archive): SourceDocument {
  const main = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? MAIN_PART;
  const xml = archive.text(main);
  if (xml === undefined) throw new Refused('brokenFile', 'it has no document part');
  const relations = relationsOf(archive, main);
  const part = (type: string): string | undefined => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target === undefined ? undefined : archive.text(target);
  };
  const doubts = new Set<SourceDoubt>(relations.some(({ external }) => external) ? ['pictureElsewhere'] : []);
  return new WordReader(new Numbering(part('numbering')), readStyles(part('styles')), doubts).read(xml);
}
