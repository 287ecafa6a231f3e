import * as z from 'zod/mini';
import { Day } from './day.ts';
import { ItemCode, PlanId, UnitId } from './ids.ts';
import { MeasureName } from './measure.ts';
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
  }),
);
export type PlanItem = z.infer<typeof PlanItem>;

export const Plan = z.readonly(
  z.strictObject({
    id: PlanId,
    version: z.int(),
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
  const title = text.replace(/\s*:$/, '');
  return title === title.toUpperCase() ? title.charAt(0) + title.slice(1).toLowerCase() : title;
}

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
