import type { Block, Paragraph, TableRow } from '../../domain/plan-reading/blocks.ts';
import type { Budget } from '../limits.ts';
import type { WordCell, WordContent, WordParagraph, WordTable } from './content.ts';
import { layoutRows } from './layout-table.ts';

/** Gives the content of a document its lines, in the order in which it is printed. */
export class Printer {
  readonly lines: string[] = [];
  readonly blocks: Block[] = [];
  readonly #budget: Budget;
  #afterBlank = true;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  print(content: readonly WordContent[]): void {
    for (const block of content) {
      if (block.kind === 'paragraph') this.#printParagraph(block);
      else this.#printTable(block);
    }
  }

  #printParagraph({ text, label, strong, contents, breakBefore }: WordParagraph): void {
    if (breakBefore) this.blocks.push({ kind: 'pageBreak' });
    // A line break inside a paragraph begins a line of its own; only the first has the label.
    for (const [at, part] of this.#partsOf(text)) {
      if (part === '\f') this.blocks.push({ kind: 'pageBreak' });
      else this.#printLine(part, at === 0 ? label : undefined, { ...(strong ? { strong } : {}), ...(contents ? { contents } : {}) });
    }
  }

  *#partsOf(text: string): Iterable<readonly [number, string]> {
    // Taken one by one: a paragraph of millions of breaks comes to the limit before all of its parts are made.
    let [at, from] = [0, 0];
    for (const found of text.matchAll(/[\f\n]/g)) {
      yield [at++, text.slice(from, found.index)];
      if (found[0] === '\f') yield [at++, '\f'];
      from = found.index + 1;
    }
    yield [at, text.slice(from)];
  }

  #printLine(text: string, label: string | undefined, hints: Pick<Paragraph, 'strong' | 'contents'>): void {
    const isBlank = text.trim() === '';
    this.#budget.line();
    const line = this.lines.push([label, text].filter(Boolean).join(' '));
    if (!isBlank || label !== undefined) {
      this.blocks.push({
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

  #printTable(table: WordTable): void {
    const layout = layoutRows(table);
    let rows: TableRow[] | undefined;
    for (const [at, cells] of table.rows.entries()) {
      if (layout.has(at)) {
        rows = undefined;
        for (const { content } of cells) this.print(content);
        continue;
      }
      if (!rows) {
        rows = [];
        this.blocks.push({ kind: 'table', rows });
      }
      rows.push(this.#toRow(cells));
    }
    this.#afterBlank = true;
  }

  #toRow(cells: readonly WordCell[]): TableRow {
    this.#budget.line();
    const printed = cells.map((cell) => ({
      text: cell.text,
      ...(cell.span > 1 ? { span: cell.span } : {}),
      ...(cell.above ? { above: true as const } : {}),
    }));
    return { line: this.lines.push(printed.map(({ text }) => text.replaceAll('\n', ' ')).join('\t')), cells: printed };
  }
}
