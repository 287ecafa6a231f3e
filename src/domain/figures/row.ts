import type { ItemCode, UnitId } from '../ids.ts';
import type { MeasureKey } from '../measure.ts';
import type { Plan, PlanItem } from '../plan.ts';
import type { Locality, Unit } from '../reference.ts';
import type { Tally } from '../tally.ts';
import { type Column, type Figure, NO_FIGURE } from './column.ts';
import { type Others, tallyFor } from './compare.ts';

/** Which records a row is made of, within its plan, period and unit. */
export interface RecordsOfRow {
  readonly itemCode?: ItemCode;
  /** Those of the item itself, without what lies below it. */
  readonly alone?: true;
  readonly unitId?: UnitId;
  readonly type?: string;
  readonly localityIds?: readonly string[];
  /** Main position of a border marker. */
  readonly marker?: number;
}

interface AnyRow {
  /** Names it in the address of an opened figure. */
  readonly key: string;
  readonly tally: Tally;
  /** The same row in other periods; none where it has no like there. */
  readonly others?: Others<Tally>;
  /** It adds up other rows of its table. */
  readonly isSum: boolean;
  /** What is counted here whether or not anything was counted yet: there nothing is a zero. */
  readonly measures: readonly MeasureKey[];
  readonly records: RecordsOfRow;
}

/** `own`: below an item that has rows under it, what was logged under the item itself. */
export interface ItemRow extends AnyRow {
  readonly kind: 'heading' | 'item' | 'own';
  readonly item: PlanItem;
  /** An amendment ended the item or counts it no more; what was logged there keeps its row. */
  readonly isEnded: boolean;
}
export interface UnitRow extends AnyRow {
  readonly kind: 'unit';
  readonly unit: Unit;
}
export interface LocalityRow extends AnyRow {
  readonly kind: 'locality';
  /** Undefined for records that name no locality, and for a locality this device does not know. */
  readonly locality: Locality | undefined;
  /** Every locality whose records stand in this row. */
  readonly localityIds: readonly string[];
  /** Names of the former localities among them. */
  readonly former: readonly string[];
  /** Names of what followed, where that is more than one. */
  readonly successors: readonly string[];
}
/** A whole plan, beside others. */
export interface WholePlanRow extends AnyRow {
  readonly kind: 'plan';
  readonly plan: Plan;
}
/** Its key is the type. */
export interface TypeRow extends AnyRow {
  readonly kind: 'type';
}
export interface WholeRow extends AnyRow {
  readonly kind: 'whole';
}

/** A main position of the border: it belongs to no table, as a record may name several. */
export interface MarkerRow extends AnyRow {
  readonly kind: 'marker';
  readonly position: number;
}

export type FigureRow = ItemRow | UnitRow | LocalityRow | TypeRow | WholePlanRow | WholeRow | MarkerRow;

export interface FigureTable<Row extends FigureRow = FigureRow> {
  readonly rows: readonly Row[];
  readonly total: Tally;
  /** The total in other periods. */
  readonly others?: Others<Tally>;
}

/** The last row of every table: all of it together. */
export const wholeRow = (total: Tally, others: Others<Tally> = {}): WholeRow => ({
  kind: 'whole',
  key: 'all',
  tally: total,
  others,
  isSum: true,
  measures: [],
  records: {},
});

/** The figure of a row in a column; undefined where the row counts no such thing. */
export function figureIn(row: FigureRow, column: Column): Figure | undefined {
  if (column.sums === 'never' && row.isSum) return undefined;
  const tally = tallyFor(row, column);
  if (!tally) return undefined;
  return column.figureOf(tally) ?? (row.measures.some((measure) => measure === column.word) ? NO_FIGURE : undefined);
}
