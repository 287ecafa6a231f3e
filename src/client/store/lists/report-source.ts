import { type Contribution, contribution, isCounted } from '../../../domain/contribution.ts';
import type { PlanId, UnitId } from '../../../domain/ids.ts';
import { isJudged } from '../../../domain/judged.ts';
import type { MilestoneMark } from '../../../domain/milestone.ts';
import { contains, type Period } from '../../../domain/period.ts';
import type { TallySource } from '../../../domain/tally.ts';
import type { Target } from '../../../domain/target.ts';
import type { ActivityRow, AppDb } from '../db.ts';
import { receivedOf } from '../records/compose-row.ts';
import { readTallySource } from './tally-source.ts';
import { readMarks, readReceivedTargets } from './targets.ts';

/** Sorts behind every id. */
const LAST_ID = '\uffff';

/** The counted records of some days as the office has them; without those that were judged here, which no figure holds any more. */
export async function readReceived(db: AppDb, planId: PlanId, { from, to }: Period): Promise<Contribution[]> {
  const [inDays, moved] = await Promise.all([
    db.activities.where('[date+id]').between([from, ''], [to, LAST_ID], true, true).toArray(),
    // The office may have them on another day than they stand on here.
    db.activities.where('[where+date+id]').between(['attention', '', ''], ['attention', LAST_ID, LAST_ID]).toArray(),
  ]);
  const waiting = await db.activities.where('[where+date+id]').between(['phone', '', ''], ['phone', LAST_ID, LAST_ID]).toArray();
  const rows = new Map<string, ActivityRow>([...inDays, ...moved, ...waiting].map((row) => [row.id, row]));
  return [...rows.values()].flatMap((row) => {
    const received = receivedOf(row);
    if (!received || !isCounted(received.state) || isJudged(received.state, row.state)) return [];
    const { content } = received;
    return content.planId === planId && contains({ from, to }, content.date) ? [contribution(content, received.state)] : [];
  });
}

/** All that a report needs and that lies on this device, read at one moment. */
export interface ReportSource extends TallySource {
  readonly targets: readonly Target[];
  readonly marks: ReadonlyMap<string, MilestoneMark>;
  /** Undefined where this device has no records of others. */
  readonly records: readonly Contribution[] | undefined;
}

/** `days`: whose records are read, where the records of the units in question lie on this device at all. */
export const readReportSource = (db: AppDb, planId: PlanId, days: Period | undefined): Promise<ReportSource> =>
  db.transaction('r', [db.cells, db.declared, db.outbox, db.activities, db.targets, db.marks], async () => {
    const [tallies, targets, marks, records] = await Promise.all([
      readTallySource(db, planId),
      readReceivedTargets(db, planId),
      readMarks(db, planId),
      days ? readReceived(db, planId, days) : undefined,
    ]);
    return { ...tallies, targets, marks, records };
  });

/** Of one unit, or of all. */
export const ofUnit = (records: readonly Contribution[], unitId: UnitId | undefined): Contribution[] =>
  records.filter((record) => unitId === undefined || record.unitId === unitId);
