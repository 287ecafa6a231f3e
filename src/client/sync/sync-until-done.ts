import type { AppDb } from '../store/db.ts';
import type { SyncOutcome } from './outcome.ts';
import type { Send } from './send.ts';
import { otherRelease } from './send.ts';
import { type SyncDeps, syncOnce } from './sync-once.ts';

/** What a former release of this app could not read, this one may. Where that fails it stays where it is. */
async function readAgain(db: AppDb, { app, now, newId }: SyncDeps): Promise<void> {
  if (await db.parked.count()) await (await otherRelease()).readParkedAgain(db, app, { now: now(), newId });
}

/** Page after page until nothing more can go and nothing more comes, or something comes in between. */
export async function syncUntilDone(db: AppDb, send: Send, deps: SyncDeps, force = false): Promise<SyncOutcome> {
  await readAgain(db, deps).catch(() => undefined);
  let outcome = await syncOnce(db, send, deps, force);
  while (outcome.kind === 'done' && outcome.more) outcome = await syncOnce(db, send, deps);
  return outcome;
}
