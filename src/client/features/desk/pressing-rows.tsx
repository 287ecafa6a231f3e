import { For, Match, Show, Switch } from 'solid-js';
import { day } from '../../../domain/day.ts';
import { planName } from '../../../domain/plan.ts';
import { mayReport } from '../../../domain/report/may-report.ts';
import type { PlanToday } from '../../../domain/today.ts';
import { REVIEW_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, DOT, dayShort, formatDay, formatNumber, lowerFirst } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { createToReview, createWaitingOf, type ToReview } from './create-today.ts';
import { reportHref, waitingHref } from './desk-hrefs.ts';
import { DeskRow } from './desk-row.tsx';

/** What presses in general: how long until the period closes, and what waits for a verdict. */
export function PressingRows(props: { plans: readonly PlanToday[] }) {
  const app = useApp();
  const named = (): boolean => props.plans.length > 1;
  return (
    <Sheet label={labels().common.today}>
      <For each={props.plans}>{(one) => <ClosingRow of={one} named={named()} />}</For>
      <Show when={app.scope.reviews.length > 0} fallback={<For each={props.plans}>{(one) => <WaitingRow of={one} named={named()} />}</For>}>
        <ReviewRow />
      </Show>
    </Sheet>
  );
}

/** A few days before the closing it asks for a hand. */
const NEAR_DAYS = 3;

function ClosingRow(props: { of: PlanToday; named: boolean }) {
  const app = useApp();
  const words = () => labels().tallies.desk;
  const period = (): string => lowerFirst(periodWords(props.of.period.name));
  const note = (): string =>
    [words().closingHint(formatDay(props.of.period.period.to)), ...(props.named ? [planName(props.of.plan, app.plans() ?? [])] : [])].join(
      DOT,
    );
  return (
    <Show when={props.of.daysLeft >= 0}>
      <DeskRow
        href={mayReport(app.scope) ? reportHref(props.of) : undefined}
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

function ReviewRow() {
  const toReview = createToReview();
  return <Show when={toReview()}>{(known) => <ReviewLine known={known()} />}</Show>;
}

function ReviewLine(props: { known: ToReview }) {
  const app = useApp();
  const words = () => labels().tallies.desk;
  const oldest = (): string => {
    const { oldest: found } = props.known;
    if (found === undefined) return '';
    if (typeof found !== 'string') return words().oldestWithin(`${dayShort(found.from)}\u00a0– ${formatDay(found.to)}`);
    return words().oldest(ageOf(`${day(found)}T00:00:00+07:00`, app.now()));
  };
  return (
    <DeskRow href={REVIEW_SCREEN} figure={formatNumber(props.known.count)}>
      <Switch>
        <Match when={props.known.count === 0}>{words().noneToReview}</Match>
        <Match when={true}>
          <b>{words().toReview}</b>
          <br />
          <span class="meta">{oldest()}</span>
        </Match>
      </Switch>
    </DeskRow>
  );
}

/** To who reads and does not judge: how much still waits for others. */
function WaitingRow(props: { of: PlanToday; named: boolean }) {
  const app = useApp();
  const words = () => labels().tallies.desk;
  const count = createWaitingOf(() => props.of.plan.id);
  return (
    <Show when={count() !== undefined}>
      <DeskRow href={waitingHref(props.of.plan)} figure={formatNumber(count() ?? 0)}>
        <Show when={count()} fallback={words().noneToReview}>
          <b>{words().toReview}</b>
        </Show>
        <Show when={props.named}>
          <br />
          <span class="meta">{words().toReviewOf(planName(props.of.plan, app.plans() ?? []))}</span>
        </Show>
      </DeskRow>
    </Show>
  );
}
