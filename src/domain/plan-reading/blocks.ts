/**
 * What every kind of file is turned into before it is read as a plan: paragraphs and tables in their printed order.
 * Line numbers begin at 1 and point into `SourceDocument.lines`, the text a person sees beside the tree.
 */
export interface SourceDocument {
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
  /** What was left out of them, or could not be read as it is shown. */
  readonly doubts?: readonly SourceDoubt[];
}

export type SourceDoubt =
  /** Words struck out were left out. */
  | 'struckOut'
  /** Hidden rows or columns of a sheet were left out. */
  | 'hiddenCells'
  /** A formula whose value the file does not hold. */
  | 'formulaWithoutValue'
  /** Words are set in a font of before Unicode (TCVN3, VNI), whose letters are not those it draws, and were not surely understood. */
  | 'oldFont'
  /** Words of an old font or encoding were turned into the letters they stand for. */
  | 'oldLettersConverted'
  /** All of it is typed in letters without tones and marks: its words stand as typed, and one without its tone may be taken for another. */
  | 'withoutTones'
  /** A part of the document lies in it as a file of another kind, or as a drawing, and was not read. */
  | 'embeddedPart'
  /** A list counts in words or signs; its numbers are given in figures. */
  | 'listInWords'
  /** A sheet that is not shown was not read. */
  | 'hiddenSheet'
  /** A picture that lies in another file or on a server was left out. */
  | 'pictureElsewhere'
  /** A paragraph is of a list that the file does not describe: it may lack its number. */
  | 'listLost';

export type Block = Paragraph | Table | PageBreak;

export interface Paragraph {
  readonly kind: 'paragraph';
  /** More than one where a paragraph was printed over several lines. */
  readonly lines: readonly number[];
  /** Without the label of automatic numbering. */
  readonly text: string;
  /** The label as automatic numbering prints it: 'I.', '1.2.', '-'. */
  readonly label?: string;
  /** All of it is set in bold or as a heading. */
  readonly strong?: true;
  /** An entry of a table of contents, which repeats a heading. */
  readonly contents?: true;
  /** A blank line, or an empty paragraph, stands above. */
  readonly afterBlank: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly text: string;
  /** How many columns it covers; 1 when absent. */
  readonly span?: number;
  /** Part of a cell that began in a row above. */
  readonly above?: true;
  /** A number with decimals: its point is no mark of thousands, however many figures stand behind it. */
  readonly isFraction?: true;
}

export interface PageBreak {
  readonly kind: 'pageBreak';
}
