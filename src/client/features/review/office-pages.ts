import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { ok, type Result } from '../../../domain/result.ts';
import { ActivityList } from '../../../protocol/account.ts';
import type { ServerActivity } from '../../../protocol/sync.ts';
import { type ApiError, getJson } from '../../sync/api.ts';

const PAGE = 50;
/** As many as the office gives in one answer. */
const MOST_CONFIRMED = 200;

export interface OfficePages {
  readonly activities: readonly ServerActivity[];
  /** Confirmed records of the same days: a duplicate of one of them would count twice. */
  readonly confirmed: readonly ServerActivity[];
  /** Of the page asked for last; what came before stays on screen. */
  readonly state: 'loading' | 'more' | 'end' | { readonly error: ApiError };
}

const NONE: OfficePages = { activities: [], confirmed: [], state: 'loading' };

export const listPath = (search: Readonly<Record<string, string>>): string => `/api/activities?${new URLSearchParams(search)}`;

/** What was confirmed on the days of these records. */
function confirmedBeside(planId: string, records: readonly ServerActivity[]): Promise<Result<ActivityList, ApiError>> {
  const days = records.map((one) => one.content.date).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return Promise.resolve(ok({ activities: [], more: false }));
  return getJson(listPath({ planId, state: 'confirmed', from, to, limit: String(MOST_CONFIRMED) }), ActivityList);
}

/** Records of a plan that wait at the office, newest first, page by page. */
export function createOfficePages(planId: Accessor<string | undefined>): {
  pages: Accessor<OfficePages>;
  next: () => void;
} {
  const [pages, setPages] = createSignal(NONE);
  let round = 0;
  const load = async (plan: string): Promise<void> => {
    round += 1;
    const mine = round;
    const last = pages().activities.at(-1)?.id;
    setPages((old) => ({ ...old, state: 'loading' }));
    const path = listPath({ planId: plan, state: 'sent', limit: String(PAGE), ...(last !== undefined && { before: last }) });
    const answer = await getJson(path, ActivityList);
    const confirmed = answer.ok ? await confirmedBeside(plan, answer.value.activities) : undefined;
    if (mine !== round) return;
    // Without them a duplicate would look like any other record, so both come or none.
    if (!answer.ok || !confirmed?.ok) {
      const error = !answer.ok ? answer.error : confirmed?.ok === false ? confirmed.error : 'offline';
      setPages((old) => ({ ...old, state: { error } }));
      return;
    }
    setPages((old) => ({
      activities: [...old.activities, ...answer.value.activities],
      confirmed: [...old.confirmed, ...confirmed.value.activities],
      state: answer.value.more ? 'more' : 'end',
    }));
  };
  createEffect(
    on(planId, (plan) => {
      setPages(NONE);
      if (plan !== undefined) void load(plan);
    }),
  );
  onCleanup(() => {
    round += 1;
  });
  return {
    pages,
    next: () => {
      const plan = planId();
      if (plan !== undefined) void load(plan);
    },
  };
}
