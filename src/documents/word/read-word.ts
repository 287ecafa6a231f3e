import type { SourceDocument, SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { Budget } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { refuseActiveContent, relationsOf } from '../relations.ts';
import { isMain, walkXml, type XmlElement } from '../xml.ts';
import type { Archive } from '../zip.ts';
import { closedCell, EMPTY_CELL, type WordCell, type WordContent } from './content.ts';
import { HtmlReader } from './html-part.ts';
import { Numbering } from './numbering.ts';
import { Printer } from './printer.ts';
import { fontOf, isOn, readStyles, type Style, type Styles } from './styles.ts';
import { symbolText } from './symbols.ts';
import { Words } from './words.ts';

interface Run {
  style: string | undefined;
  bold: boolean | undefined;
  underlined: boolean | undefined;
  caps: boolean | undefined;
  hidden: boolean | undefined;
  struck: boolean | undefined;
  font: string | undefined;
}

interface OpenParagraph {
  readonly words: Words;
  /** Its properties are being read, not its content. */
  inProperties: boolean;
  /** Its end was taken out, and the words of the next paragraph go on in it. */
  goesOn: boolean;
  /** Some of its words were struck out. */
  lostWords: boolean;
  style: string | undefined;
  numId: string | undefined;
  level: number | undefined;
  breakBefore: boolean;
  /** A text box holds paragraphs inside a run of another. */
  run: Run | undefined;
}

interface OpenCell {
  readonly content: WordContent[];
  span: number;
  above: boolean;
}

interface OpenTable {
  readonly rows: WordCell[][];
  cells: WordCell[];
  cell: OpenCell | undefined;
}

/** What is not, or no longer, part of the document: deleted or moved text, and former properties. */
const SKIPPED = new Set(['del', 'moveFrom', 'instrText', 'delText', 'pPrChange', 'rPrChange', 'numberingChange', 'tcPrChange']);
const ENDS_TAKEN_OUT = new Set(['del', 'moveFrom']);
/** Drawings and embedded files whose words lie in parts of their own. */
const EMBEDDED = new Set(['OLEObject', 'relIds', 'chart']);

interface Parts {
  readonly numbering: Numbering;
  readonly styles: Styles;
  readonly doubts: Set<SourceDoubt>;
  readonly budget: Budget;
  /** Content of a part that the document takes in whole; undefined where it is of another kind. */
  readonly partOf: (id: string) => readonly WordContent[] | undefined;
}

const spanOf = (value: string | undefined): number => Math.min(63, Math.max(1, Number(value) || 1));

class WordReader {
  readonly #parts: Parts;
  readonly #content: WordContent[] = [];
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables: OpenTable[] = [];
  #skipping = 0;
  /** What is skipped is the content of a control that still asks for it: a cell in it keeps its place in the row. */
  #skipsControl = false;
  /** Content controls that are open: whether each still shows the words that ask for its content, and whether it is a table of contents. */
  readonly #controls: { placeholder: boolean; contents: boolean }[] = [];
  /** Alternatives that are open, and whether one of them was taken. */
  readonly #alternatives: { taken: boolean }[] = [];
  #inText = false;
  /** Words of a paragraph whose end was taken out: those of the next go on behind them. */
  #carried: Words | undefined;
  readonly #typedToday = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  read(xml: string): readonly WordContent[] {
    walkXml(xml, { open: (element) => this.#open(element), close: (element) => this.#close(element), text: (text) => this.#text(text) });
    return this.#content;
  }

  get #paragraph(): OpenParagraph | undefined {
    return this.#paragraphs.at(-1);
  }

  #open(element: XmlElement): void {
    // "del" among the properties of a paragraph says that its end was taken out.
    if (this.#skipping === 0 && this.#paragraph?.inProperties && ENDS_TAKEN_OUT.has(element.name)) this.#paragraph.goesOn = true;
    if (this.#skipping > 0 || SKIPPED.has(element.name) || this.#isOtherAlternative(element)) {
      if (this.#skipsControl && this.#skipping === 1 && element.name === 'tc') this.#putEmptyCell();
      this.#skipping++;
      return;
    }
    if (EMBEDDED.has(element.name)) this.#parts.doubts.add('embeddedPart');
    if (!isMain(element)) return;
    if (element.name === 'sdt') this.#controls.push({ placeholder: false, contents: this.#controls.at(-1)?.contents ?? false });
    const control = this.#controls.at(-1);
    if (control && element.name === 'showingPlcHdr') control.placeholder = isOn(element.attribute('val'));
    if (control && element.name === 'docPartGallery' && element.attribute('val') === 'Table of Contents') control.contents = true;
    if (control?.placeholder && element.name === 'sdtContent') {
      this.#skipping++;
      this.#skipsControl = true;
      return;
    }
    if (this.#paragraph?.run) this.#openInRun(element, this.#paragraph.run);
    this.#openStructure(element);
    this.#openProperty(element);
  }

  /** A drawing may be there twice, once for programs that know its kind and once for others. It is taken once. */
  #isOtherAlternative({ name }: XmlElement): boolean {
    if (name === 'AlternateContent') this.#alternatives.push({ taken: false });
    const alternative = this.#alternatives.at(-1);
    if (!alternative || (name !== 'Choice' && name !== 'Fallback')) return false;
    const isOther = alternative.taken;
    alternative.taken = true;
    return isOther;
  }

  #openStructure(element: XmlElement): void {
    switch (element.name) {
      case 'p':
        this.#parts.budget.pieces(1);
        this.#paragraphs.push({
          words: this.#takeCarried() ?? new Words(this.#typedToday),
          inProperties: false,
          goesOn: false,
          lostWords: false,
          style: undefined,
          numId: undefined,
          level: undefined,
          breakBefore: false,
          run: undefined,
        });
        break;
      case 'pPr':
        if (this.#paragraph) this.#paragraph.inProperties = true;
        break;
      case 'r':
        if (this.#paragraph)
          this.#paragraph.run = {
            style: undefined,
            bold: undefined,
            underlined: undefined,
            caps: undefined,
            hidden: undefined,
            struck: undefined,
            font: undefined,
          };
        break;
      case 'tbl':
        this.#tables.push({ rows: [], cells: [], cell: undefined });
        break;
      case 'altChunk':
        this.#takeIn(element.attribute('id') ?? '');
        break;
      case 'tc': {
        const table = this.#tables.at(-1);
        if (table) table.cell = { content: [], span: 1, above: false };
      }
    }
  }

  #takeIn(id: string): void {
    const content = this.#parts.partOf(id);
    if (content === undefined) this.#parts.doubts.add('embeddedPart');
    for (const node of content ?? []) this.#put(node);
  }

  /** Properties of the paragraph, the run or the cell that is open. */
  #openProperty(element: XmlElement): void {
    const value = element.attribute('val');
    const paragraph = this.#paragraph;
    const run = paragraph?.run;
    if (run) {
      if (element.name === 'rStyle') run.style = value;
      else if (element.name === 'b') run.bold = isOn(value);
      else if (element.name === 'u') run.underlined = isOn(value);
      else if (element.name === 'caps') run.caps = isOn(value);
      else if (element.name === 'rFonts') run.font = fontOf(element);
      else if (element.name === 'strike' || element.name === 'dstrike') run.struck = isOn(value) || (run.struck ?? false);
      else if (element.name === 'vanish') run.hidden = isOn(value);
    } else if (paragraph) {
      if (element.name === 'pStyle') paragraph.style = value;
      else if (element.name === 'numId') paragraph.numId = value;
      else if (element.name === 'ilvl') paragraph.level = Number(value);
      else if (element.name === 'pageBreakBefore') paragraph.breakBefore = isOn(value);
    } else {
      const table = this.#tables.at(-1);
      const cell = table?.cell;
      if (table && !cell && element.name === 'gridBefore') this.#putEmptyCell(spanOf(value));
      if (cell && element.name === 'gridSpan') cell.span = spanOf(value);
      if (cell && element.name === 'vMerge') cell.above = value !== 'restart';
    }
  }

  #openInRun({ name, attribute }: XmlElement, run: Run): void {
    if (name === 't') this.#inText = true;
    else if (name === 'tab') this.#add(' ', run);
    else if (name === 'sym') this.#add(symbolText(attribute('font') ?? '', attribute('char') ?? ''), run);
    else if (name === 'noBreakHyphen') this.#add('-', run);
    else if (name === 'softHyphen') this.#add('\u00AD', run);
    else if (name === 'cr') this.#break('\n', run);
    else if (name === 'br') this.#break(attribute('type') === 'page' ? '\f' : '\n', run);
  }

  #break(text: string, run: Run): void {
    this.#parts.budget.lineBreak();
    this.#add(text, run);
  }

  #add(text: string, run: Run): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    const { styles, doubts, budget } = this.#parts;
    const said = <K extends keyof Style>(key: K): Style[K] | undefined =>
      (run.style === undefined ? undefined : styles.of(run.style, key)) ?? styles.of(paragraph.style, key);
    if (run.hidden ?? said('hidden')) return;
    if (run.struck ?? said('struck')) {
      if (text.trim() !== '') {
        doubts.add('struckOut');
        paragraph.lostWords = true;
      }
      return;
    }
    budget.letters(text.length);
    const shown = (run.caps ?? said('caps')) === true ? text.toUpperCase() : text;
    const isStrong = (run.bold ?? said('bold')) === true || (run.underlined ?? said('underlined')) === true;
    paragraph.words.add(shown, run.font ?? said('font') ?? styles.usualFont, isStrong);
  }

  #text(text: string): void {
    const run = this.#paragraph?.run;
    if (this.#inText && this.#skipping === 0 && run) this.#add(text, run);
  }

  #close(element: XmlElement): void {
    if (this.#skipping > 0) {
      this.#skipping--;
      if (this.#skipping === 0) this.#skipsControl = false;
      return;
    }
    if (element.name === 'AlternateContent') this.#alternatives.pop();
    if (!isMain(element)) return;
    switch (element.name) {
      case 'sdt':
        this.#controls.pop();
        break;
      case 't':
        this.#inText = false;
        break;
      case 'pPr':
        if (this.#paragraph) this.#paragraph.inProperties = false;
        break;
      case 'r':
        if (this.#paragraph) this.#paragraph.run = undefined;
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
    const { styles, numbering, doubts } = this.#parts;
    const list = numId ?? styles.of(style, 'numId');
    if (list === undefined || list === '0') return undefined;
    return numbering.next(list, level ?? numbering.levelOfStyle(list, styles.withAbove(style)) ?? styles.of(style, 'level') ?? 0, doubts);
  }

  #takeCarried(): Words | undefined {
    const carried = this.#carried;
    this.#carried = undefined;
    return carried;
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const { words, style, breakBefore, lostWords } = paragraph;
    if (paragraph.goesOn) {
      this.#carried = words;
      return;
    }
    // Word prints the number of an empty paragraph too, and counts it.
    const label = this.#label(paragraph);
    const text = words.text(this.#parts.doubts);
    this.#put({
      kind: 'paragraph',
      text,
      // With all of its words its number is struck out.
      label: lostWords && text.trim() === '' ? undefined : label,
      strong: this.#parts.styles.of(style, 'heading') === true || words.isBold,
      contents: this.#parts.styles.of(style, 'contents') === true || /^(?:TOC|MucLuc)\d*$/i.test(style ?? '') || this.#inContents,
      breakBefore,
    });
  }

  get #inContents(): boolean {
    return this.#controls.at(-1)?.contents ?? false;
  }

  #put(content: WordContent): void {
    (this.#tables.at(-1)?.cell?.content ?? this.#content).push(content);
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (!table?.cell) return;
    this.#parts.budget.pieces(table.cell.span);
    table.cells.push(closedCell(table.cell, this.#parts.budget));
    table.cell = undefined;
  }

  #putEmptyCell(span = 1): void {
    this.#parts.budget.pieces(span);
    this.#tables.at(-1)?.cells.push({ ...EMPTY_CELL, span });
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (table && table.cells.length > 0) table.rows.push(table.cells);
    if (table) table.cells = [];
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (table && table.rows.length > 0) this.#put({ kind: 'table', rows: table.rows });
  }
}

