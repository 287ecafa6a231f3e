import * as z from 'zod/mini';
import { Day } from './day.ts';
import { ItemCode, PlanId, UnitId } from './ids.ts';
import { MeasureName } from './measure.ts';
import { Milestone } from './milestone.ts';
import { Period, Reporting } from './period.ts';

const basis = z.enum(['stated', 'derived', 'default']);
export const Schedule = z.readonly(
  z.strictObject({
    type: z.enum(['quarter', 'month', 'recurring', 'year', 'adhoc']),
    quarters: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(4)))),
    months: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(12)))),
    basis,
  }),
);
export type Schedule = z.infer<typeof Schedule>;

/** An item that an amendment ended: it keeps its place, its code and its records, and takes no new work. */
export const Retired = z.readonly(
  z.strictObject({
    /** The version that ended it. */
    version: z.int(),
    /** The first day without it: the day of the paper that ended it. Work of the days before is still logged under it. */
    since: z.optional(Day),
    /** What follows it: several after a split, one shared by several items after a merger, none where the work ended. */
    successorCodes: z.readonly(z.array(ItemCode)),
  }),
);
export type Retired = z.infer<typeof Retired>;

/** Longest texts of an item and of a plan's header (characters): a page of print is about 3,000. */
export const PLAN_LIMITS = { items: 1_000, title: 300, text: 20_000, note: 2_000, name: 300, depth: 12 } as const;

/** One node of the plan's tree, in the order printed. Activities are logged under nodes with tracking `tally`. */
export const PlanItem = z.readonly(
  z.strictObject({
    code: ItemCode,
    parentCode: z.nullable(ItemCode),
    /** The marker as printed: 'I', '1', '-'; null for a plain paragraph. */
    marker: z.nullable(z.string()),
    kind: z.string(),
    /** For display: a verbatim part of the text, or a label the office chose. */
    title: z.string(),
    text: z.string(),
    body: z.optional(z.string()),
    leadUnitId: z.nullable(UnitId),
    /** As printed. */
    leadUnit: z.nullable(z.string()),
    coUnits: z.readonly(z.array(z.string())),
    schedule: Schedule,
    tracking: z.enum(['tally', 'milestone', 'none']),
    measures: z.readonly(z.array(MeasureName)),
    /** Only orders the proposals: any type may be logged under any item with tracking `tally`. */
    usualTypes: z.readonly(z.array(z.string())),
    /** When work done once is due; with tracking `milestone` alone. */
    milestone: z.optional(Milestone),
    /** What was printed beside it and is no count: a target in per cent, a product, money. */
    note: z.optional(z.string()),
    retired: z.optional(Retired),
    /** It was counted in an earlier version: records that name it are still taken. */
    wasTally: z.optional(z.literal(true)),
  }),
);
export type PlanItem = z.infer<typeof PlanItem>;

export const Plan = z.readonly(
  z.strictObject({
    id: PlanId,
    /** Counts from 1; each amendment makes the next, and none is changed afterwards. */
    version: z.int(),
    /** The work is over: nothing is offered for new records, while late ones are still taken. */
    closed: z.optional(z.literal(true)),
    /** The paper that made this version, where it is not the plan itself. */
    amendment: z.optional(z.strictObject({ number: z.nullable(z.string()), date: z.nullable(Day) })),
    agency: z.string(),
    /** May lack the running number, as printed: '/KH-SNgV'. */
    number: z.nullable(z.string()),
    date: z.nullable(Day),
    year: z.int(),
    title: z.string(),
    period: Period,
    reporting: Reporting,
    items: z.readonly(z.array(PlanItem)),
  }),
);
export type Plan = z.infer<typeof Plan>;

/** A heading as it reads on screen: without its colon, and not in the capitals some plans print. */
export function headingTitle(text: string): string {
  const title = text.replace(/(?<!\s)\s*:$/, '');
  return title === title.toUpperCase() ? title.charAt(0) + title.slice(1).toLowerCase() : title;
}

/** The plan's title, told apart from another of the same title by number and year. */
export function planName(plan: Plan, plans: readonly Plan[]): string {
  const isShared = plans.some((candidate) => candidate.id !== plan.id && candidate.title === plan.title);
  return [headingTitle(plan.title), ...(isShared ? [plan.number, plan.year] : [])].filter((part) => part !== null).join(', ');
}

/** Whether new work is offered under the item; `on`: work of that day, for which an item that ended later was still there. */
export const isOffered = (plan: Plan, { tracking, retired }: PlanItem, on?: Day): boolean =>
  tracking === 'tally' && plan.closed !== true && (!retired || (!!on && on < (retired.since ?? '')));

/** Whether a record may name the item. A record that was logged before an amendment arrived stays under the item it was logged under. */
export const takesRecords = (item: PlanItem): boolean => item.tracking === 'tally' || item.wasTally === true;

/** Whether one of these units leads something in the plan. */
export const concerns = (plan: Plan, unitIds: readonly UnitId[]): boolean =>
  plan.items.some(({ leadUnitId }) => leadUnitId !== null && unitIds.includes(leadUnitId));

export const findItem = (plan: Plan, code: string): PlanItem | undefined => plan.items.find((item) => item.code === code);

/** Direct children in printed order; null gives the roots. */
export const childrenOf = (plan: Plan, code: string | null): PlanItem[] => plan.items.filter((item) => item.parentCode === code);

/** The item's own code, its parent's, and so on up to the root. */
export function lineOf(plan: Plan, code: string): ItemCode[] {
  const line: ItemCode[] = [];
  for (let item = findItem(plan, code); item; item = item.parentCode === null ? undefined : findItem(plan, item.parentCode))
    line.push(item.code);
  return line;
}
