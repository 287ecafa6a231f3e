import type { AuditKind } from '../../domain/audit.ts';
import type { NewAuditEntry } from './audit-chain.ts';
import type { WriteTx } from './store.ts';

const HOUR_MS = 3_600_000;
/** So many within the hour have an entry each. Of those that follow, the 8th, 16th, 32nd and so on have one, which says how many there were. */
const EACH = 5;
/** Entries of all people together within the hour that tell of failures: whoever guesses at a whole office fills no disk. */
const ALL_FAILURES = 60;

const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;

interface Counted {
  readonly count: number;
  /** How many there were within the hour before it began anew. */
  readonly former: number;
}

async function countOnce(tx: WriteTx, key: string, now: number): Promise<Counted> {
  const last = await tx.db.selectFrom('audit_counts').select(['since', 'count']).where('key', '=', key).executeTakeFirst();
  const isSame = last !== undefined && now >= last.since && now - last.since < HOUR_MS;
  const row = isSame ? { since: last.since, count: last.count + 1 } : { since: now, count: 1 };
  await tx.db
    .insertInto('audit_counts')
    .values({ key, ...row })
    .onConflict((oc) => oc.column('key').doUpdateSet(row))
    .execute();
  return { count: row.count, former: isSame ? 0 : (last?.count ?? 0) };
}

const FAILURES: ReadonlySet<AuditKind> = new Set(['signInFailed', 'codeGuessed', 'factorFailed']);

/**
 * Adds an entry for what may be repeated without end: somebody may guess at an account or read an export thousands of times an hour.
 * Each of the first few has an entry, and after them each time that the count has doubled. No name that a stranger typed is counted
 * by itself, so that there are never more counts than accounts and keys.
 */
export async function addOften(tx: WriteTx, entry: NewAuditEntry): Promise<void> {
  const { count, former } = await countOnce(tx, `${entry.kind} ${entry.subject ?? entry.by ?? ''}`, entry.at);
  if (count > EACH && !isPowerOfTwo(count)) return;
  if (FAILURES.has(entry.kind)) {
    const all = await countOnce(tx, 'failures', entry.at);
    if (all.count > ALL_FAILURES && !isPowerOfTwo(all.count)) return;
  }
  const counts = { ...(count > 1 && { times: count }), ...(former > EACH && { earlier: former }) };
  tx.chain.add({ ...entry, details: { ...entry.details, ...counts } });
}
