import type { Block, SourceDocument, SourceDoubt, TableCell } from '../../domain/plan-reading/blocks.ts';
import { Budget } from '../limits.ts';
import { inLetters, oldFontOf } from '../old-encodings/fonts.ts';
import { DocumentRefused } from '../refusal.ts';
import { relationsOf } from '../relations.ts';
import { NO_VALUE, readRows, type SheetRow } from '../sheet.ts';
import { isMain, walkXml } from '../xml.ts';
import type { Archive } from '../zip.ts';
import { type CellStyle, readCellStyles } from './cell-styles.ts';
import { isoDate } from './dates.ts';
import { shownNumber, textInFormat } from './numbers.ts';
import { type RichText, RichTextReader, sharedTexts } from './rich-text.ts';

/** A plan has a few hundred rows and a dozen columns; a sheet filled to its edge is no plan. */
const MOST_ROWS = 10_000;
const MOST_SHEETS = 200;
const MOST_MERGES = 40_000;

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** "B12" is row 11, column 1, counted from 0. */
function placeOf(reference: string): Place | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!found?.[1] || !found[2]) return undefined;
  const column = [...found[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(found[2]) - 1, column };
}

interface Sheet {
  readonly rows: TableCell[][];
  readonly merges: { readonly from: Place; readonly to: Place }[];
}

interface Workbook {
  readonly shared: readonly RichText[];
  readonly styleOf: (index: number) => CellStyle;
  /** Days by which the workbook's calendar begins later than the usual one. */
  readonly dayOffset: number;
  readonly budget: Budget;
  readonly doubts: Set<SourceDoubt>;
}

const MOST_COLUMNS = 16_384;

/** Columns that are not shown. A file may name a column again and again. */
class HiddenColumns {
  /** How many spans begin and end at each column, and from the first look on how many cover it. */
  readonly #spans = new Int32Array(MOST_COLUMNS + 1);
  #isSummed = false;

  add(from: number, to: number): void {
    if (!(from >= 0 && from <= to && from < MOST_COLUMNS)) return;
    this.#spans[from] = (this.#spans[from] ?? 0) + 1;
    const end = Math.min(to, MOST_COLUMNS - 1) + 1;
    this.#spans[end] = (this.#spans[end] ?? 0) - 1;
  }

