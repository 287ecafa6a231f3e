import { isEnded } from '../ended.ts';
import { countIn, type FigureCount } from '../figures/column.ts';
import type { ItemCode, UnitId } from '../ids.ts';
import { MEASURE_KEYS, type MeasureKey } from '../measure.ts';
import type { PeriodKind } from '../period.ts';
import { lineOf, type Plan, type PlanItem } from '../plan.ts';
import { type Amount, NOTHING, rollUp, type Tally } from '../tally.ts';
import { TARGET_PERIODS, type Target, type TargetPeriod } from '../target.ts';

export interface MeasureLine {
  readonly measure: MeasureKey;
  readonly target: { readonly value: number; readonly per: TargetPeriod } | undefined;
  /** Of confirmed records only, as every figure of the report. */
  readonly period: FigureCount;
  readonly cumulative: FigureCount;
}

/** One item of the results with its measures beneath it. */
export interface ReportItemLine {
  /** `heading`: the sum of all below it. `own`: below an item with others under it, what was logged under the item itself. */
  readonly kind: 'heading' | 'item' | 'own';
  /** Counted items are numbered through the whole table. */
  readonly number: number | undefined;
  readonly item: PlanItem;
  readonly depth: number;
  readonly measures: readonly MeasureLine[];
}

/** The same tallies in the period and from the start of the reporting year. */
export interface BothTallies {
  readonly period: ReadonlyMap<ItemCode, Tally>;
  readonly cumulative: ReadonlyMap<ItemCode, Tally>;
}

const confirmedOf = (tallies: ReadonlyMap<ItemCode, Tally>, code: ItemCode): Amount => tallies.get(code)?.confirmed ?? NOTHING;

/** Measures of which there is something since the start of the year, in the order of the registry. */
export const measuresCounted = (period: Amount, cumulative: Amount): MeasureKey[] =>
  MEASURE_KEYS.filter((key) => (period.measures[key] ?? 0) !== 0 || (cumulative.measures[key] ?? 0) !== 0);

/**
 * The target a figure of the report is held against: that of the report's own kind of period, else the year's, else the longest
 * there is. Of the whole office; where it set none, what its units were set, together.
 */
export function targetOf(
  targets: readonly Target[],
  at: { readonly itemCode: ItemCode; readonly measure: MeasureKey; readonly unitId: UnitId | undefined },
  kind: PeriodKind | undefined,
): MeasureLine['target'] {
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

function measureLines(item: PlanItem, period: Amount, cumulative: Amount, { targets, kind, unitId }: Wish): MeasureLine[] {
  const counted = measuresCounted(period, cumulative);
  const target = (measure: MeasureKey) => (isEnded(item) ? undefined : targetOf(targets, { itemCode: item.code, measure, unitId }, kind));
  const wanted = MEASURE_KEYS.filter((key) => counted.includes(key) || target(key) !== undefined);
  const inOrder = [...item.measures.filter((key) => wanted.includes(key)), ...wanted.filter((key) => !item.measures.includes(key))];
  // Nothing was done and nothing was set: the nought is said once, in the measure the item is counted in.
  const shown = inOrder.length > 0 ? inOrder : item.measures.slice(0, 1);
  return shown.map((measure) => ({
    measure,
    target: target(measure),
    period: countIn(period, measure),
    cumulative: countIn(cumulative, measure),
  }));
}

/** Items as printed, parents with the sums of all below them; parts of the plan without anything to count are left out. */
export function itemLines(plan: Plan, own: BothTallies, wish: Wish): ReportItemLine[] {
  const all = { period: rollUp(plan, own.period), cumulative: rollUp(plan, own.cumulative) };
  const hasOwn = ({ code }: PlanItem): boolean =>
    [own.period, own.cumulative].some((tallies) => measuresCounted(confirmedOf(tallies, code), NOTHING).length > 0);
  const hasAny = ({ code }: PlanItem): boolean =>
    measuresCounted(confirmedOf(all.period, code), confirmedOf(all.cumulative, code)).length > 0;
  const isAsked = (item: PlanItem): boolean =>
    item.tracking === 'tally' && !isEnded(item) && (wish.unitId === undefined || item.leadUnitId === wish.unitId);
  const shown = new Set(plan.items.filter((item) => isAsked(item) || hasOwn(item)).flatMap(({ code }) => lineOf(plan, code)));
  const items = plan.items.filter(({ code }) => shown.has(code));
  const parents = new Set(items.map(({ parentCode }) => parentCode));
  let number = 0;
  return items.flatMap((item): ReportItemLine[] => {
    const depth = lineOf(plan, item.code).length - 1;
    const isCounted = item.tracking === 'tally' || !parents.has(item.code);
    if (isCounted) number += 1;
    const lines = (from: BothTallies): readonly MeasureLine[] =>
      isCounted || hasAny(item)
        ? measureLines(item, confirmedOf(from.period, item.code), confirmedOf(from.cumulative, item.code), wish)
        : [];
    const line: ReportItemLine = {
      kind: isCounted ? 'item' : 'heading',
      number: isCounted ? number : undefined,
      item,
      depth,
      measures: lines(all),
    };
    if (!parents.has(item.code) || !hasOwn(item)) return [line];
    const withoutTargets = measureLines(item, confirmedOf(own.period, item.code), confirmedOf(own.cumulative, item.code), {
      ...wish,
      targets: [],
    });
    return [line, { kind: 'own', number: undefined, item, depth: depth + 1, measures: withoutTargets }];
  });
}
