import type { Block, SourceDocument, TableCell } from '../../domain/plan-reading/blocks.ts';
import { Refused } from '../refusal.ts';
import { relationsOf } from '../relations.ts';
import { readRows, type SheetRow } from '../sheet.ts';
import { isMain, walkXml } from '../xml.ts';
import type { Archive } from '../zip.ts';
import { dateStyles, dateText } from './dates.ts';

/** A plan has a few hundred rows and a dozen columns; a sheet filled to its edge is no plan. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 60;

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

function readSheet(xml: string, shared: readonly string[], dates: ReadonlySet<number>): Sheet {
  const sheet: Sheet = { rows: [], merges: [] };
  let place: Place = { row: -1, column: -1 };
  let type = '';
  let style = 0;
  let value = '';
  let open = false;

  const shown = (): string => {
    if (type === 's') return shared[Number(value)] ?? '';
    if (type === '' && value !== '' && dates.has(style)) return dateText(Number(value));
    return type === 'e' ? '' : value;
  };

  const put = ({ row, column }: Place, text: string): void => {
    if (text.trim() === '' || column >= MOST_COLUMNS) return;
    if (row >= MOST_ROWS) throw new Refused('tooLarge', `over ${MOST_ROWS} rows`);
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet.rows[row] ?? [];
    while (cells.length < column) cells.push('');
    cells[column] = text;
  };

  walkXml(xml, {
    open: (element) => {
      if (!isMain(element)) return;
      switch (element.name) {
        case 'row':
          place = { row: Number(element.attribute('r') ?? place.row + 2) - 1, column: -1 };
          break;
        case 'c':
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
        }
      }
    },
    close: (element) => {
      if (!isMain(element)) return;
      if (element.name === 'c') put(place, shown());
      open = false;
    },
    text: (more) => {
      if (open) value += more;
    },
  });
  return sheet;
}

/** Cells as they look: one over several columns stands once, one over several rows goes on in each. */
function withMerges({ rows, merges }: Sheet): SheetRow[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const grid = rows.map((cells): (TableCell | undefined)[] => Array.from({ length: width }, (_, at) => ({ text: cells[at] ?? '' })));
  for (const { from, to } of merges) {
    const span = Math.min(to.column, width - 1) - from.column + 1;
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
  const shared = sharedTexts(part('sharedStrings'));
  const dates = dateStyles(part('styles'));
  const lines: string[] = [];
  const blocks: Block[] = [];
  for (const name of sheetParts(archive, main)) {
    relationsOf(archive, name);
    const read = readRows(withMerges(readSheet(archive.text(name) ?? '', shared, dates)), lines.length + 1);
    if (blocks.length > 0) blocks.push({ kind: 'pageBreak' });
    lines.push(...read.lines);
    blocks.push(...read.blocks);
  }
  return { lines, blocks };
}
