import type { Table, TableRow } from './blocks.ts';
import { isBullet } from './bullet.ts';
import { cleanText, isUpper, withoutEnd } from './clean-text.ts';
import { createDraft, type Draft, joinTexts } from './draft.ts';
import { readMarker } from './marker.ts';
import { isDayLine } from './row-label.ts';
import { beginsLower } from './sentence.ts';
import { addCells, type Cells, readCells } from './table-cells.ts';
import { columnOf, columnsUnder, findHeading, gridTexts, isHeadingAgain, type TableColumns, widthOf } from './table-columns.ts';
import { guessColumns } from './table-guess.ts';

const GROUP_RANK = 0;
const ROW_RANK = 1;
const LETTER_ROW_RANK = 5;
const DASH_ROW_RANK = 6;

/** A Roman number, or the capital letter of a part, alone or with the name of the group behind it in the same cell. */
const GROUP = /^((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|[A-H])(?:[.):]\s*|\s+|$)(.+)?$/;
const ROMAN = /^(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$/;

/** Label and rank of a numbered row; undefined where the cell holds no number. A sheet may print 1 as "1.0". */
function readLabel(number: string): { readonly marker: string; readonly rank: number } | undefined {
  const label = withoutEnd(number.replace(/^\(/, ''), /[.)/\s]/).replace(/^(\d+)\.0+$/, '$1');
  if (/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(label)) return { marker: label, rank: ROW_RANK + label.split('.').length - 1 };
  if (/^[a-zđ]$/.test(label)) return { marker: label, rank: LETTER_ROW_RANK };
  if (isBullet(label)) return { marker: /^[+＋]/.test(label) ? '+' : '-', rank: DASH_ROW_RANK };
  return undefined;
}

interface Section {
  readonly children: Draft[];
}

/** Turns the rows of one table into nodes under a section. */
export class TableReader {
  readonly #section: Section;
  #columns: TableColumns;
  readonly #rows: readonly TableRow[];
  readonly #headingRows: readonly TableRow[];
  /** Some row has a figure in the number column: one without is part of the row above. */
  readonly #isNumbered: boolean;
  /** No row has another number than a Roman one: those are no groups, there is nothing in them. */
  readonly #onlyRoman: boolean;
  /** Groups of letters stand above Roman groups, or below where a Roman one comes first. */
  readonly #letterRank: number;
  #open: Draft[] = [];
  #last: Draft | undefined;
  #above: Cells | undefined;
  /** Lines of the heading, also where it is printed again: they belong to the section. */
  readonly headingLines: number[];

  /** `before` is the table printed above it, whose columns hold on where this one has no heading. */
  constructor({ rows }: Table, section: Section, before?: TableReader) {
    const heading = findHeading(rows);
    const goesOn = heading === undefined && before !== undefined && widthOf(rows) === before.#columns.kinds.length;
    this.#section = section;
    this.#rows = rows.slice(heading?.next ?? 0);
    this.#columns = heading ? columnsUnder(heading, this.#rows) : goesOn ? before.#columns : guessColumns(rows);
    this.#headingRows = goesOn ? before.#headingRows : rows.slice(heading?.at ?? 0, heading?.next ?? 0);
    const numbers = this.#rows.map((row) => readCells(row, this.#columns).number);
    this.#isNumbered = numbers.some((number) => /^\(?\d/.test(number)) || (goesOn && before.#isNumbered);
    this.#onlyRoman =
      !goesOn && numbers.every((number) => number === '' || ROMAN.test(number.replace(/[.)]$/, ''))) && numbers.filter(Boolean).length > 1;
    const isLetter = (number: string): boolean => /^[A-H][.)]?$/.test(number) && !ROMAN.test(number.replace(/[.)]$/, ''));
    const firstRoman = numbers.findIndex((number) => ROMAN.test(number.replace(/[.)]$/, '')));
    const firstLetter = numbers.findIndex(isLetter);
    this.#letterRank = firstRoman >= 0 && firstRoman < firstLetter ? GROUP_RANK + 0.5 : GROUP_RANK - 1;
    this.headingLines = rows.slice(0, heading?.next ?? 0).map(({ line }) => line);
    if (before !== undefined && before.#section === section && (goesOn || (heading !== undefined && this.#beginsCut(before)))) {
      this.#open = before.#open;
      this.#last = before.#last;
      this.#above = before.#above;
    }
  }

  /** Below the heading printed again at the top of a page, a first row without a number and in small letters ends the row above. */
  #beginsCut(before: TableReader): boolean {
    const [first] = this.#rows;
    if (!first || !this.#headingRows.every((row) => isHeadingAgain(row, before.#headingRows))) return false;
    const { number, task } = readCells(first, this.#columns);
    return this.#isNumbered && number === '' && beginsLower(task);
  }

  read(): void {
    for (const row of this.#rows) {
      const texts = gridTexts(row).map(cleanText).filter(Boolean);
      if (texts.length === 0) continue;
      if (isHeadingAgain(row, this.#headingRows)) this.headingLines.push(row.line);
      else this.#readRow(row, texts.length === 1 ? texts[0] : undefined);
    }
  }

  /** `lone` is the text of a row in which only one cell is filled. */
  #readRow(row: TableRow, lone: string | undefined): void {
    const cells = this.#withOwnLabel(readCells(row, this.#columns, this.#above));
    const label = readLabel(this.#onlyRoman && cells.number !== '' && lone === undefined ? '' : cells.number);
    if (this.#onlyRoman && lone === undefined && cells.number !== '') this.#addRow(row, withoutEnd(cells.number, /[.)]/), ROW_RANK, cells);
    else if (!this.#addGroup(row, cells, lone)) {
      if (label) this.#addRow(row, label.marker, label.rank, cells);
      else if (this.#continues(row, cells)) this.#continue(row);
      else this.#addRow(row, null, ROW_RANK, cells);
    }
    this.#above = cells;
  }

  /** Without a column of numbers the number stands before the words: "1. Tập huấn". */
  #withOwnLabel(cells: Cells): Cells {
    if (this.#columns.kinds.includes('number')) return cells;
    const marker = readMarker(cleanText(cells.task));
    if (!marker || marker.rest === '' || marker.kind === 'part') return cells;
    return { ...cells, number: marker.marker, task: marker.rest };
  }

  #put(draft: Draft): void {
    while ((this.#open.at(-1)?.rank ?? Number.NEGATIVE_INFINITY) >= draft.rank) this.#open.pop();
    if (this.#columns.isGuessed) draft.doubts.add('columnsGuessed');
    (this.#open.at(-1) ?? this.#section).children.push(draft);
    this.#open.push(draft);
    this.#last = draft;
  }

  #addRow(row: TableRow, marker: string | null, rank: number, cells: Cells): void {
    // What is neither a number nor a word, as the mark of a formula without a value, is no part of the work.
    const number = /[\p{L}\d]/u.test(cells.number) ? cells.number : '';
    const draft = createDraft('row', marker, rank, marker === null ? joinTexts(number, cells.task) : cells.task, [row.line]);
    if (marker === null && this.#isNumbered) draft.doubts.add('rowWithoutNumber');
    const texts = gridTexts(row);
    if (this.#columns.unknown.some((at) => (texts[at] ?? '').trim() !== '')) draft.doubts.add('columnUnknown');
    addCells(draft, cells);
    this.#put(draft);
  }

  /** A row whose only words name what the rows below it have in common. */
  #isName(row: TableRow, cells: Cells, lone: string): boolean {
    if (readLabel(lone)) return false;
    const isWide = row.cells.length === 1 && this.#columns.kinds.length > 1;
    if (cells.number !== '' || isWide || isDayLine(lone)) return true;
    return lone === cleanText(cells.task) && (isUpper(lone) || GROUP.test(lone)) && !/[.;]$/.test(lone);
  }

  #addGroup(row: TableRow, cells: Cells, lone: string | undefined): boolean {
    const isNamed = lone !== undefined && this.#isName(row, cells, lone);
    const [, marker, name = ''] = (isNamed || lone === undefined ? GROUP.exec(isNamed && lone ? lone : cells.number) : null) ?? [];
    if (marker === undefined && !isNamed) return false;
    const isLetter = marker !== undefined && /^[A-H]$/.test(marker);
    const text = marker === undefined ? (lone ?? '') : joinTexts(name, cells.number === '' || isNamed ? '' : cells.task);
    const group = createDraft('grouprow', marker ?? null, isLetter ? this.#letterRank : GROUP_RANK, text, [row.line]);
    // Words that name the group or the columns are none of its cells.
    if (!isNamed && !this.#namesColumns(row)) addCells(group, cells);
    this.#put(group);
    return true;
  }

  /** "I | Chuẩn bị | Người phụ trách | Ngày đến hạn": the first group of a sheet may say what the columns are. */
  #namesColumns(row: TableRow): boolean {
    const { kinds, unknown } = this.#columns;
    const named = gridTexts(row).map((text, at) => (kinds[at] === 'number' || kinds[at] === 'task' ? undefined : columnOf(text)));
    const others = gridTexts(row).filter((text, at) => text.trim() !== '' && kinds[at] !== 'number' && kinds[at] !== 'task');
    if (others.length < 2 || named.filter((kind) => kind !== undefined).length < others.length) return false;
    this.#columns = {
      ...this.#columns,
      kinds: kinds.map((kind, at) => named[at] ?? kind),
      unknown: unknown.filter((at) => named[at] === undefined),
    };
    return true;
  }

  #continues(row: TableRow, { number, task }: Cells): boolean {
    if (number !== '' || !this.#last) return false;
    return this.#columns.kinds.includes('number') ? this.#isNumbered || row.cells[0]?.above === true : task === '';
  }

  /** A page break cut the row: what is printed here goes on in the cells above. */
  #continue(row: TableRow): void {
    const last = this.#last;
    if (!last) return;
    // Without the cells merged downwards: the row has them already.
    const cells = readCells(row, this.#columns);
    // A sentence that begins here may as well be work of its own, whose number is missing.
    if (cells.task !== '' && !beginsLower(cells.task) && row.cells[0]?.above === undefined) last.doubts.add('rowWithoutNumber');
    last.text = joinTexts(last.text, cleanText(cells.task));
    last.lines.push(row.line);
    if (last.kind === 'grouprow' && cells.lead !== '') last.doubts.add('rowWithoutNumber');
    addCells(last, cells);
  }
}
