import * as z from 'zod/mini';
import { RecordState } from '../domain/activity.ts';
import { activityType } from '../domain/activity-types.ts';
import { Day } from '../domain/day.ts';
import { AccountId, ItemCode, LocalityId, PlanId, UnitId } from '../domain/ids.ts';
import { LOCALITY_SEPARATOR } from './tally.ts';

const MAX_LOCALITIES = 100;
/** An id and what parts it from the next. */
const MAX_ID_LENGTH = 41;

export const localitiesOf = (list: string): string[] => list.split(LOCALITY_SEPARATOR);

const MAX_TYPE_LENGTH = 60;
export const TypeText = z.string().check(
  z.maxLength(MAX_TYPE_LENGTH),
  z.refine((type) => activityType(type) !== undefined),
);
/** An empty one among them: records that name no place. */
export const LocalityList = z.string().check(
  z.maxLength(MAX_LOCALITIES * MAX_ID_LENGTH),
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
