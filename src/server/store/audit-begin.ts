import { historyHash, type NewAuditEntry } from './audit-chain.ts';
import type { Reader, Store, WriteTx } from './store.ts';

/** Rows of the history per statement. */
const PAGE = 1_000;

/** The rows of the history in the order of their numbers, after one of them. */
export async function* historyPages(db: Reader, after: number, upTo = Number.MAX_SAFE_INTEGER) {
  for (let last = after; ; ) {
    const from = last;
    const query = db.selectFrom('activity_versions').selectAll().where('no', '>', from).where('no', '<=', upTo);
    const rows = await query.orderBy('no').limit(PAGE).execute();
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.no ?? last;
  }
}

/** Binds the history as it is now, whatever it was before, with an entry that says why. */
export async function bindAnew(tx: WriteTx, entry: NewAuditEntry): Promise<void> {
  let [no, hash] = [0, ''];
  for await (const rows of historyPages(tx.db, 0)) for (const row of rows) [no, hash] = [row.no ?? no, historyHash(hash, row)];
  tx.chain.rebase(no, hash);
  tx.chain.add(entry);
}

const isBegun = async (db: Reader): Promise<boolean> =>
  (await db.selectFrom('feed_head').select('audit_no').where('id', '=', 1).executeTakeFirst())?.audit_no !== 0;

/** Begins the log of an office that was there before it: the first entry binds the state that was found. */
export async function beginAudit(store: Store, now: number): Promise<void> {
  if (await isBegun(store.reader)) return;
  await store.write(async (tx) => {
    const count = async (table: 'accounts' | 'activities'): Promise<number> =>
      Number(
        (
          await tx.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    // The log of an empty database begins with the first thing that is done.
    if ((await isBegun(tx.db)) || (await count('accounts')) === 0) return;
    await bindAnew(tx, { kind: 'begun', at: now, details: { count: await count('activities') } });
  });
}
