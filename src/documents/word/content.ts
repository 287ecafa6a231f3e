import type { Budget } from '../limits.ts';

/** A paragraph of a Word file before it has a line: it may stand in a cell. */
export interface WordParagraph {
  readonly kind: 'paragraph';
  /** With '\n' for line breaks and '\f' for page breaks. */
  readonly text: string;
  readonly label: string | undefined;
  readonly strong: boolean;
  /** An entry of a table of contents. */
  readonly contents: boolean;
  readonly breakBefore: boolean;
}

export interface WordTable {
  readonly kind: 'table';
  readonly rows: readonly (readonly WordCell[])[];
}

export type WordContent = WordParagraph | WordTable;

export interface WordCell {
  readonly content: readonly WordContent[];
  /** The words of a cell, a paragraph in a line. Those of a table inside it stay in the cell. */
  readonly text: string;
  readonly span: number;
  /** Part of a cell that began in a row above. */
  readonly above: boolean;
}

export const EMPTY_CELL: WordCell = { content: [], text: '', span: 1, above: false };

const linesIn = (content: readonly WordContent[]): string[] =>
  content.flatMap((block) =>
    block.kind === 'paragraph'
      ? [[block.label, block.text.replaceAll('\f', ' ')].filter(Boolean).join(' ')]
      : block.rows.flatMap((cells) => cells.map(({ text }) => text)),
  );

/** A cell that has come to its end. Its words stand in every cell around it too, which takes long where there are many. */
export function closedCell({ content, span, above }: Omit<WordCell, 'text'>, budget: Budget): WordCell {
  const text = linesIn(content)
    .filter((line) => line.trim() !== '')
    .join('\n');
  budget.looks(text.length);
  return { content, text, span, above };
}