  has(column: number): boolean {
    if (!this.#isSummed) for (let at = 1; at <= MOST_COLUMNS; at++) this.#spans[at] = (this.#spans[at] ?? 0) + (this.#spans[at - 1] ?? 0);
    this.#isSummed = true;
    return (this.#spans[column] ?? 0) > 0;
  }
}

/** What a cell shows of its words: those struck out are left out, those of an old font are turned into letters. */
function wordsOf(text: RichText, style: CellStyle, { doubts, budget }: Workbook): string {
  // Words that are struck out are looked at too, and many cells may point at them.
  budget.looks(text.reduce((sum, part) => sum + 1 + part.text.length, 0));
  const isStruck = ({ struck }: RichText[number]): boolean => struck ?? style.struck;
  const shown = text.filter((part) => !isStruck(part));
  if (text.some((part) => isStruck(part) && part.text.trim() !== '')) doubts.add('struckOut');
  return textInFormat(shown.map((part) => inLetters(part.text, oldFontOf(part.font ?? style.font), doubts)).join(''), style.format);
}

interface OpenCell {
  readonly type: string;
  readonly style: CellStyle;
  value: string;
  isFormula: boolean;
}

const EMPTY: TableCell = { text: '' };

function shownIn(cell: OpenCell, inline: RichText, workbook: Workbook): TableCell {
  if ((cell.type !== '' && cell.type !== 'n') || cell.value === '' || cell.style.struck) return { text: textIn(cell, inline, workbook) };
  const { text, isFraction } = shownNumber(cell.value, cell.style.format, workbook.dayOffset);
  return isFraction ? { text, isFraction } : { text };
}

/** What is shown of a cell that holds no number, or shows none. */
function textIn(cell: OpenCell, inline: RichText, workbook: Workbook): string {
  const { shared, doubts } = workbook;
  const { type, style, value, isFormula } = cell;
  // A text formula may well give no text; then the file says so by its type.
  if (type === 'e' || (isFormula && value === '' && type !== 'str')) {
    doubts.add('formulaWithoutValue');
    return NO_VALUE;
  }
  if (type === 's') return wordsOf(shared[Number(value)] ?? [], style, workbook);
  if (type === 'inlineStr') return wordsOf(inline, style, workbook);
  if (value === '') return '';
  if (style.struck) {
    doubts.add('struckOut');
    return '';
  }
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'd') return isoDate(value);
  return wordsOf([{ text: value, font: undefined, struck: undefined }], style, workbook);
}

function readSheet(xml: string, workbook: Workbook): Sheet {
  const { styleOf, budget, doubts } = workbook;
  const sheet: Sheet = { rows: [], merges: [] };
  const inline = new RichTextReader();
  const hidden = new HiddenColumns();
  let place: Place = { row: -1, column: -1 };
  let cell: OpenCell | undefined;
  let inValue = false;
  let isHidden = false;

  const put = ({ row, column }: Place, shown: TableCell): void => {
    if (row >= MOST_ROWS) throw new DocumentRefused('tooLarge', `over ${MOST_ROWS} rows`);
    if (shown.text.trim() === '') return;
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet.rows[row] ?? [];
    budget.pieces(Math.max(0, column + 1 - cells.length));
    budget.letters(shown.text.length);
    while (cells.length < column) cells.push(EMPTY);
    cells[column] = shown;
  };

  const closeCell = (): void => {
    if (!cell) return;
    if (!isHidden && !hidden.has(place.column)) put(place, shownIn(cell, inline.text, workbook));
    else if (cell.value !== '' || inline.text.length > 0) doubts.add('hiddenCells');
    cell = undefined;
  };

  walkXml(xml, {
    open: (element) => {
      if (!isMain(element)) return;
      switch (element.name) {
        case 'row':
          place = { row: Number(element.attribute('r') ?? place.row + 2) - 1, column: -1 };
          isHidden = isOn(element.attribute('hidden')) || element.attribute('ht') === '0';
          break;
        case 'col':
          if (isOn(element.attribute('hidden')) || element.attribute('width') === '0')
            hidden.add(Number(element.attribute('min')) - 1, Number(element.attribute('max')) - 1);
          break;
        case 'f':
          if (cell) cell.isFormula = true;
          break;
        case 'c':
          place = placeOf(element.attribute('r') ?? '') ?? { row: place.row, column: place.column + 1 };
          cell = { type: element.attribute('t') ?? '', style: styleOf(Number(element.attribute('s') ?? 0)), value: '', isFormula: false };
          inline.begin();
          break;
        case 'v':
          inValue = true;
          break;
        case 'mergeCell': {
          const [from, to] = (element.attribute('ref') ?? '').split(':').map(placeOf);
          if (from && to) sheet.merges.push({ from, to });
          if (sheet.merges.length > MOST_MERGES) throw new DocumentRefused('inflatesTooFar', `over ${MOST_MERGES} merged cells`);
          break;
        }
        default:
          if (cell) inline.open(element);
      }
    },
    close: (element) => {
      if (!isMain(element)) return;
      if (element.name === 'c') closeCell();
      if (cell) inline.close(element);
      inValue = false;
    },
    text: (more) => {
      if (cell && inValue) cell.value += more;
      else if (cell) inline.add(more);
    },
  });
  return sheet;
}

/** Cells as they look: one over several columns stands once, one over several rows goes on in each. */
function withMerges({ rows, merges }: Sheet, budget: Budget): SheetRow[] {
  const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  budget.pieces(width * rows.length);
  const grid = rows.map((cells): (TableCell | undefined)[] => Array.from({ length: width }, (_, at) => cells[at] ?? EMPTY));
  for (const { from, to } of merges) {
    const span = Math.min(to.column, width - 1) - from.column + 1;
    const height = Math.min(to.row, grid.length - 1) - from.row + 1;
    if (span < 1 || height < 1) continue;
    budget.pieces(height * span);
    for (let row = from.row; row <= Math.min(to.row, grid.length - 1); row++) {
      const cells = grid[row];
      const first = cells?.[from.column];
      if (!cells || !first) continue;
      cells[from.column] = { ...first, ...(span > 1 ? { span } : {}), ...(row > from.row ? { above: true } : {}) };
      for (let column = from.column + 1; column < from.column + span; column++) cells[column] = undefined;
    }
  }
  return grid.map((cells) => cells.filter((cell) => cell !== undefined));
}

/** Days between the two calendars of Excel. */
const DAYS_TO_1904 = 1_462;

interface Book {
  /** Names of the parts of the sheets that are shown, in the order of their tabs. */
  readonly parts: readonly string[];
  readonly hasHidden: boolean;
  readonly dayOffset: number;
}

function readBook(archive: Archive, main: string): Book {
  const targets = new Map(relationsOf(archive, main).map(({ id, target }) => [id, target]));
  const parts: string[] = [];
  let hasHidden = false;
  let dayOffset = 0;
  walkXml(archive.text(main) ?? '', {
    open: (element) => {
      if (element.name === 'workbookPr' && isOn(element.attribute('date1904'))) dayOffset = DAYS_TO_1904;
      if (element.name !== 'sheet') return;
      const target = targets.get(element.attribute('id') ?? '');
      if ((element.attribute('state') ?? 'visible') !== 'visible') hasHidden = true;
      else if (target !== undefined) parts.push(target);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { parts, hasHidden, dayOffset };
}

/** Reads a .xlsx: the visible sheets one after the other, values as they are shown; formulas are not worked out. */
export function readExcel(archive: Archive): SourceDocument {
  const main = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  // A binary workbook has its parts under the same names, and nothing in them is XML.
  if (archive.has('xl/workbook.bin')) throw new DocumentRefused('unknownKind', 'a binary workbook');
  if (!archive.has(main)) throw new DocumentRefused('brokenFile', 'it has no workbook part');
  const relations = relationsOf(archive, main);
  const part = (type: string): string | undefined => archive.text(relations.find((relation) => relation.type === type)?.target ?? '');
  const { parts, hasHidden, dayOffset } = readBook(archive, main);
  if (parts.length > MOST_SHEETS) throw new DocumentRefused('inflatesTooFar', `over ${MOST_SHEETS} sheets`);
  const workbook: Workbook = {
    shared: sharedTexts(part('sharedStrings')),
    styleOf: readCellStyles(part('styles')),
    dayOffset,
    budget: new Budget('inflatesTooFar'),
    doubts: new Set(hasHidden ? ['hiddenSheet'] : []),
  };
  const lines: string[] = [];
  const blocks: Block[] = [];
  for (const name of parts) {
    relationsOf(archive, name);
    const read = readRows(withMerges(readSheet(archive.text(name) ?? '', workbook), workbook.budget), lines.length + 1);
    if (blocks.length > 0) blocks.push({ kind: 'pageBreak' });
    for (const line of read.lines) lines.push(line);
    for (const block of read.blocks) blocks.push(block);
  }
  return { lines, blocks, doubts: [...workbook.doubts] };
}
