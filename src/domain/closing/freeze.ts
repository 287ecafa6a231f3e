import type { Contribution } from '../contribution.ts';
import type { ActivityId, PlanId, UnitId } from '../ids.ts';
import { contains, type Period } from '../period.ts';
import { type Adjustment, canonicalText, type Frozen, type FrozenRecord } from './frozen.ts';

/** What a closing said of records. */
export type Told = Pick<Frozen, 'records' | 'adjustments'>;
/** An active closing, as far as later ones of its kind build on it. */
export interface FormerClosing extends Told {
  readonly period: Period;
}

/** Every record that some closings of one kind, in the order of closing, hold between them: as it was told last. */
export function toldBy(closings: Iterable<Told>): Map<ActivityId, FrozenRecord> {
  const told = new Map<ActivityId, FrozenRecord>();
  for (const { records, adjustments } of closings) {
    // A record that moved into the period has left the one before in the same breath.
    for (const { was } of adjustments) if (was) told.delete(was.id);
    for (const { is } of adjustments) if (is) told.set(is.id, is);
    for (const record of records) told.set(record.id, record);
  }
  return told;
}

/** Whether two versions make the same figures. A note mended between them is no matter of a report. */
const countsAlike = ({ version: _, ...a }: FrozenRecord, { version: __, ...b }: FrozenRecord): boolean =>
  canonicalText(a) === canonicalText(b);

/**
 * What has changed in closed periods of one kind since reports told it. `now`: the confirmed records of the plan, at least those
 * dated in these periods.
 */
export function differencesIn(closings: readonly FormerClosing[], now: Iterable<FrozenRecord>): Adjustment[] {
  const told = toldBy(closings);
  const adjustments: Adjustment[] = [];
  for (const is of now) {
    if (!closings.some(({ period }) => contains(period, is.date))) continue;
    const was = told.get(is.id);
    told.delete(is.id);
    if (was && countsAlike(was, is)) continue;
    adjustments.push(was ? { was, is } : { is });
  }
  return [...adjustments, ...[...told.values()].map((was) => ({ was }))];
}

/** What the report of a period holds where it is closed after these of its kind: each record is in one of them. */
export function freezePeriod(period: Period, before: readonly FormerClosing[], now: readonly FrozenRecord[]): Told {
  const isClosed = ({ date }: FrozenRecord): boolean => before.some((record) => contains(record.period, date));
  return {
    records: now.filter((record) => contains(period, record.date) && !isClosed(record)),
    adjustments: differencesIn(before, now),
  };
}

export const frozenContribution = (planId: PlanId, record: FrozenRecord, state: 'confirmed' | 'sent' = 'confirmed'): Contribution => ({
  planId,
  itemCode: record.itemCode,
  unitId: record.unitId,
  localityId: record.localityId,
  type: record.type,
  date: record.date,
  state,
  measures: record.measures,
  estimated: record.estimated,
});

/** The adjustments as far as they are about units somebody may see: a record that moved between units is told to each for its part. */
export const adjustmentsOf = (adjustments: readonly Adjustment[], isSeen: (unitId: UnitId) => boolean): Adjustment[] =>
  adjustments.flatMap(({ was, is }) => {
    const [before, after] = [was && isSeen(was.unitId) ? was : undefined, is && isSeen(is.unitId) ? is : undefined];
    return before || after ? [{ ...(before && { was: before }), ...(after && { is: after }) }] : [];
  });

/** What was frozen, as far as it is about units somebody may see. */
export const frozenOf = (frozen: Frozen, isSeen: (unitId: UnitId) => boolean): Frozen => ({
  ...frozen,
  records: frozen.records.filter(({ unitId }) => isSeen(unitId)),
  adjustments: adjustmentsOf(frozen.adjustments, isSeen),
  waiting: frozen.waiting.filter(({ unitId }) => isSeen(unitId)),
  declared: frozen.declared.filter(({ unitId }) => isSeen(unitId)),
});
