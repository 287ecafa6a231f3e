import { MEASURE_KEYS, type MeasureKey } from '../../domain/measure.ts';

/**
 * Stored shapes, the same on SQLite and PostgreSQL: texts and integers only. Instants are milliseconds since 1970,
 * days are texts ('2026-03-15'), flags are 0 or 1, and what no query looks into is JSON text.
 */
export type MeasureColumn = `m_${MeasureKey}`;
export const measureColumn = (key: MeasureKey): MeasureColumn => `m_${key}`;
export const MEASURE_COLUMNS: readonly MeasureColumn[] = MEASURE_KEYS.map(measureColumn);
/** Null is "not counted", as an absent measure is in the domain. */
export type MeasureColumns = { [K in MeasureColumn]: number | null };

/**
 * Rows without the measures none of them counts: most pages count a handful, and what is left out is null by itself, also
 * as the `excluded` value of an upsert.
 */
export function withoutEmptyMeasures<T extends MeasureColumns>(rows: readonly T[]): T[] {
  const empty = MEASURE_COLUMNS.filter((column) => rows.every((row) => row[column] === null));
  return rows.map((row) => {
    const kept = { ...row } as Record<string, unknown>;
    for (const column of empty) delete kept[column];
    // The columns left out may be absent in an insert, which the row's type cannot say.
    return kept as T;
  });
}

/** The one row every write transaction locks first. */
export interface FeedHeadTable {
  id: number;
  change_no: number;
  epoch: string;
}

/** Plans, units, localities and partners: few, seldom changed, read whole. */
export interface ReferenceTable {
  kind: string;
  id: string;
  data: string;
  change_no: number;
}

/** Additions to the reference data by their idempotency key, each with what was answered: said again, it adds nothing. */
export interface ReferenceRequestTable {
  id: string;
  account_id: string;
  hash: string;
  answer: string;
  at: number;
}

/** Every version of every plan, never changed afterwards; the newest is in `reference` too. */
export interface PlanVersionTable {
  plan_id: string;
  version: number;
  data: string;
  at: number;
  /** Null: it came with the installation. */
  account_id: string | null;
  /** Days of a month on which its cells begin: '1,15'. */
  cut_days: string | null;
}

export interface AccountTable {
  id: string;
  staff_code: string;
  /** Folded for sign-in: nobody types the case right on a phone. */
  staff_key: string;
  role: string;
  unit_ids: string;
  /** Posts held before, each with its last day, the earliest first; null where there was none. */
  former: string | null;
  /** What the desk calls the person; it goes to no phone. */
  display_name: string | null;
  /** PHC string; null until the account is opened with its code. */
  password_hash: string | null;
  code_hash: string | null;
  code_expires_at: number | null;
  disabled: number;
  created_at: number;
  change_no: number;
}

/** One phone or browser an account has signed in on, with its proof (only its hash) and what it last said of itself. */
export interface DeviceTable {
  id: string;
  account_id: string;
  /** Hash of the browser's own long-lived key, so that signing in again is not another device. */
  key_hash: string;
  token_hash: string | null;
  token_at: number;
  name: string;
  app: string;
  created_at: number;
  seen_at: number;
  held_count: number;
  held_oldest_at: string | null;
  held_attention: number;
  held_persisted: number;
  /** When it last said what it holds. */
  held_at: number | null;
  /** Which stores of the phone said so, and what is missing (device-report.ts); null before the first word. */
  report: string | null;
  note_change_no: number;
}

export interface DeclaredTable {
  device_id: string;
  plan_id: string;
  item_code: string;
  unit_id: string;
  part: string;
  records: number;
}

/** The columns by which records fall into cells. */
export interface CellPlaceColumns {
  plan_id: string;
  item_code: string;
  unit_id: string;
  part: string;
  state: string;
}

/** The columns by which records fall into fine cells. */
export interface FinePlaceColumns extends CellPlaceColumns {
  type: string;
  /** Empty where a record names no place: what is part of a key cannot be null. */
  locality_id: string;
}

export interface ActivityTable extends FinePlaceColumns, MeasureColumns {
  id: string;
  /** 1: its figures are guesses. */
  estimated: number;
  date: string;
  version: number;
  author_id: string;
  content: string;
  created_at: number;
  updated_at: number;
  return_reason: string | null;
  duplicate_of_id: string | null;
  conflicts: string | null;
  change_no: number;
}

/** Items a record also serves: never in totals, only for "Còn phục vụ". */
export interface AlsoItemTable {
  activity_id: string;
  plan_id: string;
  item_code: string;
}

/** Every accepted version of every record, never changed afterwards: the history and the audit log. */
export interface ActivityVersionTable {
  activity_id: string;
  version: number;
  mutation_id: string;
  account_id: string;
  device_id: string;
  action: string;
  state: string;
  at: number;
  device_at: string;
  patch: string;
  before: string;
  /** Why it was returned. Of a version made because of another record: the action that was done to that one. */
  reason: string | null;
  /** The record that counts instead; of a record that counts instead of another, that other one. */
  duplicate_of_id: string | null;
  conflicts: string | null;
}

/** Every mutation that was answered for good: its id is the idempotency key. */
export interface MutationTable {
  id: string;
  account_id: string;
  activity_id: string;
  hash: string;
  /** The version of the record the person saw; the same for all of a chain. */
  seen: number;
  status: string;
  version: number | null;
  result: string;
  /** Of an edit that could not be merged: kept readable. */
  aside: string | null;
  at: number;
}

/**
 * A cell by type and locality as well. They answer for places and types whatever the number of records, and a cell is
 * summed from its few fine ones instead of from all its records. No phone pulls them.
 */
export interface FineCellTable extends FinePlaceColumns, MeasureColumns {
  records: number;
  /** How many of them are estimates. */
  estimated: number;
}

export interface CellTable extends CellPlaceColumns, MeasureColumns {
  records: number;
  estimated: number;
  change_no: number;
}

/** A unit a record has left: those who saw it there are told to let it go. */
export interface DepartureTable {
  activity_id: string;
  unit_id: string;
  change_no: number;
}

export interface Tables {
  feed_head: FeedHeadTable;
  reference: ReferenceTable;
  reference_requests: ReferenceRequestTable;
  plan_versions: PlanVersionTable;
  accounts: AccountTable;
  devices: DeviceTable;
  declared: DeclaredTable;
  activities: ActivityTable;
  also_items: AlsoItemTable;
  activity_versions: ActivityVersionTable;
  mutations: MutationTable;
  fine_cells: FineCellTable;
  cells: CellTable;
  departures: DepartureTable;
}
