import type { SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import type { Budget } from '../limits.ts';
import { isMain, walkXml, type XmlElement } from '../xml.ts';
import type { WordContent } from './content.ts';
import type { Numbering } from './numbering.ts';
import { OpenTables } from './open-tables.ts';
import { printedBy, Run } from './shown.ts';
import { isOn, type Styles } from './styles.ts';
import { Words } from './words.ts';

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

/** What is not, or no longer, part of the document: deleted or moved text, and former properties. */
const SKIPPED = new Set(['del', 'moveFrom', 'instrText', 'delText', 'pPrChange', 'rPrChange', 'numberingChange', 'tcPrChange']);
const ENDS_TAKEN_OUT = new Set(['del', 'moveFrom']);
/** Drawings and embedded files whose words lie in parts of their own. */
const EMBEDDED = new Set(['OLEObject', 'relIds', 'chart']);

export interface WordParts {
  readonly numbering: Numbering;
  readonly styles: Styles;
  readonly doubts: Set<SourceDoubt>;
  readonly budget: Budget;
  /** Content of a part that the document takes in whole; undefined where it is of another kind. */
  readonly partOf: (id: string) => readonly WordContent[] | undefined;
}

/** Takes paragraphs and tables out of the main part of a Word file, with the numbers that its lists print. */
export class WordReader {
  readonly #parts: WordParts;
  readonly #content: WordContent[] = [];
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables: OpenTables;
  #skipping = 0;
  /** What is skipped is the content of a control that still asks for it: a cell in it keeps its place in the row. */
  #skipsControl = false;
  /** Content controls that are open: whether each still shows the words that ask for its content, and whether it is a table of contents. */
  readonly #controls: { placeholder: boolean; contents: boolean }[] = [];
  /** Alternatives that are open, and whether one of them was taken. */
  readonly #alternatives: { taken: boolean }[] = [];
  #inText = false;
  /** A paragraph whose end was taken out: the words of the next go on behind its own. */
  #carried: OpenParagraph | undefined;
  readonly #typedToday = new Set<string>();

  constructor(parts: WordParts) {
    this.#parts = parts;
    this.#tables = new OpenTables(parts.budget);
  }

  read(xml: string): readonly WordContent[] {
    walkXml(xml, { open: (element) => this.#open(element), close: (element) => this.#close(element), text: (text) => this.#text(text) });
    this.#putCarried();
    return this.#content;
  }

  get #paragraph(): OpenParagraph | undefined {
    return this.#paragraphs.at(-1);
  }

  #open(element: XmlElement): void {
    // "del" among the properties of a paragraph says that its end was taken out.
    if (this.#skipping === 0 && this.#paragraph?.inProperties && ENDS_TAKEN_OUT.has(element.name)) this.#paragraph.goesOn = true;
    if (this.#skipping > 0 || SKIPPED.has(element.name) || this.#isOtherAlternative(element)) {
      if (this.#skipsControl && this.#skipping === 1 && element.name === 'tc') this.#tables.putEmptyCell();
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
        this.#openParagraph();
        break;
      case 'pPr':
        if (this.#paragraph) this.#paragraph.inProperties = true;
        break;
      case 'r':
        if (this.#paragraph) this.#paragraph.run = new Run();
        break;
      case 'tbl':
        this.#putCarried();
        this.#tables.open();
        break;
      case 'altChunk':
        this.#putCarried();
        this.#takeIn(element.attribute('id') ?? '');
        break;
      case 'tc':
        this.#tables.openCell();
    }
  }

  #openParagraph(): void {
    this.#parts.budget.pieces(1);
    this.#paragraphs.push({
      words: this.#carried?.words ?? new Words(this.#typedToday),
      inProperties: false,
      goesOn: false,
      lostWords: false,
      style: undefined,
      numId: undefined,
      level: undefined,
      breakBefore: false,
      run: undefined,
    });
    this.#carried = undefined;
  }

  #takeIn(id: string): void {
    const content = this.#parts.partOf(id);
    if (content === undefined) this.#parts.doubts.add('embeddedPart');
    for (const node of content ?? []) this.#put(node);
  }

  /** Properties of the paragraph, the run or the cell that is open. */
  #openProperty(element: XmlElement): void {
    const paragraph = this.#paragraph;
    if (paragraph?.run) paragraph.run.take(element);
    else if (!paragraph) this.#tables.take(element);
    else {
      const value = element.attribute('val');
      if (element.name === 'pStyle') paragraph.style = value;
      else if (element.name === 'numId') paragraph.numId = value;
      else if (element.name === 'ilvl') paragraph.level = Number(value);
      else if (element.name === 'pageBreakBefore') paragraph.breakBefore = isOn(value);
    }
  }

  #openInRun(element: XmlElement, run: Run): void {
    if (element.name === 't') this.#inText = true;
    const printed = printedBy(element);
    if (printed === undefined) return;
    if (printed === '\n' || printed === '\f') this.#parts.budget.lineBreak();
    this.#add(printed, run);
  }

  #add(text: string, run: Run): void {
    const { styles, doubts, budget } = this.#parts;
    const paragraph = this.#paragraph;
    const shown = paragraph && run.shown(text, paragraph.style, styles);
    if (!shown) return;
    if (shown.isStruck) {
      if (text.trim() !== '') {
        doubts.add('struckOut');
        paragraph.lostWords = true;
      }
      return;
    }
    budget.letters(text.length);
    paragraph.words.add(shown.text, shown.font, shown.isStrong);
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
      case 'txbxContent':
        this.#putCarried();
        break;
      case 'tc':
        this.#putCarried();
        this.#tables.closeCell();
        break;
      case 'tr':
        this.#tables.closeRow();
        break;
      case 'tbl': {
        const table = this.#tables.close();
        if (table) this.#put(table);
      }
    }
  }

  #label({ numId, level, style }: OpenParagraph): string | undefined {
    const { styles, numbering, doubts } = this.#parts;
    const list = numId ?? styles.of(style, 'numId');
    if (list === undefined || list === '0') return undefined;
    return numbering.next(list, level ?? numbering.levelOfStyle(list, styles.withAbove(style)) ?? styles.of(style, 'level') ?? 0, doubts);
  }

  /** No paragraph follows in the cell, the text box or the document, or a table does: the words stay a paragraph of their own. */
  #putCarried(): void {
    const carried = this.#carried;
    this.#carried = undefined;
    if (carried && !carried.words.isBlank) this.#putParagraph(carried);
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (paragraph?.goesOn) this.#carried = paragraph;
    else if (paragraph) this.#putParagraph(paragraph);
  }

  #putParagraph(paragraph: OpenParagraph): void {
    const { words, style, breakBefore, lostWords } = paragraph;
    // Word prints the number of an empty paragraph too, and counts it.
    const label = this.#label(paragraph);
    const text = words.text(this.#parts.doubts);
    this.#put({
      kind: 'paragraph',
      text,
      // With all of its words its number is struck out.
      label: lostWords && text.trim() === '' ? undefined : label,
      strong: this.#parts.styles.of(style, 'heading') === true || words.isStrong,
      contents: this.#parts.styles.of(style, 'contents') === true || /^(?:TOC|MucLuc)\d*$/i.test(style ?? '') || this.#inContents,
      breakBefore,
    });
  }

  get #inContents(): boolean {
    return this.#controls.at(-1)?.contents ?? false;
  }

  #put(content: WordContent): void {
    (this.#tables.content ?? this.#content).push(content);
  }
}
