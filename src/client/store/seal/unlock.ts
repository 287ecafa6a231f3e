import type { AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { readUnsent } from '../records/unsent.ts';
import { takeInUnsent } from '../safekeeping/take-in-unsent.ts';
import { readWritten } from './copy-tables.ts';
import { holdOpen } from './held-open.ts';
import { unwrapByPin } from './lock-key.ts';
import type { LockTries, StoreLock } from './lock-row.ts';
import { rewriteNotes } from './seal-notes.ts';
import { openSealedDb } from './sealed-db.ts';
import { takeOffDisk } from './take-off-disk.ts';
import { emptyBase } from './unseal-store.ts';

export const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const MOST_WAIT_MS = 3_600_000;

/** How long must be waited after so many wrong PINs (ms). */
export const waitAfter = (count: number): number =>
  count < FREE_TRIES ? 0 : Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_TRIES));

const readTries = async (base: AppDb): Promise<LockTries> => (await readMeta(base, 'lockTries')) ?? { count: 0, notBefore: 0 };

export type Unlocked =
  | { readonly kind: 'open'; readonly key: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'wrong' | 'wait'; readonly tries: LockTries };

/** Counts a try, in one transaction: several windows that try at once get no more than one. */
const takeTry = (base: AppDb, now: () => number): Promise<{ readonly isGranted: boolean; readonly tries: LockTries }> =>
  base.transaction('rw', base.meta, async () => {
    const before = await readTries(base);
    // A clock that was set back does not shut the person out for longer than the longest wait.
    if (before.notBefore > now() && before.notBefore - now() <= MOST_WAIT_MS) return { isGranted: false, tries: before };
    const count = before.count + 1;
    const tries = { count, notBefore: now() + waitAfter(count) };
    await writeMeta(base, 'lockTries', tries);
    return { isGranted: true, tries };
  });

/**
 * Tries a PIN. The try is written down before it is made, so that loading anew in the middle of it wins nothing. Whoever
 * copies the files of the browser is held up by the rounds of the key alone.
 */
export async function tryPin(base: AppDb, lock: StoreLock, pin: string, now: () => number): Promise<Unlocked> {
  const { isGranted, tries } = await takeTry(base, now);
  if (!isGranted) return { kind: 'wait', tries };
  const key = await unwrapByPin(base.accountId, lock.pin, pin);
  if (!key) return { kind: 'wrong', tries };
  await base.meta.delete('lockTries');
  return { kind: 'open', key };
}

/** A window that did not know yet that the store is sealed wrote beside it: that comes in, and nothing of it stays. */
async function takeInStrays(base: AppDb, sealed: AppDb): Promise<void> {
  if (await readMeta(base, 'lockEnding')) {
    await emptyBase(base);
    await base.meta.delete('lockEnding');
    return;
  }
  const phone = await readMeta(base, 'phone');
  if (phone) await writeMeta(sealed, 'phone', phone);
  await base.meta.delete('phone');
  const written = await readWritten(base);
  if (written === '[[],[],[],[]]') return;
  await takeInUnsent(sealed, await readUnsent(base, ''));
  await sealed.planDrafts.bulkPut(await base.planDrafts.toArray());
  const isSame = await base.transaction('rw', base.tables, async () => {
    if ((await readWritten(base)) !== written) return false;
    await emptyBase(base);
    return true;
  });
  if (isSame) await writeMeta(base, 'lockPurge', true);
}

/** Opens the sealed store with its key, and finishes what was left undone when it was sealed. */
export async function openWithKey(base: AppDb, key: Uint8Array<ArrayBuffer>): Promise<AppDb> {
  const sealed = await openSealedDb(base, key);
  holdOpen(base.accountId);
  await takeInStrays(base, sealed);
  rewriteNotes(sealed, sealed);
  const finish = async (): Promise<void> => {
    if (await readMeta(base, 'lockPurge')) await takeOffDisk(base);
    base.close();
  };
  // Where it does not come off now it does at the next unlocking.
  void finish().catch(() => undefined);
  return sealed;
}
