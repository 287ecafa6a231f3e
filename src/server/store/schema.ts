import type { AccountTable, AdminActTable, FeedTokenTable, RecoverySecretTable } from './tables/accounts.ts';
import type { AuditCountTable, AuditEntryTable } from './tables/audit.ts';
import type { AuthorCellTable, CellTable, FineCellTable, MarkerCellTable } from './tables/cells.ts';
import type { ClosingEventTable, ClosingTable } from './tables/closings.ts';
import type { DeclaredTable, DeviceTable, QuarantineTable } from './tables/devices.ts';
import type { FactorTable, HalfSignInTable, RecoveryCodeTable } from './tables/factors.ts';
import type { FeedHeadTable } from './tables/feed-head.ts';
import type { PlanVersionTable, ReferenceRequestTable, ReferenceTable } from './tables/plans.ts';
import type {
  ActivityMarkerTable,
  ActivityTable,
  ActivityVersionTable,
  AlsoItemTable,
  AnsweredMutationTable,
  ClearedTable,
  DepartureTable,
  SpreadsheetRowTable,
  SpreadsheetTable,
} from './tables/records.ts';
import type { SearchDocTable, SearchHeadTable } from './tables/search.ts';

/**
 * Every table of the office; its columns stand in `tables/`. The shapes are the same on SQLite and PostgreSQL: texts and
 * integers only. Instants are milliseconds since 1970, days are texts ('2026-03-15'), flags are 0 or 1, and what no query
 * looks into is JSON text. Each column bears the type of what is written into it, which was parsed before.
 */
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
