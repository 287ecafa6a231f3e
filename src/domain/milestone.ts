import * as z from 'zod/mini';
import { Day } from './day.ts';
import { AccountId, ItemCode, PlanId, UnitId } from './ids.ts';

/** The identity of an occurrence through all versions of the plan, also where an amendment moves the day. */
const OccurrenceId = z.string().check(z.minLength(1), z.maxLength(20));

/** One time the work is due. */
export const Occurrence = z.readonly(
  z.strictObject({
    id: OccurrenceId,
    /** The last day in time; null where the plan names none ("khi cần"). */
    due: z.nullable(Day),
  }),
);
export type Occurrence = z.infer<typeof Occurrence>;

/** Work that is done and not counted: a report, a meeting, a paper. */
export const Milestone = z.readonly(
  z.strictObject({
    occurrences: z.readonly(z.array(Occurrence)),
    /** Where every one of these must deliver by itself; empty: once for the whole office. */
    unitIds: z.readonly(z.array(UnitId)),
  }),
);
export type Milestone = z.infer<typeof Milestone>;

export const MARK_LIMITS = { docNumber: 40, note: 300 } as const;

/** Which occurrence, and of which unit where each must deliver. */
const place = { planId: PlanId, itemCode: ItemCode, occurrenceId: OccurrenceId, unitId: z.nullable(UnitId) };
export const MarkPlace = z.readonly(z.strictObject(place));
export type MarkPlace = z.infer<typeof MarkPlace>;

/** What is said of it: done on that day, or (null) not done after all. */
export const markWords = {
  doneDate: z.nullable(Day),
  docNumber: z.optional(z.string().check(z.minLength(1), z.maxLength(MARK_LIMITS.docNumber))),
  note: z.optional(z.string().check(z.minLength(1), z.maxLength(MARK_LIMITS.note))),
};
export const MilestoneMark = z.readonly(
  z.strictObject({
    ...place,
    ...markWords,
    /** All that was said, oldest first, the present last. */
    history: z.readonly(z.array(z.strictObject({ ...markWords, at: z.iso.datetime(), by: AccountId }))),
  }),
);
export type MilestoneMark = z.infer<typeof MilestoneMark>;

export const markKey = ({ planId, itemCode, occurrenceId, unitId }: MarkPlace): string =>
  [planId, itemCode, occurrenceId, unitId ?? ''].join('|');
