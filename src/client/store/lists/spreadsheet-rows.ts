import type { UnitId } from '../../../domain/ids.ts';
import type { Columns, SpreadsheetRow } from '../../../domain/spreadsheet/columns.ts';
import type { RowResult } from '../../../protocol/endpoints/spreadsheets.ts';

/** A spreadsheet as the worker read it, and the unit it is entered for. */
export interface OpenSpreadsheet {
  readonly fileName: string;
  readonly hash: string;
  readonly rows: readonly SpreadsheetRow[];
  readonly unitId: UnitId;
}

/** What the office said of a row; `entered`: it became a record. */
export type RowAnswer = RowResult & { readonly entered?: true };

/** What a person did to a spreadsheet, as it is written down. */
export interface KeptWork {
  /** Of which file. */
  readonly hash: string;
  /** Of each of its tables. */
  readonly columns: readonly Columns[];
  readonly planId: string | undefined;
  readonly type: string | undefined;
  readonly itemCode: string | undefined;
  readonly edited: readonly (readonly [line: number, cells: readonly string[]])[];
  readonly agreed: readonly number[];
  readonly answers: readonly (readonly [line: number, answer: RowAnswer])[];
}
