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
  readonly span: number;
  /** Part of a cell that began in a row above. */
  readonly above: boolean;
}

const linesIn = (content: readonly WordContent[]): string[] =>
  content.flatMap((block) =>
    block.kind === 'paragraph'
      ? [[block.label, block.text.replaceAll('\f', ' ')].filter(Boolean).join(' ')]
      : block.rows.flatMap((cells) => cells.map(textOfCell)),
  );

/** The words of a cell, a paragraph in a line. Those of a table inside it stay in the cell. */
export const textOfCell = ({ content }: WordCell): string =>
  linesIn(content)
    .filter((line) => line.trim() !== '')
    .join('\n');
