import * as z from 'zod/mini';
import { RecordState } from './activity.ts';
import { Day } from './day.ts';
import { ItemCode, PlanId, UnitId } from './ids.ts';
import { MeasureName } from './measure.ts';

/** The stored sum of one item, unit, month-part and state. A cell without records is a tombstone. */
export const Cell = z.readonly(
  z.strictObject({
    planId: PlanId,
    itemCode: ItemCode,
    unitId: UnitId,
    /** First day of the month-part. */
    part: Day,
    state: RecordState,
    records: z.int(),
    measures: z.partialRecord(MeasureName, z.int()),
  }),
);
export type Cell = z.infer<typeof Cell>;

/** New records a phone says it still holds, by item, unit and month-part. */
export const DeclaredCell = z.readonly(
  z.strictObject({ planId: PlanId, itemCode: ItemCode, unitId: UnitId, part: Day, records: z.int().check(z.minimum(1)) }),
);
export type DeclaredCell = z.infer<typeof DeclaredCell>;

export const cellKey = (cell: Pick<Cell, 'planId' | 'itemCode' | 'unitId' | 'part' | 'state'>): string =>
  [cell.planId, cell.itemCode, cell.unitId, cell.part, cell.state].join('|');
