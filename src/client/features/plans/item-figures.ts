import type { Day } from '../../../domain/day.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { figureOf, knownAmount, leadingMeasure } from '../../../domain/leading-measure.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import type { Pace } from '../../../domain/pace.ts';
import { monthContaining, monthsTouching, type Period } from '../../../domain/period.ts';
import { lineOf, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { NO_TALLY, type Tally, tallyByItem } from '../../../domain/tally.ts';
import { differenceText, figureText } from '../../labels/figure-text.ts';
import { formatNumber } from '../../labels/format.ts';
import type { TallySource } from '../../store/lists/tally-source.ts';

/** The parts of a figure, in one measure; what is declared is known in records only. */
export interface FigureParts {
  readonly confirmed: number;
  readonly waiting: number;
  readonly declared: number;
  readonly onPhone: number;
}

export interface ItemFigures {
  /** Undefined: counted in records. */
  readonly measure: MeasureKey | undefined;
  readonly parts: FigureParts;
  /** Each part in words. */
  readonly texts: Readonly<Record<keyof FigureParts, string>>;
  /** Length of the whole bar: a part that takes away has no length. */
  readonly total: number;
  readonly records: number;
  /** The target these figures are held against: they are those of its unit, period and measure. */
  readonly pace?: Pace | undefined;
}

const textsIn = (tally: Tally, measure: MeasureKey | undefined): ItemFigures['texts'] => ({
  confirmed: figureText(tally.confirmed, measure),
  waiting: figureText(tally.waiting, measure),
  declared: formatNumber(tally.declared),
  onPhone: differenceText(tally.onPhone, measure),
});

export const partsIn = (tally: Tally, measure: MeasureKey | undefined): FigureParts => ({
  confirmed: figureOf(tally.confirmed, measure),
  waiting: figureOf(tally.waiting, measure),
  declared: tally.declared,
  onPhone: figureOf(tally.onPhone, measure),
});

const totalOf = (parts: FigureParts): number => parts.confirmed + parts.waiting + parts.declared + Math.max(0, parts.onPhone);

/** Figures of the office that are older than a verdict given here may hold fewer records than it takes away. */
const recordsIn = (tally: Tally): number => Math.max(0, knownAmount(tally).records);

const figuresIn = (tally: Tally, measure: MeasureKey | undefined): Omit<ItemFigures, 'pace'> => {
  const parts = partsIn(tally, measure);
  return { measure, parts, texts: textsIn(tally, measure), total: totalOf(parts), records: recordsIn(tally) };
};

export const itemFigures = (item: Pick<PlanItem, 'measures'>, tally: Tally = NO_TALLY, pace?: Pace): ItemFigures =>
  pace ? { ...figuresIn(pace.tally, pace.place.measure), pace } : figuresIn(tally, leadingMeasure(item, knownAmount(tally).measures));

export interface MonthFigure {
  readonly year: number;
  readonly month: number;
  readonly period: Period;
  readonly tally: Tally;
}

/** The item by reporting month, from the plan's first to today's (all of them once the plan is over). */
export function tallyByMonth(plan: Plan, code: ItemCode, source: TallySource, today: Day): MonthFigure[] {
  const under = new Set(plan.items.filter((item) => lineOf(plan, item.code).includes(code)).map((item) => item.code));
  const cells = source.cells.filter((cell) => under.has(cell.itemCode));
  const declared = source.declared.filter((cell) => under.has(cell.itemCode));
  const now = monthContaining(today, plan.reporting);
  const isPast = (at: { year: number; month: number }): boolean => at.year < now.year || (at.year === now.year && at.month <= now.month);
  return monthsTouching(plan.period, plan.reporting)
    .filter(isPast)
    .map((at) => ({ ...at, tally: tallyByItem(plan, cells, declared, source.changes, { period: at.period }).get(code) ?? NO_TALLY }));
}
