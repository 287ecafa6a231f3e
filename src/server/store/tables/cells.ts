import type { RecordState } from '../../../domain/activity.ts';
import type { Day } from '../../../domain/day.ts';
import type { AccountId, ItemCode, LocalityId, PlanId, UnitId } from '../../../domain/ids.ts';
import type { MeasureColumns } from './measures.ts';

/** The columns by which records fall into cells. */
export interface CellPlaceColumns {
  plan_id: PlanId;
  item_code: ItemCode;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
}

/** The columns by which records fall into fine cells. */
export interface FinePlaceColumns extends CellPlaceColumns {
  type: string;
  /** Empty where a record names no place: what is part of a key cannot be null. */
  locality_id: LocalityId | '';
}

/** What was done at a main position of the border. A record that names several of them stands in the cells of each. */
export interface MarkerCellTable {
  plan_id: PlanId;
  position: number;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
  records: number;
  sessions: number;
}

/** How much a person recorded, and the last day of it. */
export interface AuthorCellTable {
  plan_id: PlanId;
  author_id: AccountId;
  unit_id: UnitId;
  part: Day;
  state: RecordState;
  records: number;
  last_date: Day;
}

/**
 * A cell by type and locality as well. They answer for places and types whatever the number of records, and a cell is
 * summed from its few fine ones instead of from all its records. No phone pulls them.
 */
export interface FineCellTable extends FinePlaceColumns, MeasureColumns {
  records: number;
  /** How many of them are estimates. */
  estimated: number;
}

export interface CellTable extends CellPlaceColumns, MeasureColumns {
  records: number;
  estimated: number;
  change_no: number;
}
