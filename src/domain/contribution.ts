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
});

/** Whether both add the same to the same figures, so that a confirmation of one holds for the other. */
export const countsTheSame = (a: ActivityContent, b: ActivityContent): boolean =>
  JSON.stringify(contribution(a, 'sent')) === JSON.stringify(contribution(b, 'sent'));
