import type { Generated } from 'kysely';
import type { ActivityContent, RecordState } from '../../domain/activity.ts';
import type { AuditKind } from '../../domain/audit.ts';
import type { ClosingStep } from '../../domain/closing/closing-state.ts';
import type { Frozen } from '../../domain/closing/frozen.ts';
import type { Day } from '../../domain/day.ts';
import type { FactorKind } from '../../domain/factor.ts';
import type { AccountId, ActivityId, ItemCode, LocalityId, MutationId, PlanId, RequestId, UnitId } from '../../domain/ids.ts';
import { MEASURE_KEYS, type MeasureKey } from '../../domain/measure.ts';
import type { Patch } from '../../domain/patch.ts';
import type { FormerPost, Role } from '../../domain/person.ts';
import type { Plan } from '../../domain/plan.ts';
import type { RecordAction } from '../../domain/record-action.ts';
import type { Reference } from '../../domain/reference.ts';
import type { AdminAct, ChangeAccountRequest } from '../../protocol/account.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import type { ClosingPaper } from '../../protocol/endpoints/closings.ts';
import type { QuarantineState } from '../../protocol/endpoints/quarantine.ts';
import type { FEED_LISTS, ReferenceList } from '../../protocol/feed-lists.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import type { DeviceReportState } from '../merge/device-report.ts';
import type { Json } from './json.ts';

/**
 * Stored shapes, the same on SQLite and PostgreSQL: texts and integers only. Instants are milliseconds since 1970,
 * days are texts ('2026-03-15'), flags are 0 or 1, and what no query looks into is JSON text. Each column bears the type of
 * what is written into it, which was parsed before.
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
    const rest = { ...row } as Record<string, unknown>;
    for (const column of empty) delete rest[column];
    // The columns left out may be absent in an insert, which the row's type cannot say.
    return rest as T;
  });
}

/** The one row every write transaction locks first. */
export interface FeedHeadTable {
  id: number;
  change_no: number;
  epoch: string;
  /** Number and hash of the last audit entry, and the latest time of any since the clock last went back. */
  audit_no: Generated<number>;
  audit_hash: Generated<string>;
  audit_at: Generated<number>;
  /** Number and hash of the last row of the history of records. */
  history_no: Generated<number>;
  history_hash: Generated<string>;
  /** How much of the history the last audit entry binds, and since when. */
  bound_no: Generated<number>;
  bound_at: Generated<number>;
}

/** Plan settings lie here too, and have a reader of their own in the feed: not everybody gets all of them. */
export type ReferenceKind = (typeof FEED_LISTS)[ReferenceList]['kind'] | 'planSetting';

/** Plans, units, localities and partners: few, seldom changed, read whole. */
export interface ReferenceTable {
  kind: ReferenceKind;
  id: string;
  data: Json<unknown>;
  change_no: number;
}

/** Additions to the reference data by their idempotency key, each with what was answered: said again, it adds nothing. */
export interface ReferenceRequestTable {
  id: RequestId;
  account_id: AccountId;
  hash: string;
  answer: Json<Reference>;
  at: number;
}

/** Every version of every plan, never changed afterwards; the newest is in `reference` too. */
export interface PlanVersionTable {
  plan_id: PlanId;
  version: number;
  data: Json<Plan>;
  at: number;
  /** Null: it came with the installation. */
  account_id: AccountId | null;
  /** Days of a month on which its cells begin: '1,15'. */
  cut_days: string | null;
}

export interface AccountTable {
  id: AccountId;
  staff_code: string;
  /** Folded for sign-in: nobody types the case right on a phone. */
  staff_key: string;
  role: Role;
  unit_ids: Json<readonly UnitId[]>;
  /** Posts held before, each with its last day, the earliest first; null where there was none. */
  former: Json<readonly FormerPost[]> | null;
  /** What the desk calls the person; it goes to no phone. */
  display_name: string | null;
  /** PHC string; null until the account is opened with its code. */
  password_hash: string | null;
  code_hash: string | null;
  code_expires_at: number | null;
  /** When strangers will have all their guesses at its password again; null where none was ever taken. */
  guesses_full_at: number | null;
  /** The first letters of the code: a guess that begins with them is a guess at this code. */
  code_selector: string | null;
  /** Guesses at the code; after as many as are allowed its hash is gone. */
  code_failures: number;
  /** When the person was first asked for a second factor; null before, and 0 where there is no time left to put it off. */
  factor_asked_at: number | null;
  /** When whoever knows the password will have all guesses at the second answer again. */
  factor_guesses_full_at: number | null;
  disabled: number;
  created_at: number;
  change_no: number;
}