const MAIN_PART = 'word/document.xml';

/** Parts that take in parts that take in parts: no office program writes more. */
const MOST_PARTS_IN_PARTS = 3;

function contentOf(archive: Archive, doubts: Set<SourceDoubt>, budget: Budget, depth: number): readonly WordContent[] {
  const main = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? MAIN_PART;
  const xml = archive.text(main);
  if (xml === undefined) throw new DocumentRefused('brokenFile', 'it has no document part');
  const relations = relationsOf(archive, main);
  const part = (type: string): string | undefined => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return target === undefined ? undefined : archive.text(target);
  };
  if (relations.some(({ external }) => external)) doubts.add('pictureElsewhere');
  const targets = new Map(relations.map(({ id, target }) => [id, target]));
  const partOf = (id: string): readonly WordContent[] | undefined => {
    const target = targets.get(id) ?? '';
    if (/\.(?:x?html?|txt)$/i.test(target)) return htmlContent(archive.text(target), /txt$/i.test(target), doubts, budget);
    const inner = depth < MOST_PARTS_IN_PARTS && /\.docx$/i.test(target) ? archive.inner(target) : undefined;
    if (!inner) return undefined;
    refuseActiveContent(inner);
    return contentOf(inner, doubts, budget, depth + 1);
  };
  const styles = readStyles(part('styles'));
  return new WordReader({ numbering: new Numbering(part('numbering'), styles), styles, doubts, budget, partOf }).read(xml);
}

/** A page of HTML, or plain text, that a document takes in; undefined where its letters are not those of Unicode. */
function htmlContent(
  text: string | undefined,
  isPlain: boolean,
  doubts: Set<SourceDoubt>,
  budget: Budget,
): readonly WordContent[] | undefined {
  if (text === undefined || text.includes('\uFFFD')) return undefined;
  const html = isPlain ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/\r?\n/g, '<br>') : text;
  return new HtmlReader(doubts, budget).read(html);
}

/** Reads a .docx: paragraphs, tables and the labels of automatic numbering. Page headers, notes and pictures are left out. */
export function readWord(archive: Archive): SourceDocument {
  const doubts = new Set<SourceDoubt>();
  const budget = new Budget('inflatesTooFar');
  const content = contentOf(archive, doubts, budget, 0);
  const printer = new Printer(budget);
  printer.print(content);
  return { lines: printer.lines, blocks: printer.blocks, doubts: [...doubts] };
}
