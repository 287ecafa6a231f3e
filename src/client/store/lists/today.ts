import type { Day } from '../../../domain/day.ts';
import type { PlanId } from '../../../domain/ids.ts';
import { monthPartSpan } from '../../../domain/month-part-span.ts';
import type { Period } from '../../../domain/period.ts';
import type { Scope } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { TodaySource } from '../../../domain/today.ts';
import type { Device } from '../../../protocol/account.ts';
import type { AppDb } from '../db.ts';
import { readTallySource, readWaitingCells } from './tally-source.ts';
import { pacesOnPhone, readMarks, readReceivedTargets } from './targets.ts';

/** All that the desk's first screen needs of a plan and that lies on this device, read at one moment. */
export const readTodaySource = (db: AppDb, plan: Plan, scope: Scope, today: Day): Promise<TodaySource> =>
  db.transaction('r', [db.cells, db.declared, db.outbox, db.activities, db.targets, db.marks], async () => {
    const [source, targets, marks] = await Promise.all([
      readTallySource(db, plan.id),
      readReceivedTargets(db, plan.id),
      readMarks(db, plan.id),
    ]);
    return { plan, source, marks, paces: pacesOnPhone(plan, targets, source, scope, today) };
  });

/**
 * The days in which the record lies that waits longest for a verdict: where the records themselves are not on this device, the
 * office's figures know it by month-part.
 */
export async function oldestWaitingPart(db: AppDb, plans: readonly Plan[]): Promise<Period | undefined> {
  const cells = await readWaitingCells(db);
  const spans = cells.flatMap(({ planId, part, records }) => {
    const plan = plans.find(({ id }: { readonly id: PlanId }) => id === planId);
    return plan && records > 0 ? [monthPartSpan(part, plan.reporting)] : [];
  });
  return spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
}

/** What the office said last of the phones, for when it cannot be asked. */
export interface KeptPhones {
  /** When it came (ms). */
  readonly at: number;
  readonly devices: readonly Device[];
}
const PHONES = 'desk.phones';

export const readKeptPhones = async (db: AppDb): Promise<KeptPhones | undefined> =>
  (await db.meta.get(PHONES))?.value as KeptPhones | undefined;

/** What the desk calls a person is not kept: it stays at the office, as on every list that a device holds. */
export async function keepPhones(db: AppDb, { at, devices }: KeptPhones): Promise<void> {
  await db.meta.put({ key: PHONES, value: { at, devices: devices.map(({ owner: _, ...device }) => device) } });
}
