import type { Selectable } from 'kysely';
import type { ActivityContent } from '../../domain/activity.ts';
import { instant } from '../../domain/day.ts';
import { MEASURE_KEYS, type MeasureKey, type Measures } from '../../domain/measure.ts';
import type { Amount, Cell } from '../../domain/tally.ts';
import type { ServerActivity } from '../../protocol/server-activity.ts';
import { contributionOf, type StoredActivity } from '../merge/stored-activity.ts';
import { fromJson, toJson } from './json.ts';
import type { CellTable } from './tables/cells.ts';
import { type MeasureColumns, measureColumn } from './tables/measures.ts';
import type { ActivityTable } from './tables/records.ts';

const measureColumns = (measures: Measures): MeasureColumns =>
  Object.fromEntries(MEASURE_KEYS.map((key) => [measureColumn(key), measures[key] ?? null])) as MeasureColumns;

/** Null columns were not counted and stay absent. */
export function storedMeasures(row: MeasureColumns): Measures {
  const measures: { [K in MeasureKey]?: number } = {};
  for (const key of MEASURE_KEYS) {
    const value = row[measureColumn(key)];
    if (value !== null) measures[key] = value;
  }
  return measures;
}

export function activityRow(activity: StoredActivity, changeNo: number): ActivityTable {
  const { content } = activity;
  return {
    id: activity.id,
    plan_id: content.planId,
    item_code: content.itemCode,
    unit_id: content.unitId,
    part: activity.part,
    state: activity.state,
    locality_id: content.localityId ?? '',
    type: content.type,
    date: content.date,
    estimated: content.estimated ? 1 : 0,
    version: activity.version,
    author_id: activity.authorId,
    content: toJson(content),
    created_at: Date.parse(activity.createdAt),
    updated_at: Date.parse(activity.updatedAt),
    return_reason: activity.returnReason ?? null,
    duplicate_of_id: activity.duplicateOfId ?? null,
    conflicts: activity.conflicts ? toJson(activity.conflicts) : null,
    change_no: changeNo,
    ...measureColumns(contributionOf(activity).measures),
  };
}

/** The columns a record is read back from. */
export const ACTIVITY_COLUMNS = [
  'id',
  'part',
  'state',
  'version',
  'author_id',
  'content',
  'created_at',
  'updated_at',
  'return_reason',
  'duplicate_of_id',
  'conflicts',
  'change_no',
] as const satisfies (keyof ActivityTable)[];
export type ServerActivityRow = Pick<Selectable<ActivityTable>, (typeof ACTIVITY_COLUMNS)[number]>;

/** What we wrote is trusted when it comes back: it was parsed before. */
export function serverActivity(row: ServerActivityRow): ServerActivity & { readonly content: ActivityContent } {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    authorId: row.author_id,
    content: fromJson(row.content),
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    ...(row.return_reason !== null && { returnReason: row.return_reason }),
    ...(row.duplicate_of_id !== null && { duplicateOfId: row.duplicate_of_id }),
    ...(row.conflicts !== null && { conflicts: fromJson(row.conflicts) }),
  };
}

export const storedActivity = (row: ServerActivityRow): StoredActivity => ({ ...serverActivity(row), part: row.part });

/** What a row of sums says. How many records are estimates is said only where there are any. */
export const amountOfRow = (row: MeasureColumns & { readonly records: number; readonly estimated: number }): Amount => ({
  records: row.records,
  measures: storedMeasures(row),
  ...(row.estimated > 0 && { estimated: row.estimated }),
});

/** A cell as the domain knows it and as phones pull it. */
export const cellOf = (row: Omit<Selectable<CellTable>, 'change_no'>): Cell => ({
  planId: row.plan_id,
  itemCode: row.item_code,
  unitId: row.unit_id,
  part: row.part,
  state: row.state,
  ...amountOfRow(row),
});
