import { isEnded } from '../ended.ts';
import { type Column, columnNamed, columnOfMeasure, countOfColumn, type FigureCount } from '../figures/column.ts';
import { reportColumns } from '../figures/columns.ts';
import { type ItemPlace, itemPlaces } from '../figures/item-places.ts';
import type { ItemCode, UnitId } from '../ids.ts';
import type { MeasureKey } from '../measure.ts';
import type { PeriodKind } from '../period.ts';
import type { Plan, PlanItem } from '../plan.ts';
import { type Amount, NOTHING, rollUp, type Tally } from '../tally.ts';
import { TARGET_PERIODS, type Target, type TargetPeriod } from '../target.ts';

/** What a column says, of confirmed records only, as every figure of the report. */
export interface FigureLine {
  readonly column: Column;
  readonly period: FigureCount;
  readonly cumulative: FigureCount;
}

/** A figure of an item beside what was to be reached. */
export interface ItemFigureLine extends FigureLine {
  readonly target: { readonly value: number; readonly per: TargetPeriod } | undefined;
}

/** One item of the results with its figures beneath it. */
export interface ReportItemLine extends Pick<ItemPlace, 'kind' | 'item'> {
  /** Counted items are numbered through the whole table. */
  readonly number: number | undefined;
  readonly figures: readonly ItemFigureLine[];
}

/** The same tallies in the period and from the start of the reporting year. */
export interface BothTallies {
  readonly period: ReadonlyMap<ItemCode, Tally>;
  readonly cumulative: ReadonlyMap<ItemCode, Tally>;
}

const confirmedOf = (tallies: ReadonlyMap<ItemCode, Tally>, code: ItemCode): Amount => tallies.get(code)?.confirmed ?? NOTHING;

/** Columns in which there is something since the start of the year; a sum has none of those that cannot be added up. */
const columnsCounted = (isSum: boolean, ...amounts: readonly Amount[]): Column[] =>
  reportColumns.filter(
    (column) => !(isSum && column.sums === 'never') && amounts.some((amount) => countOfColumn(column, amount).value !== 0),
  );

const figureLine = (column: Column, period: Amount, cumulative: Amount): FigureLine => ({
  column,
  period: countOfColumn(column, period),
  cumulative: countOfColumn(column, cumulative),
});

/** The whole plan, whatever its items are. */
export const totalLines = (period: Amount, cumulative: Amount): FigureLine[] =>
  columnsCounted(true, period, cumulative).map((column) => figureLine(column, period, cumulative));

/**
 * The target a figure of the report is held against: that of the report's own kind of period, else the year's, else the longest
 * there is. Of the whole office; where it set none, what its units were set, together.
 */
export function targetOf(
  targets: readonly Target[],
  at: { readonly itemCode: ItemCode; readonly measure: MeasureKey; readonly unitId: UnitId | undefined },
  kind: PeriodKind | undefined,
): ItemFigureLine['target'] {
  const there = targets.filter(({ itemCode, measure, value }) => itemCode === at.itemCode && measure === at.measure && value !== null);
  const own = TARGET_PERIODS.find((per) => per === kind);
  for (const per of [...(own ? [own] : []), ...TARGET_PERIODS]) {
    const ofPeriod = there.filter((target) => target.period === per);
    const ofUnit = ofPeriod.filter(({ unitId }) => unitId === (at.unitId ?? null));
    const meant = ofUnit.length > 0 || at.unitId !== undefined ? ofUnit : ofPeriod;
    if (meant.length > 0) return { value: meant.reduce((sum, { value }) => sum + (value ?? 0), 0), per };
  }
  return undefined;
}

interface Wish {
  readonly targets: readonly Target[];
  readonly kind: PeriodKind | undefined;
  /** A report of one unit: it names what the unit leads and what it has figures for. */
  readonly unitId: UnitId | undefined;
}

function figureLines({ item, isSum }: ItemPlace, period: Amount, cumulative: Amount, { targets, kind, unitId }: Wish): ItemFigureLine[] {
  const counted = columnsCounted(isSum, period, cumulative);
  const target = (column: Column): ItemFigureLine['target'] => {
    const measure = isEnded(item) ? undefined : columnNamed(column.key)?.measure;
    return measure && targetOf(targets, { itemCode: item.code, measure, unitId }, kind);
  };
  const wanted = reportColumns.filter((column) => counted.includes(column) || target(column) !== undefined);
  const own = item.measures.map(columnOfMeasure);
  const inOrder = [...own.filter((column) => wanted.includes(column)), ...wanted.filter((column) => !own.some((of) => of === column))];
  // Nothing was done and nothing was set: the nought is said once, in the measure the item is counted in.
  const shown = inOrder.length > 0 ? inOrder : own.slice(0, 1);
  return shown.map((column) => ({ ...figureLine(column, period, cumulative), target: target(column) }));
}

/** Items as printed, parents with the sums of all below them; parts of the plan without anything to count are left out. */
export function itemLines(plan: Plan, own: BothTallies, wish: Wish): ReportItemLine[] {
  const all = { period: rollUp(plan, own.period), cumulative: rollUp(plan, own.cumulative) };
  const isCountedIn = (from: BothTallies, { code }: PlanItem): boolean =>
    columnsCounted(false, confirmedOf(from.period, code), confirmedOf(from.cumulative, code)).length > 0;
  const isAsked = (item: PlanItem): boolean =>
    item.tracking === 'tally' && !isEnded(item) && (wish.unitId === undefined || item.leadUnitId === wish.unitId);
  const hasOwn = (item: PlanItem): boolean => isCountedIn(own, item);
  let number = 0;
  return itemPlaces(plan, (item) => isAsked(item) || hasOwn(item), hasOwn).map((place): ReportItemLine => {
    const { kind, item } = place;
    if (kind === 'item') number += 1;
    const from = kind === 'own' ? own : all;
    const figures =
      kind !== 'heading' || isCountedIn(all, item)
        ? figureLines(place, confirmedOf(from.period, item.code), confirmedOf(from.cumulative, item.code), {
            ...wish,
            ...(kind === 'own' && { targets: [] }),
          })
        : [];
    return { kind, item, number: kind === 'item' ? number : undefined, figures };
  });
}
