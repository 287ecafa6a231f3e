import type { ActivityId } from '../../../domain/ids.ts';
import { nextState } from '../../../domain/record-action.ts';
import type { AppDb } from '../db.ts';
import { writeOnce } from '../open-db.ts';
import { recomposeRow } from './compose-row.ts';
import { type Mint, readEntries, rewriteUnsent } from './outbox.ts';

interface Withdrawal extends Mint {
  readonly id: ActivityId;
}

async function setWithdrawn(db: AppDb, { id, ...mint }: Withdrawal, withdrawn: boolean): Promise<void> {
  const row = await db.activities.get(id);
  // Else the screen that still shows it would say that it was done.
  if (!row) throw new Error(`There is no activity ${id}`);
  // A record taken for a duplicate is not withdrawn: bringing it back is a reviewer's decision.
  if (!withdrawn && row.state === 'duplicate') return;
  const state = nextState(row.state, withdrawn ? 'withdraw' : 'restore', false);
  if (state === undefined) return;
  const entries = await readEntries(db, id);
  const written = await rewriteUnsent(db, row, entries, { content: row.content, withdrawn }, mint);
  await db.activities.put(recomposeRow(db.accountId, { ...row, savedAt: new Date(mint.now).toISOString() }, written, { ...row, state }));
}

const change = (db: AppDb, withdrawal: Withdrawal, withdrawn: boolean): Promise<void> =>
  writeOnce(db, () => db.transaction('rw', [db.activities, db.outbox], async () => setWithdrawn(db, withdrawal, withdrawn)));

/** The record no longer counts, and stays. One that never left the phone is sent along with its withdrawal, so that the office sees both. */
export const withdrawActivity = (db: AppDb, withdrawal: Withdrawal): Promise<void> => change(db, withdrawal, true);

/** Undoes a withdrawal; one that has not gone out is simply forgotten. */
export const restoreActivity = (db: AppDb, withdrawal: Withdrawal): Promise<void> => change(db, withdrawal, false);
