import { columnOfMeasure } from '../../../domain/figures/column.ts';
import { comingIn, knownRecords, leadingColumn, type Part, partsIn, valuesOf } from '../../../domain/figures/parts.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import type { Pace } from '../../../domain/pace.ts';
import type { PlanItem } from '../../../domain/plan.ts';
import { NO_TALLY, type Tally } from '../../../domain/tally.ts';
import { partTexts } from '../../labels/bar-text.ts';

export interface ItemFigures {
  /** Undefined: counted in records. */
  readonly measure: MeasureKey | undefined;
  /** The parts of the figure, in one measure. */
  readonly parts: Readonly<Record<Part, number>>;
  /** Each part in words. */
  readonly texts: Readonly<Record<Part, string>>;
  /** Length of the whole bar: a part that takes away has no length. */
  readonly total: number;
  readonly records: number;
  /** The target these figures are held against: they are those of its unit, period and measure. */
  readonly pace?: Pace | undefined;
}

/** An item's figure: that of the target it is held against, or of the whole plan in the measure that speaks for it. */
export function itemFigures(item: Pick<PlanItem, 'measures'>, known: Tally = NO_TALLY, pace?: Pace): ItemFigures {
  const tally = pace?.tally ?? known;
  const column = pace ? columnOfMeasure(pace.place.measure) : leadingColumn(item, tally);
  const parts = partsIn(tally, column);
  return {
    measure: column.measure,
    parts: valuesOf(parts),
    texts: partTexts(parts),
    total: parts.confirmed.value + comingIn(parts),
    records: knownRecords(tally),
    ...(pace && { pace }),
  };
}
