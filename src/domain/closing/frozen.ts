import * as z from 'zod/mini';
import { DeclaredCell } from '../cell.ts';
import { Day } from '../day.ts';
import { ActivityId, ItemCode, LocalityId, UnitId } from '../ids.ts';
import { MeasureName } from '../measure.ts';
import { MarkPlace, markWords } from '../milestone.ts';
import { TargetPlace, TargetValue } from '../target.ts';

/**
 * A version of a record with all that figures are made of. What it counts is frozen with it: a later release may count the answers
 * of its type otherwise, and a report that was handed in stays as it was.
 */
export const FrozenRecord = z.readonly(
  z.strictObject({
    id: ActivityId,
    version: z.int(),
    itemCode: ItemCode,
    unitId: UnitId,
    localityId: z.optional(LocalityId),
    type: z.string(),
    date: Day,
    measures: z.partialRecord(MeasureName, z.int()),
    estimated: z.boolean(),
  }),
);
export type FrozenRecord = z.infer<typeof FrozenRecord>;

/** A record of an earlier report as that told it, and as it is now. Without `was` it was added, without `is` it counts there no more. */
export const Adjustment = z.readonly(z.strictObject({ was: z.optional(FrozenRecord), is: z.optional(FrozenRecord) }));
export type Adjustment = z.infer<typeof Adjustment>;

/** All that the report of a closed period is made from. */
export const Frozen = z.readonly(
  z.strictObject({
    planVersion: z.int(),
    closedOn: Day,
    /** Confirmed, dated in the period, and in no report of the kind before. */
    records: z.readonly(z.array(FrozenRecord)),
    /** What has changed in earlier reports of the kind since they, or the reports after them, told it. */
    adjustments: z.readonly(z.array(Adjustment)),
    /** Received and not judged: in no figure, and said to be so. */
    waiting: z.readonly(z.array(FrozenRecord)),
    /** What phones said they held. */
    declared: z.readonly(z.array(DeclaredCell)),
    targets: z.readonly(z.array(z.strictObject({ place: TargetPlace, value: TargetValue }))),
    marks: z.readonly(z.array(z.strictObject({ place: MarkPlace, ...markWords }))),
  }),
);
export type Frozen = z.infer<typeof Frozen>;

/**
 * The one text of a value, in whatever order its lists and keys came: what a hash is made over. Every list in it is a set: what
 * stands there counts, and not where.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).sort().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, record]) => record !== undefined);
  return `{${fields
    .map(([key, record]) => `${JSON.stringify(key)}:${canonicalText(record)}`)
    .sort()
    .join(',')}}`;
}
