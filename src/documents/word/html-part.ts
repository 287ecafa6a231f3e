import type { SourceDoubt } from '../../domain/plan-reading/blocks.ts';
import { withoutEntities } from '../entities.ts';
import type { Budget } from '../limits.ts';
import { DocumentRefused } from '../refusal.ts';
import { closedCell, type WordCell, type WordContent } from './content.ts';
import { inFormat } from './numbering.ts';
import { Words } from './words.ts';

/** Elements whose words nobody sees. */
const UNSEEN = new Set(['head', 'script', 'style', 'template', 'noscript']);
const STRUCK = new Set(['s', 'strike', 'del']);
/** Pictures and the like: what stands in them is not read. */
const PICTURES = new Set(['img', 'svg', 'object', 'iframe', 'embed', 'canvas']);
const WITHOUT_END = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Elements that begin a line of their own, and end it. */
const LINES =
  /^(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|hr|section|article|header|footer|center|table|caption|tr|td|th|body|html)$/;
const BOLD = /^(?:b|strong|h[1-6]|th)$/;

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  attribute(name: string): string | undefined;
}

function readTag(inside: string): Tag | undefined {
  const [, end, name = ''] = /^(\/?)([a-z][a-z\d:]*)/i.exec(inside) ?? [];
  if (name === '') return undefined;
  return {
    name: name.toLowerCase(),
    isEnd: end === '/',
    attribute: (wanted) => {
      const [, quoted, single, bare] = new RegExp(`\\s${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(inside) ?? [];
      return quoted ?? single ?? bare;
    },
  };
}

interface List {
  readonly format: string | undefined;
  count: number;
}

interface OpenTable {
  readonly rows: WordCell[][];
  cells: WordCell[];
  /** Columns that the cells of the open row take up. */
  width: number;
  content: WordContent[] | undefined;
  span: number;
  /** Cells that reach down from rows above, by the column they begin in. */
  readonly above: Map<number, { span: number; rows: number }>;
}

const FORMATS: Readonly<Record<string, string>> = { I: 'upperRoman', i: 'lowerRoman', a: 'lowerLetter', A: 'upperLetter' };
/** Programs that lay out pages by tables nest a few; who nests more wants readers to fail. */
const MOST_TABLES_IN_TABLES = 100;
const spanOf = (text: string | undefined): number => Math.min(63, Math.max(1, Number(text) || 1));

/** Takes the paragraphs, lists and tables out of HTML as programs put it into a Word file. Whatever it holds, it is gone through once. */
export class HtmlReader {
  readonly #doubts: Set<SourceDoubt>;
  readonly #budget: Budget;
  readonly #content: WordContent[] = [];
  readonly #tables: OpenTable[] = [];
  readonly #lists: List[] = [];
  #words = new Words(new Set());
  #label: string | undefined;
  #bold = 0;
  /** The element that is left out, and how many of its name are open in it. */
  #skipped: { readonly name: string; readonly isStruck: boolean; depth: number } | undefined;

  constructor(doubts: Set<SourceDoubt>, budget: Budget) {
    this.#doubts = doubts;
    this.#budget = budget;
  }

  read(html: string): readonly WordContent[] {
    let at = 0;
    while (at < html.length) {
      const start = html.indexOf('<', at);
      const isComment = start >= 0 && html.startsWith('<!--', start);
      const end = start < 0 ? -1 : html.indexOf(isComment ? '-->' : '>', start);
      this.#text(html.slice(at, start < 0 ? html.length : start));
      if (end < 0) break;
      if (!isComment) this.#tag(readTag(html.slice(start + 1, end)));
      at = end + (isComment ? 3 : 1);
    }
    this.#endLine();
    while (this.#tables.length > 0) this.#endTable();
    return this.#content;
  }

  #text(raw: string): void {
    const text = withoutEntities(raw.replace(/[ \t\r\n\f]+/g, ' '));
    if (this.#skipped) {
      if (this.#skipped.isStruck && text.trim() !== '') this.#doubts.add('struckOut');
      return;
    }
    this.#budget.letters(text.length);
    this.#words.add(text, undefined, this.#bold > 0);
  }

  #tag(tag: Tag | undefined): void {
    if (!tag) return;
    const { name, isEnd } = tag;
    if (this.#skipped) {
      if (name === this.#skipped.name) this.#skipped.depth += isEnd ? -1 : 1;
      if (this.#skipped.depth === 0) this.#skipped = undefined;
      return;
    }
    if (PICTURES.has(name)) this.#doubts.add('embeddedPart');
    if (!isEnd && this.#isLeftOut(tag)) return;
    if (LINES.test(name)) this.#endLine();
    if (BOLD.test(name)) this.#bold = Math.max(0, this.#bold + (isEnd ? -1 : 1));
    if (name === 'br') this.#words.add('\n', undefined, this.#bold > 0);
    else if (name === 'ol' || name === 'ul') this.#list(tag);
    else if (name === 'li' && !isEnd) this.#item();
    else this.#table(tag);
  }

  #isLeftOut({ name, attribute }: Tag): boolean {
    const style = attribute('style') ?? '';
    const isStruck = STRUCK.has(name) || /line-through/i.test(style);
    if (WITHOUT_END.has(name) || !(UNSEEN.has(name) || isStruck || /display\s*:\s*none/i.test(style))) return false;
    this.#skipped = { name, isStruck, depth: 1 };
    return true;
  }

  #list({ name, isEnd, attribute }: Tag): void {
    const type = attribute('type') ?? '';
    const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : 'decimal';
    if (isEnd) this.#lists.pop();
    else this.#lists.push({ format: name === 'ul' ? undefined : format, count: Number(attribute('start') ?? 1) - 1 || 0 });
  }

  #item(): void {
    const list = this.#lists.at(-1);
    if (list) list.count++;
    this.#label = list?.format === undefined ? '-' : `${inFormat(list.count, list.format)}${/Letter/.test(list.format) ? ')' : '.'}`;
  }

  #table({ name, isEnd, attribute }: Tag): void {
    const table = this.#tables.at(-1);
    if (name === 'table') {
      if (isEnd) this.#endTable();
      else if (this.#tables.length >= MOST_TABLES_IN_TABLES)
        throw new DocumentRefused('hostileXml', `tables nested over ${MOST_TABLES_IN_TABLES} deep`);
      else this.#tables.push({ rows: [], cells: [], width: 0, content: undefined, span: 1, above: new Map() });
    } else if (table && name === 'tr') this.#endRow(table);
    else if (table && (name === 'td' || name === 'th')) {
      this.#endCell(table);
      if (!isEnd) this.#beginCell(table, spanOf(attribute('colspan')), spanOf(attribute('rowspan')));
    }
  }

  #beginCell(table: OpenTable, span: number, rows: number): void {
    this.#fillFromAbove(table);
    if (rows > 1) table.above.set(table.width, { span, rows });
    table.content = [];
    table.span = span;
  }

  #fillFromAbove(table: OpenTable): void {
    for (let cell = table.above.get(table.width); cell && cell.rows > 0; cell = table.above.get(table.width))
      this.#addCell(table, { content: [], span: cell.span, above: true });
  }

  #endCell(table: OpenTable): void {
    if (!table.content) return;
    this.#addCell(table, { content: table.content, span: table.span, above: false });
    table.content = undefined;
  }

  #addCell(table: OpenTable, cell: Omit<WordCell, 'text'>): void {
    this.#budget.pieces(cell.span);
    table.cells.push(closedCell(cell, this.#budget));
    table.width += cell.span;
  }

  #endRow(table: OpenTable): void {
    this.#endCell(table);
    if (table.cells.length === 0) return;
    this.#fillFromAbove(table);
    table.rows.push(table.cells);
    table.cells = [];
    table.width = 0;
    for (const [at, cell] of table.above) {
      if (cell.rows > 1) cell.rows--;
      else table.above.delete(at);
    }
  }

  #endTable(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    this.#endRow(table);
    this.#tables.pop();
    if (table.rows.length > 0) this.#put({ kind: 'table', rows: table.rows });
  }

  #endLine(): void {
    const text = this.#words.text(this.#doubts).trim();
    const strong = this.#words.isStrong;
    this.#words = new Words(new Set());
    // The number of a list is printed before the first words behind it.
    if (text === '') return;
    this.#budget.pieces(1);
    this.#put({ kind: 'paragraph', text, label: this.#label, strong, contents: false, breakBefore: false });
    this.#label = undefined;
  }

  #put(content: WordContent): void {
    (this.#tables.at(-1)?.content ?? this.#content).push(content);
  }
}
