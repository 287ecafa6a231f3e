import { Day } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { contains } from '../../../domain/period.ts';
import { chosenPeriod, periodChoices, periodNameKey } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import type { ReportPeriod } from '../../../domain/report/report.ts';
import { addressOf, REPORT_SCREEN } from '../../addresses.ts';
import { namedQuery } from '../../named-query.ts';

/** Which report: of a plan, some days, and the whole office or one unit. */
export interface ReportChoice {
  readonly plan: Plan;
  readonly about: ReportPeriod;
  /** Undefined: the whole office. */
  readonly unit: Unit | undefined;
}

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

const QUERY = namedQuery(NAMES);
export const readReportParams: (search: Readonly<Record<string, string | string[] | undefined>>) => ReportParams = QUERY.read;
export const reportHref = (params: ReportParams): string => addressOf(REPORT_SCREEN, { query: QUERY.write(params) });

/** The last month that has ended; before the first has, that one. */
export function lastEnded(plan: Plan, today: Day): ReportPeriod {
  const months = periodChoices(plan, 'month', plan.reporting);
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
export function periodAskedFor(plan: Plan, params: ReportParams, today: Day): ReportPeriod | undefined {
  if (params.period === CUSTOM) return customPeriod(plan, params);
  return chosenPeriod(plan, params.period, plan.reporting) ?? lastEnded(plan, today);
}

/** Under what typed words are kept. */
export const periodKey = ({ name, period }: ReportPeriod): string => (name ? periodNameKey(name) : `${period.from}_${period.to}`);

/** Units somebody may report for; undefined stands for the whole office. */
export function chosenReportUnit(units: readonly Unit[], of: 'all' | readonly UnitId[], params: ReportParams): Unit | undefined {
  const named = units.find(({ id }) => id === params.unit && (of === 'all' || of.includes(id)));
  return named ?? (of === 'all' ? undefined : units.find(({ id }) => id === of[0]));
}
