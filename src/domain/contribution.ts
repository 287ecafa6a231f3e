import type { ActivityContent, RecordState } from './activity.ts';
import { activityType } from './activity-types.ts';
import type { Day } from './day.ts';
import type { ItemCode, LocalityId, PlanId, UnitId } from './ids.ts';
import type { Measures } from './measure.ts';

/** States that stand in the figures: confirmed, and waiting for confirmation. */
export const isCounted = (state: RecordState): boolean => state === 'sent' || state === 'confirmed';

/** What one record adds, and where. */
export interface Contribution {
  readonly planId: PlanId;
  readonly itemCode: ItemCode;
  readonly unitId: UnitId;
  readonly localityId: LocalityId | undefined;
  readonly type: string;
  readonly date: Day;
  readonly state: RecordState;
  readonly measures: Measures;
  /** The figures are guesses. */
  readonly estimated: boolean;
}

/** The same on phone and server. A series counts whole on its first day. */
export const contribution = (content: ActivityContent, state: RecordState): Contribution => ({
  planId: content.planId,
  itemCode: content.itemCode,
  unitId: content.unitId,
  localityId: content.localityId,
  type: content.type,
  date: content.date,
  state,
  measures: activityType(content.type)?.feeds(content.own) ?? {},
  estimated: content.estimated,
});

/** What decides where a record counts, and every answer that was looked at to tell what it adds. */
function countedAnswers(content: ActivityContent): string {
  const read: unknown[] = [];
  const own = new Proxy(content.own, {
    get(answers, field) {
      read.push(field, Reflect.get(answers, field));
      return read.at(-1);
    },
  });
  return JSON.stringify([contribution({ ...content, own }, 'sent'), read]);
}

/**
 * Whether a field that counts was answered differently, even where the sum is the same: whoever confirmed 5 collectives and
 * 1 person did not confirm 1 and 5. Which fields count is seen from what is read, so that no type can forget one.
 */
export const countedFieldChanged = (before: ActivityContent, after: ActivityContent): boolean =>
  countedAnswers(before) !== countedAnswers(after);
