import type { AppDb } from '../store/db.ts';
import type { SyncOutcome } from './outcome.ts';
import type { Send } from './send.ts';
import { type SyncDeps, syncOnce } from './sync-once.ts';

/** Page after page until nothing more can go and nothing more comes, or something comes in between. */
export async function syncUntilDone(db: AppDb, send: Send, deps: SyncDeps, force = false): Promise<SyncOutcome> {
  let outcome = await syncOnce(db, send, deps, force);
  while (outcome.kind === 'done' && outcome.more) outcome = await syncOnce(db, send, deps);
  return outcome;
}
