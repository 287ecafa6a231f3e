import { type AmountColumn, RECORDS } from '../../../domain/figures/column.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { PlanToday } from '../../../domain/today.ts';
import { addressOf, REPORT_SCREEN, TALLY_SCREEN } from '../../addresses.ts';

type Placed = Pick<PlanToday, 'plan' | 'period'>;

/** Tổng hợp of the period, of all units or one. */
export const periodHref = ({ plan, period }: Placed, unitId?: UnitId): string =>
  addressOf(TALLY_SCREEN, { query: { 'ke-hoach': plan.id, ky: period.key, 'don-vi': unitId } });

/** A figure of the period, with the records behind it. */
export const figureHref = ({ plan, period }: Placed, column: AmountColumn): string =>
  addressOf(TALLY_SCREEN, { query: { 'ke-hoach': plan.id, ky: period.key, mo: `all~${column.key}` } });

/** All of the plan, where what is late today stands in full. */
export const planHref = ({ id }: Pick<Plan, 'id'>): string => addressOf(TALLY_SCREEN, { query: { 'ke-hoach': id } });

/** Records of a plan that wait, to who may read and not judge them. */
export const waitingHref = ({ id }: Pick<Plan, 'id'>): string =>
  addressOf(TALLY_SCREEN, { query: { 'ke-hoach': id, mo: `all~${RECORDS.key}` } });

export const reportOfPeriodHref = ({
  plan,
  period,
}: {
  readonly plan: Pick<Plan, 'id'>;
  readonly period: Pick<PeriodChoice, 'key'>;
}): string => addressOf(REPORT_SCREEN, { query: { 'ke-hoach': plan.id, ky: period.key } });
