import { Day } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { contains, PERIOD_KINDS, type PeriodKind, type PeriodName, periodOf, periodsTouching } from '../../../domain/period.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import type { ReportPeriod } from '../../../domain/report/report.ts';
import { addressOf, REPORT_SCREEN } from '../../addresses.ts';

/** What the screen shows, all of it in the address. */
export interface ReportParams {
  readonly plan?: string | undefined;
  /** Key of a period, or `CUSTOM`; without one the last month that has ended. */
  readonly period?: string | undefined;
  readonly unit?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const NAMES = { plan: 'ke-hoach', period: 'ky', unit: 'don-vi', from: 'tu', to: 'den' } as const satisfies Record<
  keyof ReportParams,
  string
>;
/** Value of the period between any two days. */
export const CUSTOM = 'theo-yeu-cau';

export const readParams = (search: Readonly<Record<string, string | string[] | undefined>>): ReportParams =>
  Object.fromEntries(
    Object.entries(NAMES).map(([key, name]) => {
      const value = search[name];
      return [key, typeof value === 'string' && value !== '' ? value : undefined];
    }),
  );

export function reportHref(params: ReportParams): string {
  const query = Object.entries(NAMES).map(([key, name]) => [name, params[key as keyof ReportParams]]);
  return addressOf(REPORT_SCREEN, { query: Object.fromEntries(query) });
}

/** The shortest first. */
export const KINDS: readonly PeriodKind[] = PERIOD_KINDS.toReversed();

const keyOf = ({ kind, year, index }: PeriodName): string => `${kind}-${year}-${index}`;

/** Every period of a kind in which the plan has a day, by the plan's own calendar. */
export const namedPeriods = (plan: Plan, kind: PeriodKind): (ReportPeriod & { readonly key: string; readonly name: PeriodName })[] =>
  periodsTouching(kind, plan.period, plan.reporting).map(({ year, index }) => {
    const name = { kind, year, index };
    return { key: keyOf(name), name, period: periodOf(name, plan.reporting) };
  });

/** The last month that has ended; before the first has, that one. */
export function lastEnded(plan: Plan, today: Day): ReportPeriod {
  const months = namedPeriods(plan, 'month');
  return months.findLast(({ period }) => period.to < today) ?? months[0] ?? { name: undefined, period: plan.period };
}

/** What the two days make; undefined where they make no period of the plan. */
export function customPeriod(plan: Plan, { from, to }: Pick<ReportParams, 'from' | 'to'>): ReportPeriod | undefined {
  const days = { from: Day.safeParse(from), to: Day.safeParse(to) };
  if (!days.from.success || !days.to.success) return undefined;
  const period = { from: days.from.data, to: days.to.data };
  const isWithin = contains(plan.period, period.from) && contains(plan.period, period.to);
  return isWithin && period.from <= period.to ? { name: undefined, period } : undefined;
}

/** The period of the address; undefined while the two days asked for make none. */
export function chosenPeriod(plan: Plan, params: ReportParams, today: Day): ReportPeriod | undefined {
  if (params.period === CUSTOM) return customPeriod(plan, params);
  const kind = KINDS.find((one) => params.period?.startsWith(`${one}-`));
  return (kind && namedPeriods(plan, kind).find(({ key }) => key === params.period)) ?? lastEnded(plan, today);
}

/** Under what typed words are kept. */
export const periodKey = ({ name, period }: ReportPeriod): string => (name ? keyOf(name) : `${period.from}_${period.to}`);

/** Units somebody may report for; undefined stands for the whole office. */
export function chosenUnit(units: readonly Unit[], of: 'all' | readonly UnitId[], params: ReportParams): Unit | undefined {
  const named = units.find(({ id }) => id === params.unit && (of === 'all' || of.includes(id)));
  return named ?? (of === 'all' ? undefined : units.find(({ id }) => id === of[0]));
}
