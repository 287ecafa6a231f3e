import * as z from 'zod/mini';
import { RecordState } from '../domain/activity.ts';
import { Day } from '../domain/day.ts';
import { AccountId, ItemCode, PlanId, UnitId } from '../domain/ids.ts';
import { MeasureName } from '../domain/measure.ts';

const Asked = { planId: PlanId, from: Day, to: Day };
const Sums = {
  state: RecordState,
  records: z.int(),
  measures: z.partialRecord(MeasureName, z.int()),
  /** How many of the records are estimates. Absent: none. */
  estimated: z.optional(z.int()),
};

/** Sums by item, unit and state. */
export const TallyReply = z.strictObject({
  ...Asked,
  rows: z.array(z.strictObject({ itemCode: ItemCode, unitId: UnitId, ...Sums })),
});
export type TallyReply = z.infer<typeof TallyReply>;

/** Sums by type, by locality or by border marker, and state. */
export const TallyViewReply = z.strictObject({
  ...Asked,
  /** `key` is a type, the main position of a marker, or the id of a locality; empty where a record names no place. */
  rows: z.array(z.strictObject({ key: z.string(), ...Sums })),
});
export type TallyViewReply = z.infer<typeof TallyViewReply>;

/** How much each person recorded, by unit and state: the office's own figures of its people, told to those who lead them. */
export const PeopleReply = z.strictObject({
  ...Asked,
  rows: z.array(
    z.strictObject({
      personId: AccountId,
      staffCode: z.string(),
      unitId: UnitId,
      state: RecordState,
      records: z.int(),
      /** The last day they recorded for. */
      last: Day,
    }),
  ),
});
export type PeopleReply = z.infer<typeof PeopleReply>;

/** How a list of localities is asked for: ids side by side, an empty one for records that name no place. */
export const LOCALITY_SEPARATOR = ',';
