import type { AccountId } from '../../domain/ids.ts';
import type { RecordAction } from '../../domain/record-action.ts';
import type { Reader } from './store.ts';

/** What stands under a person's name in the history of the office; all times in milliseconds since 1970. */
export interface OwnTraces {
  readonly recorded: readonly { readonly action: RecordAction; readonly versions: number; readonly first: number; readonly last: number }[];
  readonly closingSteps: number;
  readonly planVersions: number;
  readonly spreadsheets: number;
  readonly auditEntries: number;
}

async function countRows(db: Reader, table: 'closing_events' | 'plan_versions' | 'spreadsheets', accountId: AccountId): Promise<number> {
  const query = db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n'));
  return Number((await query.where('account_id', '=', accountId).executeTakeFirstOrThrow()).n);
}

async function countEntries(db: Reader, accountId: AccountId): Promise<number> {
  const query = db.selectFrom('audit_entries').select((eb) => eb.fn.countAll<number>().as('n'));
  const named = query.where((eb) => eb.or([eb('account_id', '=', accountId), eb('subject', '=', accountId)]));
  return Number((await named.executeTakeFirstOrThrow()).n);
}

export async function tracesOf(db: Reader, accountId: AccountId): Promise<OwnTraces> {
  const versions = await db
    .selectFrom('activity_versions')
    .select((eb) => ['action', eb.fn.countAll<number>().as('versions'), eb.fn.min('at').as('first'), eb.fn.max('at').as('last')])
    .where('account_id', '=', accountId)
    .groupBy('action')
    .orderBy('action')
    .execute();
  // PostgreSQL counts in 64 bits, which may arrive as text.
  return {
    recorded: versions.map((row) => ({
      action: row.action,
      versions: Number(row.versions),
      first: Number(row.first),
      last: Number(row.last),
    })),
    closingSteps: await countRows(db, 'closing_events', accountId),
    planVersions: await countRows(db, 'plan_versions', accountId),
    spreadsheets: await countRows(db, 'spreadsheets', accountId),
    auditEntries: await countEntries(db, accountId),
  };
}
