import { RECORDS } from '../../../domain/figures/column.ts';
import { comingIn, type Part, partsIn, valuesOf } from '../../../domain/figures/parts.ts';
import type { Tally } from '../../../domain/tally.ts';
import { partTexts } from '../../labels/bar-text.ts';
import { formatNumber } from '../../labels/format.ts';

export interface MonthFigures {
  /** What is drawn. */
  readonly parts: Readonly<Record<Part, number>>;
  /** Printed above the column. */
  readonly figure: string;
  /** What stands in the table: what this phone takes away is no negative count but said so. */
  readonly texts: Readonly<Record<Part, string>>;
}

/** The records of a month in their parts, as the drawing and the table beside it have them. */
export function monthFigures(tally: Tally): MonthFigures {
  const parts = partsIn(tally, RECORDS);
  return { parts: valuesOf(parts), figure: formatNumber(parts.confirmed.value + comingIn(parts)), texts: partTexts(parts) };
}
