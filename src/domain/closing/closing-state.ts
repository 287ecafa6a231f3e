import type { Day } from '../day.ts';
import type { PlanId } from '../ids.ts';
import { PERIOD_KINDS, type Period, type PeriodKind } from '../period.ts';
import { type PeriodChoice, periodChoices } from '../period-choice.ts';
import type { Role } from '../person.ts';
import type { Plan } from '../plan.ts';
import type { Closing } from './closing.ts';

/**
 * What is done to a closed period, in this order but for the last, which may come at any time: its report is handed to the
 * approver, who approves it or sends it back, and the period is opened again.
 */
export const CLOSING_STEPS = ['closed', 'submitted', 'approved', 'sentBack', 'reopened'] as const;
export type ClosingStep = (typeof CLOSING_STEPS)[number];
export const isStep = (word: string): word is ClosingStep => (CLOSING_STEPS as readonly string[]).includes(word);

/** What two people read to each other to know that they speak of the same figures. */
export const closingCode = ({ hash }: Pick<Closing, 'hash'>): string => hash.slice(0, 8).toUpperCase();

/** By the last step this release knows. */
export const closingStateOf = ({ history }: Pick<Closing, 'history'>): ClosingStep =>
  history.map(({ step }) => step).findLast(isStep) ?? 'closed';

/** Whether its figures are those of the period: once reopened they are history. */
export const isActive = (closing: Pick<Closing, 'history'>): boolean => closingStateOf(closing) !== 'reopened';

export const kindOf = (periodKey: string): PeriodKind | undefined => PERIOD_KINDS.find((kind) => periodKey.startsWith(`${kind}-`));

/** The active closings of a kind of period, in the order in which they were closed. */
export const activeOf = (closings: readonly Closing[], planId: PlanId, kind: PeriodKind): Closing[] =>
  closings
    .filter((closing) => closing.planId === planId && kindOf(closing.periodKey) === kind && isActive(closing))
    .toSorted((a, b) => a.no - b.no);

/** The closing whose figures are those of the period; undefined while it is open. */
export const closingOf = (closings: readonly Closing[], planId: PlanId, periodKey: string): Closing | undefined =>
  closings.find((closing) => closing.planId === planId && closing.periodKey === periodKey && isActive(closing));

/** A period whose last day has come. Nothing is closed before there can be anything on all of its days. */
export const mayClose = (period: Period, today: Day): boolean => period.to <= today;

/** The first period of a kind behind all that are closed: the differences of those go into its report. */
export function nextToClose(plan: Plan, closings: readonly Closing[], kind: PeriodKind): PeriodChoice | undefined {
  const last = activeOf(closings, plan.id, kind).reduce((to, { period }) => (period.to > to ? period.to : to), '');
  return periodChoices(plan, kind, plan.reporting).find(({ period }) => period.from > last);
}

const FOLLOWS: Readonly<Record<Exclude<ClosingStep, 'closed'>, readonly ClosingStep[]>> = {
  submitted: ['closed', 'sentBack'],
  approved: ['submitted'],
  sentBack: ['submitted'],
  reopened: ['closed', 'submitted', 'approved', 'sentBack'],
};
const DOES: Readonly<Record<ClosingStep, Role>> = {
  closed: 'supervisor',
  submitted: 'supervisor',
  approved: 'approver',
  sentBack: 'approver',
  reopened: 'approver',
};

export type LaterStep = keyof typeof FOLLOWS;
export const mayTake = (roles: readonly Role[], step: ClosingStep): boolean => roles.includes(DOES[step]);
/** Whether the step may follow what was done last. */
export const canFollow = (closing: Pick<Closing, 'history'>, step: LaterStep): boolean => FOLLOWS[step].includes(closingStateOf(closing));

/**
 * Only the closing of its kind that came last is opened again: later reports tell the differences from those before it, and
 * would count them twice. What has changed in an earlier period goes into the next report by itself.
 */
export const isLastOfKind = (closing: Closing, closings: readonly Closing[]): boolean => {
  const kind = kindOf(closing.periodKey);
  return kind !== undefined && activeOf(closings, closing.planId, kind).at(-1)?.id === closing.id;
};
