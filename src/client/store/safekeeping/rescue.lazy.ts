import type { AccountId } from '../../../domain/ids.ts';
import { AppDb } from '../db.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { errorNames, storageTrouble } from '../open-db.ts';
import { readUnsent } from '../records/unsent.ts';
import { RESCUE_STORES, type RescueStore, rememberRescue } from './rescue-store.ts';
import { type TakenIn, takeInUnsent } from './take-in-unsent.ts';

/** Not in TypeScript's library. */
interface StorageBuckets {
  open(name: string, options: { readonly persisted: boolean; readonly durability: 'strict' }): Promise<{ readonly indexedDB: IDBFactory }>;
}

/** A second store can help: this one is there, of no later shape than ours, and will not open, however long it is waited for. */
export const isRescuable = (error: unknown): boolean =>
  storageTrouble(error) === 'broken' &&
  !errorNames(error).some((name) => ['VersionError', 'MissingAPIError', 'TimeoutError'].includes(name));

const SUFFIX = '-rescue';

/** Where all databases of an address share one folder, a second one fails like the first; a bucket has a folder of its own. */
async function placeOf(place: RescueStore): Promise<{ readonly suffix: string; readonly factory?: IDBFactory }> {
  if (place === 'beside') return { suffix: SUFFIX };
  const { storageBuckets } = navigator as { readonly storageBuckets?: StorageBuckets };
  if (!storageBuckets) throw new Error('This browser has no storage buckets');
  return { suffix: SUFFIX, factory: (await storageBuckets.open('cotmoc-rescue', { persisted: true, durability: 'strict' })).indexedDB };
}

export const rescueDb = async (accountId: AccountId, place: RescueStore): Promise<AppDb> => new AppDb(accountId, await placeOf(place));

/** Makes a second store beside one that cannot be opened, which stays as it is. Throws where no place holds one. */
export async function makeRescueStore(accountId: AccountId): Promise<void> {
  let trouble: unknown;
  for (const place of RESCUE_STORES) {
    try {
      const db = await rescueDb(accountId, place);
      await db.open();
      db.close();
      rememberRescue(accountId, place);
      return;
    } catch (error) {
      trouble = error;
    }
  }
  throw trouble;
}

/** Once the first store opens again its unsent work comes over. It is not emptied; what came over already stays out. */
export async function takeInFirstStore(db: AppDb, staffCode: string): Promise<TakenIn | undefined> {
  const first = new AppDb(db.accountId);
  try {
    await first.open();
    const unsent = await readUnsent(first, staffCode);
    const done = new Set(await readMeta(db, 'takenIn'));
    const records = unsent.records.map((record) => ({
      ...record,
      changes: record.changes.filter(({ mutation }) => !done.has(mutation.id)),
    }));
    const taken = await takeInUnsent(db, { ...unsent, records: records.filter((record) => record.changes.length > 0) });
    await writeMeta(
      db,
      'takenIn',
      unsent.records.flatMap((record) => record.changes.map(({ mutation }) => mutation.id)),
    );
    return taken;
  } catch {
    // Still not to be opened: the next start tries again.
    return undefined;
  } finally {
    first.close();
  }
}
