import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { ensureMeasureColumns, missingMeasureColumns } from './measure-columns.ts';
import { start } from './migrations/001-start.ts';
import { deviceLoss } from './migrations/002-device-loss.ts';
import { planVersions } from './migrations/003-plan-versions.ts';
import { referenceRequests } from './migrations/004-reference-requests.ts';
import { deviceReports } from './migrations/005-device-reports.ts';
import { planCutDays } from './migrations/006-cut-days.ts';
import { estimated } from './migrations/007-estimated.ts';
import { duplicateLinks } from './migrations/008-duplicate-links.ts';
import { officeSettings } from './migrations/009-office-settings.ts';
import { posts } from './migrations/010-posts.ts';
import { cleared } from './migrations/011-cleared.ts';
import { deskCells } from './migrations/012-desk-cells.ts';
import { enteredBy } from './migrations/013-entered-by.ts';
import { closings } from './migrations/014-closings.ts';
import { search } from './migrations/015-search.ts';
import { feedTokens } from './migrations/016-feed-tokens.ts';
import { guesses } from './migrations/017-guesses.ts';
import { accountCodes } from './migrations/018-account-codes.ts';
import { spreadsheets } from './migrations/019-spreadsheets.ts';
import { audit } from './migrations/020-audit.ts';
import { factors } from './migrations/021-factors.ts';
import { lostPhones } from './migrations/022-lost-phones.ts';
import { recoverySecrets } from './migrations/023-recovery-secrets.ts';
import { grants } from './migrations/024-grants.ts';
import { auditKinds } from './migrations/025-audit-kinds.ts';
import { strangers } from './migrations/026-strangers.ts';
import type { Tables } from './schema.ts';

const MIGRATIONS = {
  '001-start': start,
  '002-device-loss': deviceLoss,
  '003-plan-versions': planVersions,
  '004-reference-requests': referenceRequests,
  '005-device-reports': deviceReports,
  '006-cut-days': planCutDays,
  '007-estimated': estimated,
  '008-duplicate-links': duplicateLinks,
  '009-office-settings': officeSettings,
  '010-posts': posts,
  '011-cleared': cleared,
  '012-desk-cells': deskCells,
  '013-entered-by': enteredBy,
  '014-closings': closings,
  '015-search': search,
  '016-feed-tokens': feedTokens,
  '017-guesses': guesses,
  '018-account-codes': accountCodes,
  '019-spreadsheets': spreadsheets,
  '020-audit': audit,
  '021-factors': factors,
  '022-lost-phones': lostPhones,
  '023-recovery-secrets': recoverySecrets,
  '024-grants': grants,
  '025-audit-kinds': auditKinds,
  '026-strangers': strangers,
};

/** Whether a database has the shape of this release, that of an earlier or of a later one. Nothing is changed. */
export async function shapeOf(db: Kysely<Tables>): Promise<'current' | 'earlier' | 'later'> {
  const migrations = db as unknown as Kysely<Record<typeof DEFAULT_MIGRATION_TABLE, { name: string }>>;
  const done = await migrations.selectFrom(DEFAULT_MIGRATION_TABLE).select('name').execute();
  if (done.some(({ name }) => !(name in MIGRATIONS))) return 'later';
  const complete = done.length === Object.keys(MIGRATIONS).length && (await missingMeasureColumns(db)).length === 0;
  return complete ? 'current' : 'earlier';
}

/** Nothing is left to do. Looking takes no lock: a command run beside a busy server would wait for one in vain. */
async function isReady(db: Kysely<Tables>): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE) || (await shapeOf(db)) !== 'current') return false;
  return (await db.selectFrom('feed_head').select('id').executeTakeFirst()) !== undefined;
}

/** Brings the database to the shape this release knows; what is there already stays. */
export async function migrate(db: Kysely<Tables>, newEpoch: () => string): Promise<void> {
  if (await isReady(db)) return;
  const { error, results } = await new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } }).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first';
    throw new Error(`Migration failed: ${failed}`, { cause: error });
  }
  await db.transaction().execute(ensureMeasureColumns);
  await db
    .insertInto('feed_head')
    .values({ id: 1, change_no: 0, epoch: newEpoch() })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}
