import * as z from 'zod/mini';
import { Day } from '../domain/day.ts';
import { PlanId } from '../domain/ids.ts';
import { PACE_STATES } from '../domain/pace.ts';
import { TargetPlace } from '../domain/target.ts';

/** Every target whose figures the person sees, and where it stands on the office's day. */
export const PlanPace = z.strictObject({
  planId: PlanId,
  today: Day,
  targets: z.array(
    z.strictObject({
      place: TargetPlace,
      /** The year, quarter or month it is measured in now. */
      from: Day,
      to: Day,
      target: z.int(),
      /** Confirmed. */
      done: z.int(),
      /** Received, not confirmed yet. */
      waiting: z.int(),
      /** How many of the records behind both are estimates. Absent: none. */
      estimated: z.optional(z.int()),
      expected: z.int(),
      neededPerWeek: z.nullable(z.number()),
      state: z.enum(PACE_STATES),
      /** How many ahead or late; 0 in the other states. */
      by: z.int(),
    }),
  ),
});
export type PlanPace = z.infer<typeof PlanPace>;
