import type { Selectable } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { ChangeAccountRequest } from '../../protocol/account.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, WriteTx } from './store.ts';
import type { AdminActTable } from './tables/accounts.ts';

/** What an administrator did, or asks to do, to the account of an administrator. All administrators are told. */
export interface StoredAdminAct extends Omit<Selectable<AdminActTable>, 'change'> {
  /** Of a change of role that waits. */
  readonly change: ChangeAccountRequest | null;
}

const actOf = (row: Selectable<AdminActTable>): StoredAdminAct => ({ ...row, change: row.change === null ? null : fromJson(row.change) });

export async function addAdminAct(tx: WriteTx, act: StoredAdminAct): Promise<void> {
  await tx.db
    .insertInto('admin_acts')
    .values({ ...act, change: act.change === null ? null : toJson(act.change) })
    .execute();
}

/** Those since a time, the newest first. */
export async function listAdminActs(db: Reader, since: number): Promise<StoredAdminAct[]> {
  const query = db.selectFrom('admin_acts').selectAll().where('asked_at', '>=', since);
  return (await query.orderBy('asked_at', 'desc').orderBy('id').execute()).map(actOf);
}

/** The act while it waits and was asked since; undefined where somebody has answered it already. */
export async function findWaitingAct(db: Reader, id: string, since: number): Promise<StoredAdminAct | undefined> {
  const query = db.selectFrom('admin_acts').selectAll().where('id', '=', id).where('state', '=', 'waiting');
  const row = await query.where('asked_at', '>=', since).executeTakeFirst();
  return row && actOf(row);
}

export type AdminActAnswer = Pick<StoredAdminAct, 'state' | 'answered_by' | 'answered_at'>;

export async function answerAdminAct(tx: WriteTx, id: string, answer: AdminActAnswer): Promise<void> {
  await tx.db.updateTable('admin_acts').set(answer).where('id', '=', id).execute();
}

/** What was asked for this account before and waits still gives way to what is asked now. */
export async function declineWaitingActs(tx: WriteTx, accountId: AccountId, answer: AdminActAnswer): Promise<void> {
  await tx.db.updateTable('admin_acts').set(answer).where('account_id', '=', accountId).where('state', '=', 'waiting').execute();
}
