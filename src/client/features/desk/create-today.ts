import { type Accessor, createEffect, createMemo } from 'solid-js';
import type { Day } from '../../../domain/day.ts';
import type { Period } from '../../../domain/period.ts';
import { covers } from '../../../domain/person.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import { type PlanToday, plansOfToday, planToday } from '../../../domain/today.ts';
import { LIST_DEVICES } from '../../../protocol/endpoints/devices.ts';
import { type App, useApp } from '../../app-context.ts';
import { askAgainOn, refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import type { OfficeTrouble } from '../../office/trouble.ts';
import { type KeptPhones, keepPhones, oldestWaitingPart, readKeptPhones, readTodaySource } from '../../store/lists/today.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta } from '../../store/meta.ts';
import { countAllToReview, countToReview } from '../../store/records/review-count.lazy.ts';
import { oldestToReview } from '../../store/records/review-list.ts';

/** Units whose figures the person sees. */
export const seenUnits = ({ reference, scope }: App): Unit[] => reference().units.filter((unit) => covers(scope.tallies, unit.id));

/** How each plan of today stands, from what lies on this device; undefined until it is read. */
export function createPlansToday(today: Accessor<Day>): Accessor<readonly PlanToday[] | undefined> {
  const app = useApp();
  const plans = createMemo(() => {
    const known = app.plans();
    return known && plansOfToday(known, today());
  });
  const read = createLiveQuery(async () => {
    const [wanted, day] = [plans(), today()];
    return wanted && { day, sources: await Promise.all(wanted.map((plan) => readTodaySource(app.db, plan, app.scope, day))) };
  });
  return createMemo(() => {
    const known = read();
    return known?.sources.map((from) => planToday(from, app.scope, seenUnits(app), known.day));
  });
}

export interface ToReview {
  readonly count: number;
  /** The day of the oldest, where the records lie on this device; else the days in which it lies. */
  readonly oldest: Day | Period | undefined;
}

/** What waits for this person's verdict; the number on the tab, and that of the list it opens. */
export function createToReview(): Accessor<ToReview | undefined> {
  const app = useApp();
  const { reviews } = app.scope;
  return createLiveQuery(async () => ({
    count: await countToReview(app.db, reviews),
    oldest: reviews === 'all' ? await oldestWaitingPart(app.db, app.plans() ?? []) : await oldestToReview(app.db, reviews),
  }));
}

/** What waits in a plan for somebody else's verdict. */
export function createWaitingIn(plan: () => Plan): Accessor<ToReview | undefined> {
  const app = useApp();
  return createLiveQuery(async () => {
    const of = plan();
    return { count: await countAllToReview(app.db, of.id), oldest: await oldestWaitingPart(app.db, [of]) };
  });
}

export interface PhonesToday {
  /** What the office said last of them; undefined where it never did. */
  readonly known: Accessor<KeptPhones | undefined>;
  /** The question has no answer yet. */
  readonly asking: Accessor<boolean>;
  readonly trouble: Accessor<OfficeTrouble | undefined>;
  readonly again: () => void;
}

/**
 * The phones the person answers for, asked about every day anew. The last answer stays on this device, for when the office cannot be
 * asked; once the office is heard of again, or has something new, so are the phones.
 */
export function createPhones(today: Accessor<Day>): PhonesToday {
  const app = useApp();
  const savedPhones = createLiveQuery(async () => ({ phones: await readKeptPhones(app.db) }));
  const contact = createLiveQuery(async () => ({ at: (await readMeta(app.db, 'contact'))?.at }));
  const fetched = createFetched(today, () => askOffice(LIST_DEVICES));
  const { state, value, trouble, again } = fetched;
  askAgainOn(() => contact()?.at, fetched);
  refreshOnNews(fetched);
  const fresh = createMemo((): KeptPhones | undefined => {
    const answer = value();
    return answer && { at: app.now(), devices: answer.devices };
  });
  createEffect(() => {
    const answer = fresh();
    // A device without room shows them all the same.
    if (answer) void keepPhones(app.db, answer).catch(() => undefined);
  });
  /** A person who was moved answers for other phones. */
  const mine = (phones: KeptPhones | undefined): KeptPhones | undefined => {
    const { devices: scope } = app.scope;
    if (!phones || scope === 'all') return phones;
    const isMine = ({ person }: KeptPhones['devices'][number]): boolean =>
      scope !== 'own' && person.unitIds.some((id) => scope.includes(id));
    return { ...phones, devices: phones.devices.filter(isMine) };
  };
  return {
    known: () => fresh() ?? mine(savedPhones()?.phones),
    asking: () => state().kind === 'loading' || savedPhones() === undefined,
    trouble,
    again,
  };
}
