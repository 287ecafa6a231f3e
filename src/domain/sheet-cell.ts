import type { Day } from './day.ts';

/** A cell knows what it is: a number can be added up, a day can be sorted, and words are never taken for a formula. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'day'; readonly value: Day }
  | undefined;

export interface SheetColumn {
  readonly head: string;
  /** In letters. */
  readonly width: number;
}

/** A table with typed cells, as a spreadsheet holds it. */
export interface ReportSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly { readonly strong?: true; readonly cells: readonly SheetCell[] }[];
}

export const textCell = (words: string | undefined): SheetCell =>
  words === undefined || words === '' ? undefined : { kind: 'text', text: words };
export const numberCell = (value: number | undefined): SheetCell => (value === undefined ? undefined : { kind: 'number', value });
export const dayCell = (value: Day | null | undefined): SheetCell =>
  value === undefined || value === null ? undefined : { kind: 'day', value };
