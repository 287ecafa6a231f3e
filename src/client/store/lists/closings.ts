import type { Closing } from '../../../domain/closing/closing.ts';
import type { Adjustment } from '../../../domain/closing/frozen.ts';
import type { PlanId, RequestId } from '../../../domain/ids.ts';
import type { PeriodKind } from '../../../domain/period.ts';
import type { ClosingDetail } from '../../../protocol/endpoints/closings.ts';
import type { AppDb } from '../db.ts';
import { readFeedState } from '../feed/feed-state.ts';
import { keepLatest } from './keep-latest.ts';

/** All closings of a plan, reopened ones too. */
export const readClosings = async (db: AppDb, planId: PlanId): Promise<Closing[]> =>
  (await db.closings.where('planId').equals(planId).toArray()).map(({ feed: _, ...closing }) => closing);

/** Of every plan. */
export const readAllClosings = async (db: AppDb): Promise<Closing[]> =>
  (await db.closings.toArray()).map(({ feed: _, ...closing }) => closing);

/** Puts what the office has just answered where the feed will bring it too, so that the screen need not wait for that. */
export const keepClosing = (db: AppDb, closing: Closing): Promise<void> =>
  db.transaction('rw', [db.closings, db.meta], async () => {
    const { run } = await readFeedState(db);
    const old = await db.closings.get(closing.id);
    // The feed may have brought a later word while the answer was on its way.
    if (!old || old.history.length < closing.history.length) await db.closings.put({ ...closing, feed: run });
  });

const DETAIL = 'report.closing|';
/** Lists of more periods than anybody turns to without a signal. */
const MOST_DETAILS = 24;

interface KeptDetail {
  readonly detail: ClosingDetail;
  /** When it came (ms). */
  readonly at: number;
}

/** What was frozen of a period, as far as it was fetched: it never changes, and the paper handed in changes with the steps taken. */
export const readDetail = async (db: AppDb, id: RequestId): Promise<ClosingDetail | undefined> =>
  ((await db.meta.get(DETAIL + id))?.value as KeptDetail | undefined)?.detail;

export const keepDetail = (db: AppDb, detail: ClosingDetail, at: number): Promise<void> =>
  keepLatest<KeptDetail>(db, DETAIL, detail.closing.id, { detail, at }, MOST_DETAILS);

const DIFFERENCES = 'report.differences|';
export interface KeptDifferences {
  readonly adjustments: readonly Adjustment[];
  /** When the office said so (ms). */
  readonly at: number;
}
const differencesKey = (planId: PlanId, kind: PeriodKind): string => `${DIFFERENCES}${planId}|${kind}`;

/** What had changed in closed periods of a kind when the office was asked last. */
export const readDifferences = async (db: AppDb, planId: PlanId, kind: PeriodKind): Promise<KeptDifferences | undefined> =>
  (await db.meta.get(differencesKey(planId, kind)))?.value as KeptDifferences | undefined;

export const keepDifferences = async (db: AppDb, planId: PlanId, kind: PeriodKind, value: KeptDifferences): Promise<void> => {
  await db.meta.put({ key: differencesKey(planId, kind), value });
};
