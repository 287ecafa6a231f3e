import type { Accessor } from 'solid-js';
import { ok, type Result } from '../../../domain/result.ts';
import type { ActivityList } from '../../../protocol/account.ts';
import { LIST_ACTIVITIES, MAX_LIST_LENGTH } from '../../../protocol/endpoints/activities.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createPages } from '../../office/create-pages.ts';
import type { OfficeError } from '../../office/trouble.ts';

const PAGE = 50;

interface OfficePage extends ActivityList {
  /** Confirmed records of the same days: a duplicate of one of them would count twice. */
  readonly confirmed: readonly ServerActivity[];
}

/** What was confirmed on the days of these records. */
async function confirmedBeside(planId: string, records: readonly ServerActivity[]): Promise<Result<ActivityList, OfficeError>> {
  const days = records.map((one) => one.content.date).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return ok({ activities: [], more: false });
  return askOffice(LIST_ACTIVITIES, { query: { planId, state: 'confirmed', from, to, limit: String(MAX_LIST_LENGTH) } });
}

async function readPage(planId: string, before: OfficePage | undefined): Promise<Result<OfficePage, OfficeError>> {
  const query = { planId, state: 'sent', limit: String(PAGE), before: before?.activities.at(-1)?.id } as const;
  const waiting = await askOffice(LIST_ACTIVITIES, { query });
  if (!waiting.ok) return waiting;
  // Without them a duplicate would look like any other record, so both come or none.
  const confirmed = await confirmedBeside(planId, waiting.value.activities);
  return confirmed.ok ? ok({ ...waiting.value, confirmed: confirmed.value.activities }) : confirmed;
}

/** Records of a plan that wait at the office, newest first, page by page. */
export const createOfficePages = (planId: Accessor<string | undefined>) => createPages(planId, readPage);
