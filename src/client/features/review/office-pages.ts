import type { Accessor } from 'solid-js';
import type { ActivityId, PlanId } from '../../../domain/ids.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { ActivityList } from '../../../protocol/account.ts';
import { LIST_ACTIVITIES, MAX_LIST_LENGTH } from '../../../protocol/endpoints/activities.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createPages } from '../../office/create-pages.ts';
import type { OfficeError } from '../../office/trouble.ts';

const PAGE = 50;

interface OfficePage extends ActivityList {
  /** Whose records these are; undefined where there is no plan. */
  readonly planId: PlanId | undefined;
  /** The plan has further pages; `more` says whether any plan has. */
  readonly moreOfPlan: boolean;
  /** Confirmed records of the same days: a duplicate of one of them would count twice. */
  readonly confirmed: readonly ServerActivity[];
}

/** What was confirmed on the days of these records. */
async function confirmedBeside(planId: string, records: readonly ServerActivity[]): Promise<Result<ActivityList, OfficeError>> {
  const days = records.map((record) => record.content.date).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return ok({ activities: [], more: false });
  return askOffice(LIST_ACTIVITIES, { query: { planId, state: 'confirmed', from, to, limit: String(MAX_LIST_LENGTH) } });
}

type PlanPage = Pick<OfficePage, 'activities' | 'more' | 'confirmed'>;

async function readOfPlan(planId: PlanId, before: ActivityId | undefined): Promise<Result<PlanPage, OfficeError>> {
  const waiting = await askOffice(LIST_ACTIVITIES, { query: { planId, state: 'sent', limit: String(PAGE), before } });
  if (!waiting.ok) return waiting;
  // Without them a duplicate would look like any other record, so both come or none.
  const confirmed = await confirmedBeside(planId, waiting.value.activities);
  return confirmed.ok ? ok({ ...waiting.value, confirmed: confirmed.value.activities }) : confirmed;
}

/** What follows a page: more of its plan, else the first of the next plan that has any. */
export async function readOfficePage(
  planIds: readonly PlanId[],
  before: OfficePage | undefined,
  read: typeof readOfPlan = readOfPlan,
): Promise<Result<OfficePage, OfficeError>> {
  const at = before?.planId === undefined ? -1 : planIds.indexOf(before.planId);
  const left = planIds.slice(before?.moreOfPlan ? at : at + 1);
  for (const [past, planId] of left.entries()) {
    const page = await read(planId, planId === before?.planId ? before.activities.at(-1)?.id : undefined);
    if (!page.ok) return page;
    const isLast = past === left.length - 1;
    const { activities, more } = page.value;
    if (activities.length > 0 || isLast) return ok({ ...page.value, planId, moreOfPlan: more, more: more || !isLast });
  }
  return ok({ planId: undefined, moreOfPlan: false, more: false, activities: [], confirmed: [] });
}

/** Records that wait at the office, plan after plan, of each the newest first, page by page. */
export const createOfficePages = (planIds: Accessor<readonly PlanId[] | undefined>) =>
  createPages(planIds, (ids, before: OfficePage | undefined) => readOfficePage(ids, before));
