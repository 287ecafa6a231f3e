import { For, Show } from 'solid-js';
import type { Day } from '../../../domain/day.ts';
import { planName } from '../../../domain/plan.ts';
import { mayReport } from '../../../domain/report/may-report.ts';
import type { PlanToday } from '../../../domain/today.ts';
import { REVIEW_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, DOT, dayShort, formatDay, formatNumber, lowerFirst } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { createToReview, createWaitingIn, type ToReview } from './create-today.ts';
import { reportOfPeriodHref, waitingHref } from './desk-hrefs.ts';
import { DeskRow } from './desk-row.tsx';
import { ReportRows } from './report-rows.tsx';

/** What presses in general: how long until the period closes, and what waits for a verdict, records and reports. */
export function PressingRows(props: { plans: readonly PlanToday[]; today: Day }) {
  const app = useApp();
  const named = (): boolean => props.plans.length > 1;
  return (
    <Sheet label={labels().common.today}>
      <For each={props.plans}>{(plan) => <ClosingRow of={plan} named={named()} />}</For>
      <Show
        when={app.scope.reviews.length > 0}
        fallback={<For each={props.plans}>{(plan) => <WaitingRow of={plan} named={named()} />}</For>}
      >
        <ReviewRow />
      </Show>
      <ReportRows today={props.today} />
    </Sheet>
  );
}

/** A few days before the closing it asks for a hand. */
const NEAR_DAYS = 3;

function ClosingRow(props: { of: PlanToday; named: boolean }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const period = (): string => lowerFirst(periodWords(props.of.period.name));
  const note = (): string =>
    [words().closingHint(formatDay(props.of.period.period.to)), ...(props.named ? [planName(props.of.plan, app.plans() ?? [])] : [])].join(
      DOT,
    );
  return (
    <Show when={props.of.daysLeft >= 0}>
      <DeskRow
        href={mayReport(app.scope) ? reportOfPeriodHref(props.of) : undefined}
        figure={formatNumber(props.of.daysLeft)}
        pressing={props.of.daysLeft <= NEAR_DAYS}
      >
        <b>
          {props.of.daysLeft === 0 ? words().closingToday(period()) : `${words().days(props.of.daysLeft)} ${words().closing(period())}`}
        </b>
        <br />
        <span class="meta">{note()}</span>
      </DeskRow>
    </Show>
  );
}

/** What waits for this person. */
function ReviewRow() {
  const toReview = createToReview();
  return <Show when={toReview()}>{(known) => <WaitingLine known={known()} href={REVIEW_SCREEN} />}</Show>;
}

/** To who reads and does not judge: what waits for others. */
function WaitingRow(props: { of: PlanToday; named: boolean }) {
  const app = useApp();
  const waiting = createWaitingIn(() => props.of.plan);
  const name = (): string | undefined => (props.named ? planName(props.of.plan, app.plans() ?? []) : undefined);
  return <Show when={waiting()}>{(known) => <WaitingLine known={known()} href={waitingHref(props.of.plan)} plan={name()} />}</Show>;
}

function WaitingLine(props: { known: ToReview; href: string; plan?: string | undefined }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const oldest = (): string[] => {
    const { oldest: found } = props.known;
    if (found === undefined) return [];
    if (typeof found !== 'string') return [words().oldestWithin(`${dayShort(found.from)}\u00a0– ${formatDay(found.to)}`)];
    return [words().oldest(ageOf(`${found}T00:00:00+07:00`, app.now()))];
  };
  const note = (): string => [...(props.known.count > 0 ? oldest() : []), ...(props.plan === undefined ? [] : [props.plan])].join(DOT);
  return (
    <DeskRow href={props.href} figure={formatNumber(props.known.count)}>
      <Show when={props.known.count > 0} fallback={words().noneToReview}>
        <b>{words().toReview}</b>
      </Show>
      <Show when={note()}>
        {(text) => (
          <>
            <br />
            <span class="meta">{text()}</span>
          </>
        )}
      </Show>
    </DeskRow>
  );
}
