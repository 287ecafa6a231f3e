import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Tables } from '../../src/server/store/schema.ts';

type Undo = (db: Kysely<Tables>) => Promise<unknown>;

const run = (...statements: readonly string[]): Undo => {
  return async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  };
};
const dropEstimated = ['activities', 'fine_cells', 'cells'].map((table) => `alter table ${table} drop column estimated`);

const undoSearch: Undo = async (db) => {
  await run('drop index activities_change', 'drop table search_head', 'drop table search_docs')(db);
  await sql.raw('drop table if exists search_words').execute(db);
};

const undoAudit: Undo = async (db) => {
  await run('drop table audit_entries', 'drop table audit_counts', 'drop index activity_versions_no')(db);
  await run('alter table activity_versions drop column no')(db);
  const head = ['audit_no', 'audit_hash', 'audit_at', 'history_no', 'history_hash', 'bound_no', 'bound_at'];
  await run(...head.map((column) => `alter table feed_head drop column ${column}`))(db);
  if (db.getExecutor().adapter instanceof PostgresAdapter) await run('drop function refuse_audit_change')(db);
};

/** What takes each migration back, the latest first. */
const UNDO: readonly (readonly [migration: string, undo: Undo])[] = [
  ['026-strangers', run(...['devices_browser', 'devices_lost_token', 'accounts_code_selector'].map((index) => `drop index ${index}`))],
  ['025-audit-kinds', run('drop index audit_entries_kind')],
  ['024-grants', run('alter table accounts drop column grants', 'alter table activity_versions drop column stands_in_for')],
  ['023-recovery-secrets', run('drop table recovery_secrets')],
  [
    '022-lost-phones',
    run(
      'drop table quarantine',
      ...['own_name', 'order_key', 'lost_at', 'lost_until', 'lost_token_hash', 'lost_cleared_at', 'installed'].map(
        (column) => `alter table devices drop column ${column}`,
      ),
    ),
  ],
  [
    '021-factors',
    run(
      ...['half_sign_ins', 'recovery_codes', 'factors'].map((table) => `drop table ${table}`),
      ...['factor_asked_at', 'factor_guesses_full_at'].map((column) => `alter table accounts drop column ${column}`),
      ...['factor_at', 'factor_ask'].map((column) => `alter table devices drop column ${column}`),
    ),
  ],
  ['020-audit', undoAudit],
  ['019-spreadsheets', run('drop table spreadsheet_rows', 'drop table spreadsheets')],
  [
    '018-account-codes',
    run('drop table admin_acts', ...['code_selector', 'code_failures'].map((column) => `alter table accounts drop column ${column}`)),
  ],
  ['017-guesses', run(...['accounts', 'devices'].map((table) => `alter table ${table} drop column guesses_full_at`))],
  ['016-feed-tokens', run('drop table feed_tokens')],
  ['015-search', undoSearch],
  ['014-closings', run('drop table closing_events', 'drop table closings')],
  ['013-entered-by', run('alter table activity_versions drop column entered_by')],
  [
    '012-desk-cells',
    run('drop index activities_person', 'drop table activity_markers', 'drop table marker_cells', 'drop table author_cells'),
  ],
  ['011-cleared', run('drop table cleared')],
  ['010-posts', run(...['former', 'display_name'].map((column) => `alter table accounts drop column ${column}`))],
  ['009-office-settings', run("delete from reference where kind = 'setting'")],
  ['008-duplicate-links', run('drop index activities_duplicate')],
  ['007-estimated', run(...dropEstimated)],
  ['006-cut-days', run('alter table plan_versions drop column cut_days')],
  [
    '005-device-reports',
    run(
      'alter table devices drop column report',
      'alter table devices add column store_since bigint',
      'alter table devices add column store_at bigint',
      'alter table devices add column store_dropped integer not null default 0',
      'alter table devices add column loss text',
    ),
  ],
  ['004-reference-requests', run('drop table reference_requests')],
  ['003-plan-versions', run('drop table plan_versions')],
  [
    '002-device-loss',
    run(...['held_at', 'store_since', 'store_at', 'store_dropped', 'loss'].map((column) => `alter table devices drop column ${column}`)),
  ],
];

/** Brings a database to the shape it had before this migration and all that follow it. */
export async function toFormerShape(db: Kysely<Tables>, migration: string): Promise<void> {
  const last = UNDO.findIndex(([name]) => name === migration);
  if (last === -1) throw new Error(`Nobody knows how to take back ${migration}`);
  for (const [name, undo] of UNDO.slice(0, last + 1)) {
    await undo(db);
    await sql`delete from kysely_migration where name = ${name}`.execute(db);
  }
}
