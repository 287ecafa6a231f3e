import * as z from 'zod/mini';
import { RecordState } from '../domain/activity.ts';
import { activityType } from '../domain/activity-types.ts';
import { Day } from '../domain/day.ts';
import { AccountId, ItemCode, LocalityId, PlanId, UnitId } from '../domain/ids.ts';
import { LOCALITY_SEPARATOR } from './tally.ts';

const MAX_LOCALITIES = 100;

export const localitiesOf = (list: string): string[] => list.split(LOCALITY_SEPARATOR);

export const TypeText = z.string().check(z.refine((type) => activityType(type) !== undefined));
/** An empty one among them: records that name no place. */
export const LocalityList = z.string().check(
  z.refine((list) => {
    const ids = localitiesOf(list);
    return ids.length <= MAX_LOCALITIES && ids.every((id) => id === '' || LocalityId.safeParse(id).success);
  }),
);

/** Which records: each key narrows them. */
export const RecordFilter = {
  planId: z.optional(PlanId),
  /** With all items below it; needs the plan. */
  itemCode: z.optional(ItemCode),
  unitId: z.optional(UnitId),
  authorId: z.optional(AccountId),
  localityIds: z.optional(LocalityList),
  type: z.optional(TypeText),
  state: z.optional(RecordState),
  from: z.optional(Day),
  to: z.optional(Day),
};
