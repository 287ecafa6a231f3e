import { activityType } from './activity-types.ts';
import type { ItemCode, UnitId } from './ids.ts';
import type { Period } from './period.ts';
import { PLAN_LIMITS, type Plan, type PlanItem, takesRecords } from './plan.ts';

/** Why a plan cannot be saved as it is; the labels hold one sentence for each. */
export const PLAN_ISSUES = [
  'noItems',
  'tooManyItems',
  'noTitle',
  'tooLong',
  'periodBackwards',
  'periodTooLong',
  'codeTwice',
  /** It names no item that stands before it. */
  'noParent',
  'tooDeep',
  'unknownUnit',
  'unknownType',
  /** Quarters or months are meant, and none is named. */
  'emptySchedule',
  /** Due days belong to work that is done once, each with an id of its own. */
  'badMilestone',
  /** It ended, and something under it did not. */
  'underRetired',
  /** What follows it is not there, or is itself, or leads back to it. */
  'badSuccessor',
  'notTheNext',
  /** A code of an earlier version is missing: an item may be retired, never taken away. */
  'codeLost',
  /** Days of the former period lie outside: records of them may still be on their way. */
  'periodCut',
  /** It was counted before, and its records would no longer be taken. */
  'tallyForgotten',
] as const;
export type PlanIssueCode = (typeof PLAN_ISSUES)[number];

export interface PlanIssue {
  readonly code: PlanIssueCode;
  readonly itemCode?: ItemCode;
}

const DAYS_OF_TEN_YEARS = 3_660;
const spanDays = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const isTooLong = (item: PlanItem): boolean =>
  item.title.length > PLAN_LIMITS.title ||
  item.text.length > PLAN_LIMITS.text ||
  (item.body?.length ?? 0) > PLAN_LIMITS.text ||
  (item.note?.length ?? 0) > PLAN_LIMITS.note;

function isMilestoneWrong({ milestone, tracking }: PlanItem): boolean {
  if (!milestone) return false;
  const ids = milestone.occurrences.map(({ id }) => id);
  return tracking !== 'milestone' || new Set(ids).size !== ids.length || new Set(milestone.unitIds).size !== milestone.unitIds.length;
}

const isScheduleEmpty = ({ schedule }: PlanItem): boolean =>
  (schedule.type === 'quarter' && !schedule.quarters?.length) || (schedule.type === 'month' && !schedule.months?.length);

/** Whether following the successors from here leads back here, or to nothing. */
function isSuccessionWrong(plan: ReadonlyMap<string, PlanItem>, item: PlanItem): boolean {
  const seen = new Set<string>();
  const next = [...(item.retired?.successorCodes ?? [])];
  for (let code = next.pop(); code !== undefined; code = next.pop()) {
    const follower = plan.get(code);
    if (!follower || code === item.code) return true;
    if (seen.has(code)) continue;
    seen.add(code);
    next.push(...(follower.retired?.successorCodes ?? []));
  }
  return false;
}

function checkItem(
  item: PlanItem,
  before: ReadonlyMap<string, { readonly item: PlanItem; readonly depth: number }>,
  units: ReadonlySet<string>,
): PlanIssueCode[] {
  const parent = item.parentCode === null ? undefined : before.get(item.parentCode);
  const named = [...(item.leadUnitId === null ? [] : [item.leadUnitId]), ...(item.milestone?.unitIds ?? [])];
  const wrong: readonly (readonly [PlanIssueCode, boolean])[] = [
    ['noTitle', item.title.trim() === ''],
    ['tooLong', isTooLong(item)],
    ['noParent', item.parentCode !== null && !parent],
    ['tooDeep', (parent?.depth ?? 0) >= PLAN_LIMITS.depth],
    ['unknownUnit', named.some((id) => !units.has(id))],
    ['unknownType', item.usualTypes.some((type) => activityType(type) === undefined)],
    ['emptySchedule', isScheduleEmpty(item)],
    ['badMilestone', isMilestoneWrong(item)],
    ['underRetired', parent?.item.retired !== undefined && item.retired === undefined],
  ];
  return wrong.filter(([, holds]) => holds).map(([code]) => code);
}

