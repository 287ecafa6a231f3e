import type { ActivityContent, RecordState } from '../../../domain/activity.ts';
import type { Day } from '../../../domain/day.ts';
import type { AccountId, ActivityId, ItemCode, MutationId, PlanId, UnitId } from '../../../domain/ids.ts';
import type { Patch } from '../../../domain/patch.ts';
import type { RecordAction } from '../../../domain/record-action.ts';
import type { MutationResult } from '../../../protocol/mutation-result.ts';
import type { FieldConflict } from '../../../protocol/server-activity.ts';
import type { Json } from '../json.ts';
import type { FinePlaceColumns } from './cells.ts';
import type { MeasureColumns } from './measures.ts';

export interface ActivityTable extends FinePlaceColumns, MeasureColumns {
  id: ActivityId;
  /** 1: its figures are guesses. */
  estimated: number;
  date: Day;
  version: number;
  author_id: AccountId;
  content: Json<ActivityContent>;
  created_at: number;
  updated_at: number;
  return_reason: string | null;
  duplicate_of_id: ActivityId | null;
  conflicts: Json<FieldConflict[]> | null;
  change_no: number;
}

/** Items a record also serves: never in totals, only for "Còn phục vụ". */
export interface AlsoItemTable {
  activity_id: ActivityId;
  plan_id: PlanId;
  item_code: ItemCode;
}

/** The border markers a record names, by their main positions, with what is needed to sum them. */
export interface ActivityMarkerTable {
  activity_id: ActivityId;
  position: number;
  plan_id: PlanId;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
  sessions: number;
}

/** Every accepted version of every record, never changed afterwards: the history. */
export interface ActivityVersionTable {
  activity_id: ActivityId;
  version: number;
  mutation_id: MutationId;
  account_id: AccountId;
  device_id: string;
  /** Who entered it under the author's name, from the file of a phone that did not send it. */
  entered_by: AccountId | null;
  /** Staff code of whose deputy did it, where nothing else allowed it. */
  stands_in_for: string | null;
  action: RecordAction;
  state: RecordState;
  at: number;
  device_at: string;
  patch: Json<Patch>;
  before: Json<Patch>;
  /** Why it was returned. Of a version made because of another record: the action that was done to that one. */
  reason: string | null;
  /** The record that counts instead; of a record that counts instead of another, that other one. */
  duplicate_of_id: ActivityId | null;
  conflicts: Json<FieldConflict[]> | null;
  /** In the order of writing; the audit entries bind the rows by it. */
  no: number | null;
}

/** Every mutation that was answered for good: its id is the idempotency key. */
export interface AnsweredMutationTable {
  id: MutationId;
  account_id: AccountId;
  activity_id: ActivityId;
  hash: string;
  /** The version of the record the person saw; the same for all of a chain. */
  seen: number;
  status: MutationResult['status'];
  version: number | null;
  result: Json<MutationResult>;
  /** Of an edit that could not be merged: kept readable. */
  aside: Json<Patch> | null;
  at: number;
}

/** A unit a record has left: those who saw it there are told to let it go. */
export interface DepartureTable {
  activity_id: ActivityId;
  unit_id: UnitId;
  change_no: number;
}

/** A record of the demonstration that was cleared away: whoever may hold it is told to let it go, and what they still say of it is over. */
export interface ClearedTable {
  activity_id: ActivityId;
  /** Who wrote it, or the unit whose lead saw it. */
  seen_by: AccountId | UnitId;
  change_no: number;
}

/** A spreadsheet of past activities that was entered for a unit. */
export interface SpreadsheetTable {
  id: string;
  file_hash: string;
  unit_id: UnitId;
  /** Counts the times the file was entered for the unit: the next one begins once the last was undone. */
  attempt: number;
  file_name: string;
  account_id: AccountId;
  at: number;
  undone_at: number | null;
}

/** The record that a row of a spreadsheet became. */
export interface SpreadsheetRowTable {
  activity_id: ActivityId;
  spreadsheet_id: string;
  line: number;
}
