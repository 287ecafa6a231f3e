import type { Day } from '../../../domain/day.ts';
import type { PlanId } from '../../../domain/ids.ts';
import { type MilestoneMark, markKey } from '../../../domain/milestone.ts';
import { type Pace, pacesOf, pacesWithin, seesPace } from '../../../domain/pace.ts';
import type { Period } from '../../../domain/period.ts';
import type { Scope } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import { type TallyFilter, type TallySource, tallyByItem } from '../../../domain/tally.ts';
import { type Target, targetKey } from '../../../domain/target.ts';
import type { AppDb, FromFeed } from '../db.ts';
import { readFeedState } from '../feed/feed-state.ts';

const bare = <T extends { readonly key: string; readonly feed?: number }>({ key: _, feed: __, ...row }: T) => row;

/** The targets of a plan that have or once had a value, in the order of their places. */
export const readReceivedTargets = async (db: AppDb, planId: PlanId): Promise<Target[]> =>
  (await db.targets.where('planId').equals(planId).toArray()).map(bare);

/** What is said of a plan's milestones, by key. */
export async function readMarks(db: AppDb, planId: PlanId): Promise<Map<string, MilestoneMark>> {
  const rows = await db.marks.where('planId').equals(planId).toArray();
  return new Map(rows.map((row) => [row.key, bare(row)]));
}

type Told = { readonly history: readonly unknown[] };
/** The feed may have brought a later word while the answer was on its way. */
const isNews = (row: Told, old: FromFeed<Told> | undefined): boolean => row.history.length > (old?.history.length ?? 0);

/** Puts what the office has just answered where the feed will bring it too, so that the screen need not wait for that. */
export const putAnsweredTarget = (db: AppDb, target: Target): Promise<void> =>
  db.transaction('rw', [db.targets, db.meta], async () => {
    const key = targetKey(target);
    const { run } = await readFeedState(db);
    if (isNews(target, await db.targets.get(key))) await db.targets.put({ ...target, key, feed: run });
  });

export const putAnsweredMark = (db: AppDb, mark: MilestoneMark): Promise<void> =>
  db.transaction('rw', [db.marks, db.meta], async () => {
    const key = markKey(mark);
    const { run } = await readFeedState(db);
    if (isNews(mark, await db.marks.get(key))) await db.marks.put({ ...mark, key, feed: run });
  });

/** The pace of every target whose figures lie on this phone: as it stands today, or in and at the end of a period. */
export function pacesOnPhone(
  plan: Plan,
  targets: readonly Target[],
  source: TallySource,
  scope: Scope,
  today: Day,
  period?: Period | undefined,
): Pace[] {
  const seen = targets.filter((target) => seesPace(scope, plan, target));
  const talliesIn = (filter: TallyFilter) => tallyByItem(plan, source.cells, source.declared, source.changes, filter);
  return period ? pacesWithin(plan, seen, period, today, talliesIn) : pacesOf(plan, seen, today, talliesIn);
}
