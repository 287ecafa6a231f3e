import type { Block, SourceDocument, SourceDoubt, TableCell } from '../../domain/plan-reading/blocks.ts';
import { Budget } from '../limits.ts';
import { Refused } from '../refusal.ts';
import { relationsOf } from '../relations.ts';
import { readRows, type SheetRow } from '../sheet.ts';
import { isMain, walkXml } from '../xml.ts';
import type { Archive } from '../zip.ts';
import { type CellStyles, cellStyles, dateText } from './dates.ts';
import { numberText } from './numbers.ts';

/** A plan has a few hundred rows and a dozen columns; a sheet filled to its edge is no plan. */
const MOST_ROWS = 20_000;
const MOST_SHEETS = 200;
const MOST_MERGES = 40_000;

/** The texts that cells refer to by number. */
function sharedTexts(xml: string | undefined): string[] {
  const texts: string[] = [];
  let text = '';
  let open = false;
  let phonetic = false;
  if (xml === undefined) return texts;
  walkXml(xml, {
    open: (element) => {
      if (element.name === 'si') text = '';
      if (element.name === 'rPh') phonetic = true;
      open = element.name === 't';
    },
    close: (element) => {
      if (element.name === 'si') texts.push(text);
      if (element.name === 'rPh') phonetic = false;
      open = false;
    },
    text: (more) => {
      if (open && !phonetic) text += more;
    },
  });
  return texts;
}

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
  readonly rows: string[][];
  readonly merges: { readonly from: Place; readonly to: Place }[];
}

interface Workbook {
  readonly shared: readonly string[];
  readonly styles: CellStyles;
  readonly budget: Budget;
  readonly doubts: Set<SourceDoubt>;
}

/** Stands where a formula has no value, so that its row is not taken for the rest of the row above. */
const NO_VALUE = '?';

function readSheet(xml: string, { shared, styles, budget, doubts }: Workbook): Sheet {
  const sheet: Sheet = { rows: [], merges: [] };
  let place: Place = { row: -1, column: -1 };
  let type = '';
  let style = 0;
  let value = '';
  let open = false;
  let isFormula = false;
  let isHidden = false;
  const hiddenColumns: { from: number; to: number }[] = [];

  const shown = (): string => {
    if (type === 's') return shared[Number(value)] ?? '';
    if (type === '' && value !== '' && styles.dates.has(style)) return dateText(Number(value));
    if (type === '' && value !== '') return numberText(value, styles.numbers.get(style) ?? '') ?? value;
    return type === 'e' ? '' : value;
  };

  const put = ({ row, column }: Place, text: string): void => {
    if (text.trim() === '') return;
    if (isHidden || hiddenColumns.some(({ from, to }) => from <= column && column <= to)) {
      doubts.add('hiddenCells');
      return;
    }
    if (row >= MOST_ROWS) throw new Refused('tooLarge', `over ${MOST_ROWS} rows`);
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet.rows[row] ?? [];
    budget.pieces(Math.max(0, column + 1 - cells.length));
    budget.letters(text.length);
    while (cells.length < column) cells.push('');
    cells[column] = text;
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
            hiddenColumns.push({ from: Number(element.attribute('min')) - 1, to: Number(element.attribute('max')) - 1 });
          break;
        case 'f':
          isFormula = true;
          break;
        case 'c':
          isFormula = false;
          place = placeOf(element.attribute('r') ?? '') ?? { row: place.row, column: place.column + 1 };
          type = element.attribute('t') === 'n' ? '' : (element.attribute('t') ?? '');
          style = Number(element.attribute('s') ?? 0);
          value = '';
          break;
        case 'v':
        case 't':
          open = true;
          break;
        case 'mergeCell': {
          const [from, to] = (element.attribute('ref') ?? '').split(':').map(placeOf);
          if (from && to) sheet.merges.push({ from, to });
          if (sheet.merges.length > MOST_MERGES) throw new Refused('inflatesTooFar', `over ${MOST_MERGES} merged cells`);
        }
      }
    },
    close: (element) => {
      if (!isMain(element)) return;
      if (element.name === 'c') {
        const text = shown();
        // A text formula may well give no text; then the file says so by its type.
        const lacksValue = isFormula && value === '' && type !== 'str';
        if (lacksValue && !isHidden) doubts.add('formulaWithoutValue');
        put(place, lacksValue ? NO_VALUE : text);
      }
      open = false;
    },
    text: (more) => {
      if (open) value += more;
    },
  });
  return sheet;
}

/** Cells as they look: one over several columns stands once, one over several rows goes on in each. */
function withMerges({ rows, merges }: Sheet, budget: Budget): SheetRow[] {
  const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  budget.pieces(width * rows.length);
  const grid = rows.map((cells): (TableCell | undefined)[] => Array.from({ length: width }, (_, at) => ({ text: cells[at] ?? '' })));
  for (const { from, to } of merges) {
    const span = Math.min(to.column, width - 1) - from.column + 1;
    budget.pieces(Math.max(0, (Math.min(to.row, grid.length - 1) - from.row + 1) * span));
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

/** Names of the sheet parts in the order of their tabs, without the hidden ones. */
function sheetParts(archive: Archive, main: string): string[] {
  const targets = new Map(relationsOf(archive, main).map(({ id, target }) => [id, target]));
  const parts: string[] = [];
  walkXml(archive.text(main) ?? '', {
    open: (element) => {
      if (element.name !== 'sheet' || (element.attribute('state') ?? 'visible') !== 'visible') return;
      const target = targets.get(element.attribute('id') ?? '');
      if (target !== undefined) parts.push(target);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return parts;
}

/** Reads a .xlsx: the visible sheets one after the other, values as they are shown; formulas are not worked out. */
export function readExcel(archive: Archive): SourceDocument {
  const main = relationsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!archive.has(main)) throw new Refused('brokenFile', 'it has no workbook part');
  const relations = relationsOf(archive, main);
  const part = (type: string): string | undefined => archive.text(relations.find((relation) => relation.type === type)?.target ?? '');
  const workbook: Workbook = {
    shared: sharedTexts(part('sharedStrings')),
    styles: cellStyles(part('styles')),
    budget: new Budget('inflatesTooFar'),
    doubts: new Set(),
  };
  const lines: string[] = [];
  const blocks: Block[] = [];
  const parts = sheetParts(archive, main);
  if (parts.length > MOST_SHEETS) throw new Refused('inflatesTooFar', `over ${MOST_SHEETS} sheets`);
  for (const name of parts) {
    relationsOf(archive, name);
    const read = readRows(withMerges(readSheet(archive.text(name) ?? '', workbook), workbook.budget), lines.length + 1);
    if (blocks.length > 0) blocks.push({ kind: 'pageBreak' });
    lines.push(...read.lines);
    blocks.push(...read.blocks);
  }
  return { lines, blocks, doubts: [...workbook.doubts] };
}
