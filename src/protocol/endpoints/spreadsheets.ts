import * as z from 'zod/mini';
import { ActivityId, UnitId } from '../../domain/ids.ts';
import type { Endpoint } from '../endpoint.ts';
import { MAX_MUTATIONS } from '../limits.ts';
import { SentPatch } from '../mutation.ts';
import { ResultIssue } from '../mutation-result.ts';
import { Count, Instant } from '../values.ts';

/** Most rows of one spreadsheet: it is undone in one step. */
export const MAX_SPREADSHEET_ROWS = 2_000;
export const MAX_FILE_NAME = 200;

const Row = z.strictObject({
  /** Where it stands in the file: the same row of the same file is entered once. */
  line: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  /** All fields of the record by name. */
  patch: SentPatch,
  /** A person looked at the record that is alike, and this is another activity. */
  evenSo: z.optional(z.literal(true)),
});

/** `new`: entered, or would be. `known`: entered before. `alike`: the office has a record that may be the same. */
export const ROW_STATUSES = ['new', 'known', 'alike', 'refused'] as const;
const RowResult = z.strictObject({
  line: z.int(),
  status: z.enum(ROW_STATUSES),
  /** The record that is alike. */
  alikeId: z.optional(ActivityId),
  issues: z.optional(z.array(ResultIssue)),
});
export type RowResult = z.infer<typeof RowResult>;

/** Rows of a spreadsheet of past activities become records of a unit. `check`: says what would become of them. */
export const ENTER_SPREADSHEET = {
  method: 'POST',
  path: '/api/spreadsheets',
  body: z.strictObject({
    /** SHA-256 of the file, in hexadecimal figures. */
    fileHash: z.string().check(z.regex(/^[\da-f]{64}$/)),
    fileName: z.string().check(z.minLength(1), z.maxLength(MAX_FILE_NAME)),
    unitId: UnitId,
    check: z.boolean(),
    rows: z.array(Row).check(
      z.minLength(1),
      z.maxLength(MAX_MUTATIONS),
      z.refine((rows) => new Set(rows.map(({ line }) => line)).size === rows.length),
    ),
  }),
  reply: z.strictObject({ results: z.array(RowResult) }),
  errors: ['notFound', 'tooLarge'],
} as const satisfies Endpoint;

const Spreadsheet = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  unitId: UnitId,
  /** Who entered it. */
  staffCode: z.string(),
  at: Instant,
  records: Count,
  /** Of them, those that nobody has judged or changed since. */
  untouched: Count,
  undoneAt: z.optional(Instant),
});
export type Spreadsheet = z.infer<typeof Spreadsheet>;

export const LIST_SPREADSHEETS = {
  method: 'GET',
  path: '/api/spreadsheets',
  reply: z.strictObject({ spreadsheets: z.array(Spreadsheet) }),
  errors: [],
} as const satisfies Endpoint;

/** Withdraws all records of a spreadsheet, or none: `builtOn` of them were judged, changed or told in a closed period since. */
export const UNDO_SPREADSHEET = {
  method: 'POST',
  path: '/api/spreadsheets/:id/undo',
  reply: z.strictObject({ withdrawn: Count, builtOn: Count }),
  errors: ['notFound'],
} as const satisfies Endpoint;
