import * as z from 'zod/mini';
import { AccountId, ItemCode, PlanId, UnitId } from './ids.ts';
import { MeasureName } from './measure.ts';

export const TARGET_PERIODS = ['year', 'quarter', 'month'] as const;
export const TargetPeriod = z.enum(TARGET_PERIODS);
export type TargetPeriod = z.infer<typeof TargetPeriod>;

export const MAX_TARGET = 10_000_000;
/** Null: there is no target any more. */
export const TargetValue = z.nullable(z.int().check(z.minimum(1), z.maximum(MAX_TARGET)));

const place = {
  planId: PlanId,
  itemCode: ItemCode,
  measure: MeasureName,
  /** Null: the whole office. */
  unitId: z.nullable(UnitId),
  period: TargetPeriod,
};
export const TargetPlace = z.readonly(z.strictObject(place));
export type TargetPlace = z.infer<typeof TargetPlace>;

/** How much of a measure an item should reach in each year, quarter or month, as set by the office. Never in per cent. */
export const Target = z.readonly(
  z.strictObject({
    ...place,
    value: TargetValue,
    /** Every value it had, oldest first, the present one last. */
    history: z.readonly(z.array(z.strictObject({ value: TargetValue, at: z.iso.datetime(), by: AccountId }))),
  }),
);
export type Target = z.infer<typeof Target>;

export const targetKey = ({ planId, itemCode, measure, unitId, period }: TargetPlace): string =>
  [planId, itemCode, measure, unitId ?? '', period].join('|');
