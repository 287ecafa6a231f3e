/**
 * A state paper as it is laid out by Decree 30/2020/NĐ-CP: what the screen shows, the printer prints and the Word file holds. It
 * knows nothing of plans and figures.
 */
export interface Paper {
  readonly parentBody: string;
  readonly agency: string;
  /** "Số:      /BC-SNgV" */
  readonly number: string;
  /** "Kiên Giang, ngày      tháng 6 năm 2024" */
  readonly placeAndDate: string;
  readonly kind: string;
  readonly subject: string;
  readonly blocks: readonly PaperBlock[];
  readonly recipients: readonly string[];
  readonly signer: readonly string[];
  /** On a page of its own behind the signature. */
  readonly annex?:
    | {
        readonly title: string;
        readonly subject: string;
        /** Said before the table, where it is not the whole list. */
        readonly note: string | undefined;
        readonly table: PaperTable;
      }
    | undefined;
}

export interface PaperColumn {
  readonly head: string;
  /** Parts of the width of the table. */
  readonly share: number;
  readonly align?: 'centre' | 'end';
  /** On a narrow screen its words stand beneath those of the column before which they explain nothing. */
  readonly folds?: true;
}

export interface PaperRow {
  /** `head`: opens a group that should not be parted from the row after it. `sub`: a row beneath it. */
  readonly look: 'plain' | 'heading' | 'head' | 'sub' | 'total';
  readonly cells: readonly string[];
  /** Printed in bold before the words of the second cell: the code of an item. */
  readonly code?: string;
}

export interface PaperTable {
  readonly kind: 'table';
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly PaperRow[];
}

export type PaperBlock =
  | { readonly kind: 'section' | 'part'; readonly text: string }
  /** `typed`: written by a person, or a blank left for one. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly typed?: true }
  | PaperTable;
