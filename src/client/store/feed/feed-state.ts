import type { AppDb } from '../db.ts';
import { readMeta } from '../meta.ts';

/** How far this phone has followed the server's feed of changes. */
export interface FeedState {
  readonly cursor: number;
  readonly epoch: string;
  readonly scope: string;
  /** Number of the run: one more each time the feed begins anew. Every row it brings bears it. */
  readonly run: number;
  /** A new run is under way: at its end the rows it did not bring are swept. */
  readonly sweeping: boolean;
  /** The server was restored from a backup: what it no longer knows is offered again. Until the run has ended nothing is sent. */
  readonly reoffer: boolean;
}

const BEGINNING: FeedState = { cursor: 0, epoch: '', scope: '', run: 0, sweeping: false, reoffer: false };

export const readFeedState = async (db: AppDb): Promise<FeedState> => (await readMeta(db, 'feed')) ?? BEGINNING;

export interface Parked {
  readonly records: number;
  /** Plans, units, sums and whatever else is no record. */
  readonly others: number;
}

/** How much of what the office has this release cannot show. */
export async function countParked(db: AppDb): Promise<Parked> {
  const lists = (await db.parked.filter(({ partly }) => !partly).toArray()).map(({ list }) => list);
  const records = lists.filter((list) => list === 'activities').length;
  return { records, others: lists.length - records };
}