/** One phone or browser an account has signed in on, with its proof (only its hash) and what it last said of itself. */
export interface DeviceTable {
  id: string;
  account_id: AccountId;
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
  report: Json<DeviceReportState> | null;
  /** When who holds it will have all guesses at the password again. */
  guesses_full_at: number | null;
  /** When it last gave a second answer. */
  factor_at: number | null;
  /** What it was given to answer or to make a factor from; null where nothing waits. */
  factor_ask: Json<FactorAsk> | null;
  note_change_no: number;
  /** What a person calls it. */
  own_name: string | null;
  /** What the orders for this phone are signed with; it has the same key. */
  order_key: string | null;
  /** When it was reported as lost, and until when what it hands over is taken. */
  lost_at: number | null;
  lost_until: number | null;
  /** Of the proof it had until then: by this or by its own key it is known when it comes. */
  lost_token_hash: string | null;
  /** When it said that it was cleared. */
  lost_cleared_at: number | null;
  /** It was opened from the home screen when it last said what it holds. */
  installed: number | null;
}

/** A change that a phone handed over after it was reported as lost: it counts nowhere until somebody takes it in. */
export interface QuarantineTable {
  device_id: string;
  mutation_id: MutationId;
  activity_id: ActivityId;
  /** The order in which they were made. */
  position: number;
  mutation: Json<Mutation>;
  bytes: number;
  at: number;
  state: QuarantineState;
  judged_by: AccountId | null;
  judged_at: number | null;
}

export interface DeclaredTable {
  device_id: string;
  plan_id: PlanId;
  item_code: ItemCode;
  unit_id: UnitId;
  part: Day;
  records: number;
}

/** The columns by which records fall into cells. */
export interface CellPlaceColumns {
  plan_id: PlanId;
  item_code: ItemCode;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
}

/** The columns by which records fall into fine cells. */
export interface FinePlaceColumns extends CellPlaceColumns {
  type: string;
  /** Empty where a record names no place: what is part of a key cannot be null. */
  locality_id: LocalityId | '';
}

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

/** What was done at a main position of the border. A record that names several of them stands in the cells of each. */
export interface MarkerCellTable {
  plan_id: PlanId;
  position: number;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
  records: number;
  sessions: number;
}

