import './desk.css';
import { createMemo, For, Match, onMount, Show, Switch } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import { capital } from '../../../domain/text.ts';
import type { PlanToday } from '../../../domain/today.ts';
import { PLAN_IMPORT_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { dayShort, formatDay, formatTime, timeOf, weekday } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { FactorReminder } from '../../office/factor/reminder.tsx';
import { LossNotices } from '../../office/phone-lines.lazy.tsx';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta } from '../../store/meta.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { createOfficeDay } from './create-office-day.ts';
import { createPhones, createPlansToday, seenUnits } from './create-today.ts';
import { LateRows, SoonRows } from './late-rows.tsx';
import { PhoneRows } from './phone-rows.tsx';
import { PlanFigures } from './plan-figures.tsx';
import { PressingRows } from './pressing-rows.tsx';
import { UnitRows } from './unit-rows.tsx';

/** What needs a hand today, of every plan that runs; each line opens to where one acts. All of it from what was last received. */
export function TodayScreen() {
  const app = useApp();
  const today = createOfficeDay(app.now);
  const plans = createPlansToday(today);
  const contact = createLiveQuery(async () => ({ at: (await readMeta(app.db, 'contact'))?.at }));
  const words = () => labels().tallies;
  const asOf = (): string => {
    const read = contact();
    if (read === undefined) return '';
    return read.at === undefined ? words().neverHeard : words().asOf(formatTime(read.at, app.now()));
  };
  /** With its day: what is sent may be read on another. */
  const asOfDay = (): string => {
    const at = contact()?.at;
    return at === undefined ? words().neverHeard : words().asOf(`${timeOf(at)} ${formatDay(officeDay(Date.parse(at)))}`);
  };
  /** Whose figures these are, where they are not everybody's. */
  const whose = (): string =>
    app.scope.tallies === 'all'
      ? ''
      : seenUnits(app)
          .map((unit) => unit.shortName)
          .join(', ');
  // Whoever opens it wants what stands at the office now.
  onMount(() => app.sync.nudge());
  return (
    <Screen
      title={labels().common.today}
      wide
      end={
        <>
          <Show when={whose()} fallback={capital(`${weekday(today())} ${dayShort(today())}`)}>
            {(units) => units()}
          </Show>
          <br />
          {asOf()}
        </>
      }
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={app.plans()?.length === 0}>
          <FactorReminder />
          <Empty
            title={words().noPlan}
            action={app.scope.managesPlans ? <Key href={PLAN_IMPORT_SCREEN}>{labels().plans.bringIn}</Key> : undefined}
          >
            <p>{words().noPlanHint}</p>
          </Empty>
        </Match>
        <Match when={plans()}>{(found) => <TodayPage plans={found()} today={today()} asOf={asOfDay()} />}</Match>
      </Switch>
    </Screen>
  );
}

/** `asOf`: said in what is sent from here. */
function TodayPage(props: { plans: readonly PlanToday[]; today: Day; asOf: string }) {
  const app = useApp();
  const phones = app.scope.devices === 'own' ? undefined : createPhones(() => props.today);
  const named = (): boolean => props.plans.length > 1;
  /** The next closing, for who is asked to send. */
  const closing = createMemo(() => props.plans.filter(({ daysLeft }) => daysLeft >= 0).toSorted((a, b) => a.daysLeft - b.daysLeft)[0]);
  return (
    <>
      <Show when={phones}>{(known) => <LossNotices devices={known().known()?.devices ?? []} />}</Show>
      {/* Records that are lost stand before all else. */}
      <FactorReminder />
      <div class="desk">
        <div class="stack">
          <PressingRows plans={props.plans} today={props.today} />
          <For each={props.plans}>{(plan) => <PlanFigures of={plan} />}</For>
        </div>
        <div class="stack">
          <For each={props.plans}>{(plan) => <LateRows of={plan} named={named()} />}</For>
        </div>
        <div class="stack">
          <For each={props.plans}>{(plan) => <UnitRows of={plan} named={named()} asOf={props.asOf} />}</For>
          <Show when={phones}>{(known) => <PhoneRows phones={known()} closing={closing()} />}</Show>
          <For each={props.plans}>{(plan) => <SoonRows of={plan} named={named()} />}</For>
        </div>
      </div>
    </>
  );
}
