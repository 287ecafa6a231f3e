import type { AppDb } from '../db.ts';
import { type FeedState, readMeta } from '../meta.ts';

const BEGINNING: FeedState = { cursor: 0, epoch: '', scope: '', run: 0, sweeping: false, reoffer: false };

export const readFeedState = async (db: AppDb): Promise<FeedState> => (await readMeta(db, 'feed')) ?? BEGINNING;

export interface Parked {
  readonly records: number;
  /** Plans, units, sums and whatever else is no record. */
  readonly others: number;
}

/** How many rows of the office this release cannot show. */
export async function countParked(db: AppDb): Promise<Parked> {
  const lists = (await db.parked.filter(({ partly }) => !partly).toArray()).map(({ list }) => list);
  const records = lists.filter((list) => list === 'activities').length;
  return { records, others: lists.length - records };
}