/** How much a person recorded, and the last day of it. */
export interface AuthorCellTable {
  plan_id: PlanId;
  author_id: AccountId;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
  records: number;
  last_date: Day;
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

/** A period whose figures were frozen. Nothing of it changes afterwards but the number of its last event. */
export interface ClosingTable {
  id: RequestId;
  /** In the order of closing. */
  no: number;
  plan_id: PlanId;
  period_key: string;
  from_day: Day;
  to_day: Day;
  hash: string;
  frozen: Json<Frozen>;
  change_no: number;
}

/** All that was done to a closed period, never changed afterwards. */
export interface ClosingEventTable {
  closing_id: RequestId;
  no: number;
  step: ClosingStep;
  at: number;
  account_id: AccountId;
  reason: string | null;
  /** What people wrote on the paper that was handed to the approver. */
  paper: Json<ClosingPaper> | null;
}

/** How far the search has read the records, and the last place it gave within a day. One row. */
export interface SearchHeadTable {
  id: number;
  change_no: number;
  seq: number;
}

/**
 * Where a record stands in the order of the search: by its day, and within it by a number of its own. What it is found by lies
 * beside, in whatever way the database looks for words (search-index.ts).
 */
export interface SearchDocTable {
  activity_id: ActivityId;
  place: number;
}

/** A key with which a spreadsheet reads records, by its hash alone. */
export interface FeedTokenTable {
  id: string;
  account_id: AccountId;
  name: string;
  token_hash: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  revoked_at: number | null;
}

/** What opens the sealed store of one phone. Without that store it opens nothing. */
export interface RecoverySecretTable {
  id: RequestId;
  account_id: AccountId;
  device_id: string;
  secret: string;
  at: number;
}

/** What an administrator did, or asks to do, to the account of an administrator. */
export interface AdminActTable {
  id: string;
  account_id: AccountId;
  kind: AdminAct['kind'];
  state: 'waiting' | 'done' | 'declined';
  /** Of a change of role: the account as it is to be. */
  change: Json<ChangeAccountRequest> | null;
  asked_by: AccountId;
  asked_at: number;
  answered_by: AccountId | null;
  answered_at: number | null;
}

/** What a device was given last, and until when it counts. */
export type FactorAsk = { readonly until: number } & (
  | { readonly kind: 'answer' | 'newPasskey'; readonly challenge: string }
  | { readonly kind: 'newTotp'; readonly secret: string }
);

/** What a key is checked with, or the secret of an app. This machine has no secret to seal it with: the file is for its owner alone. */
export type FactorData = { readonly publicKey: string; readonly transports: readonly string[] } | { readonly secret: string };

/** A second factor of an account. */
export interface FactorTable {
  id: string;
  account_id: AccountId;
  kind: FactorKind;
  name: string;
  created_at: number;
  used_at: number | null;
  /** The last step whose digits were taken, or how often the key says it has signed: nothing at or before it counts again. */
  last_count: number;
  /** The key's own name; null of an app. */
  credential_id: string | null;
  data: Json<FactorData>;
}

/** A code for the day that all factors are lost, by its hash alone. */
export interface RecoveryCodeTable {
  code_hash: string;
  account_id: AccountId;
  used_at: number | null;
}

/** A sign-in that had the right password and waits for the second answer. It opens nothing. */
export interface HalfSignInTable {
  token_hash: string;
  account_id: AccountId;
  /** Of the browser that it was given to. */
  key_hash: string;
  device_name: string;
  challenge: string | null;
  tries: number;
  expires_at: number;
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

/** What was done in the office, each entry bound to the one before by its hash. The database refuses to change or to remove any. */
export interface AuditEntryTable {
  /** 1, 2, 3 and so on. */
  no: number;
  at: number;
  kind: AuditKind;
  /** Who did it; null for a command or a stranger. */
  account_id: AccountId | null;
  device_id: string | null;
  network: string | null;
  /** The id of what it was done to; the kind says what that is. */
  subject: string | null;
  details: Json<AuditDetails>;
  /** The last row of the history of records when it was written, and its hash. */
  history_no: number;
  history_hash: string;
  previous_hash: string;
  hash: string;
}

/** How often something was done lately that may be done without end, so that not each time makes an entry. */
export interface AuditCountTable {
  /** What is counted, and of whom. */
  key: string;
  since: number;
  count: number;
}

export interface Tables {
  feed_head: FeedHeadTable;
  reference: ReferenceTable;
  reference_requests: ReferenceRequestTable;
  plan_versions: PlanVersionTable;
  accounts: AccountTable;
  devices: DeviceTable;
  declared: DeclaredTable;
  quarantine: QuarantineTable;
  activities: ActivityTable;
  also_items: AlsoItemTable;
  activity_versions: ActivityVersionTable;
  mutations: AnsweredMutationTable;
  fine_cells: FineCellTable;
  cells: CellTable;
  activity_markers: ActivityMarkerTable;
  marker_cells: MarkerCellTable;
  author_cells: AuthorCellTable;
  departures: DepartureTable;
  cleared: ClearedTable;
  closings: ClosingTable;
  closing_events: ClosingEventTable;
  feed_tokens: FeedTokenTable;
  recovery_secrets: RecoverySecretTable;
  admin_acts: AdminActTable;
  factors: FactorTable;
  recovery_codes: RecoveryCodeTable;
  half_sign_ins: HalfSignInTable;
  spreadsheets: SpreadsheetTable;
  spreadsheet_rows: SpreadsheetRowTable;
  audit_entries: AuditEntryTable;
  audit_counts: AuditCountTable;
  search_head: SearchHeadTable;
  search_docs: SearchDocTable;
}