function checkHead({ title, agency, number, period, items }: Plan): PlanIssueCode[] {
  const wrong: readonly (readonly [PlanIssueCode, boolean])[] = [
    ['noTitle', title.trim() === ''],
    ['tooLong', [title, agency, number ?? ''].some((text) => text.length > PLAN_LIMITS.name)],
    ['periodBackwards', period.to < period.from],
    ['periodTooLong', spanDays(period) > DAYS_OF_TEN_YEARS],
    ['noItems', items.length === 0],
    ['tooManyItems', items.length > PLAN_LIMITS.items],
  ];
  return wrong.filter(([, holds]) => holds).map(([code]) => code);
}

/** All that is wrong with a plan taken by itself: the same on phone and server. `unitIds`: the units there are. */
export function checkPlan(plan: Plan, unitIds: readonly UnitId[]): PlanIssue[] {
  const issues: PlanIssue[] = checkHead(plan).map((code) => ({ code }));
  const units = new Set<string>(unitIds);
  const all = new Map<string, PlanItem>(plan.items.map((item) => [item.code, item]));
  const before = new Map<string, { readonly item: PlanItem; readonly depth: number }>();
  for (const item of plan.items) {
    const codes = checkItem(item, before, units);
    if (before.has(item.code)) codes.push('codeTwice');
    if (isSuccessionWrong(all, item)) codes.push('badSuccessor');
    issues.push(...codes.map((code) => ({ code, itemCode: item.code })));
    const depth = item.parentCode === null ? 0 : (before.get(item.parentCode)?.depth ?? 0);
    before.set(item.code, { item, depth: depth + 1 });
  }
  return issues;
}

/** What is wrong with a plan as the version after another: items keep their codes for ever, and no record loses its place. */
export function checkSuccessor(former: Plan, next: Plan): PlanIssue[] {
  const now = new Map<string, PlanItem>(next.items.map((item) => [item.code, item]));
  const issues: PlanIssue[] = [];
  if (next.id !== former.id || next.version !== former.version + 1) issues.push({ code: 'notTheNext' });
  if (next.period.from > former.period.from || next.period.to < former.period.to) issues.push({ code: 'periodCut' });
  for (const item of former.items) {
    const same = now.get(item.code);
    if (!same) issues.push({ code: 'codeLost', itemCode: item.code });
    else if (takesRecords(item) && !takesRecords(same)) issues.push({ code: 'tallyForgotten', itemCode: item.code });
  }
  return issues;
}

/** Says of every item counted before, and not now, that its records are still taken. */
function rememberTallies(former: Plan, items: readonly PlanItem[]): PlanItem[] {
  const counted = new Set<string>(former.items.filter(takesRecords).map((item) => item.code));
  return items.map((item) => (counted.has(item.code) && !takesRecords(item) ? { ...item, wasTally: true } : item));
}

/** The version after this one, with whatever is to be changed. Nothing of the former one is. */
export const nextPlanVersion = (former: Plan, change: Partial<Omit<Plan, 'id' | 'version'>>): Plan => ({
  ...former,
  ...change,
  version: former.version + 1,
  items: rememberTallies(former, change.items ?? former.items),
});

/** What one version did to the one before, by code. */
export interface PlanChanges {
  readonly added: readonly PlanItem[];
  readonly ended: readonly PlanItem[];
  /** With other words, another place, another way of counting, another time or another unit. */
  readonly changed: readonly { readonly before: PlanItem; readonly after: PlanItem }[];
}

const sameItem = (a: PlanItem, b: PlanItem): boolean => JSON.stringify({ ...a, retired: null }) === JSON.stringify({ ...b, retired: null });

export function changesBetween(former: Plan, next: Plan): PlanChanges {
  const before = new Map<string, PlanItem>(former.items.map((item) => [item.code, item]));
  return {
    added: next.items.filter((item) => !before.has(item.code)),
    ended: next.items.filter((item) => item.retired !== undefined && before.get(item.code)?.retired === undefined),
    changed: next.items.flatMap((after) => {
      const item = before.get(after.code);
      return item && !sameItem(item, after) ? [{ before: item, after }] : [];
    }),
  };
}
