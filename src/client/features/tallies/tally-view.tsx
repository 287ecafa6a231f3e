import './tallies.css';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { createMemo, Match, onMount, Show, Suspense, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { mayReport } from '../../../domain/report/may-report.ts';
import { useApp } from '../../app-context.ts';
import { createChosenPlan, PlanPick } from '../../chosen-plan.tsx';
import { formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { plansRunning } from '../../plan-to-show.ts';
import { browseHref } from '../../records/browse-choice.ts';
import { LazyUnplacedNotice } from '../../records/unplaced.tsx';
import { createShownPlans } from '../../shown-plans.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { createWide } from '../../wide.ts';
import { AllPlans } from './all-plans.tsx';
import {
  ALL_PLANS,
  chosenUnit,
  readTallyParams,
  reportOfTallyHref,
  seesOthers,
  type TallyParams,
  tallyHref,
  unitChoices,
} from './tally-choice.ts';
import { TallyPage } from './tally-page.tsx';
import { TallyPeriod } from './tally-period.tsx';
import { TallyViews } from './tally-views.tsx';

/** Figures of a plan by item, unit, place or type, for the whole plan or one period; each figure opens to its records. */
export function TallyScreen() {
  const app = useApp();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const isWide = createWide();
  const params = createMemo(() => readTallyParams(search));
  const { plan, none, remember } = createChosenPlan(() => params().plan);
  const choose = (change: TallyParams): void => {
    navigate(tallyHref({ ...params(), open: undefined, ...change }), { replace: true, scroll: false });
  };
  const shown = createShownPlans();
  const last = createLiveQuery(async () => ({ all: (await readMeta(app.db, 'tallyAllPlans')) ?? true }));
  /** Those that run, where they are looked at together: no plan makes another look empty. */
  const together = createMemo(() => {
    const running = plansRunning(shown() ?? [], officeDay(app.now()));
    const wanted = params().plan === undefined ? last()?.all : params().plan === ALL_PLANS;
    return wanted && running.length > 1 ? running : undefined;
  });
  const allWords = (): string | undefined => (plansRunning(shown() ?? [], officeDay(app.now())).length > 1 ? words().allPlans : undefined);
  const choosePlan = (id: string | undefined): void => {
    if (id !== undefined) remember(id);
    void writeMeta(app.db, 'tallyAllPlans', id === undefined).catch(() => undefined);
    // Periods of one plan mean nothing to another.
    choose({ plan: id ?? ALL_PLANS, period: undefined, calendar: undefined, unit: undefined, by: undefined });
  };
  const period = () => (
    <Show when={!together() && plan()}>{(plan) => <TallyPeriod plan={plan()} params={params()} wide={isWide()} onChoose={choose} />}</Show>
  );
  const words = () => labels().tallies;
  // The figures come with a sync: whoever opens them wants those of now.
  onMount(() => app.sync.nudge());
  return (
    <Screen title={words().title} wide end={<TallyAge />} dock={isWide() ? undefined : period()}>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={last() && together()}>
          {(plans) => (
            <>
              <PlanPick chosen={undefined} all={words().allPlans} title={words().choosePlan} onChoose={choosePlan} />
              <AllPlans plans={plans()} params={params()} wide={isWide()} onChoose={choose} />
            </>
          )}
        </Match>
        <Match when={last() && plan()}>
          {(plan) => (
            <>
              <PlanPick chosen={plan()} all={allWords()} title={words().choosePlan} onChoose={choosePlan} />
              <Suspense>
                <LazyUnplacedNotice plan={plan()} />
              </Suspense>
              <div class="tally-controls">
                <Show when={isWide()}>{period()}</Show>
                <TallyViews plan={plan()} params={params()} wide={isWide()} onChoose={choose}>
                  <Show when={seesOthers(app.scope)}>
                    <Key icon="search" href={browseHref({ planId: plan().id, unitId: chosenUnit(app.reference().units, params()) })}>
                      {words().toRecords}
                    </Key>
                  </Show>
                  <Show when={mayReport(app.scope)}>
                    <Key icon="doc" href={reportOfTallyHref(plan(), params())}>
                      {words().makeReport}
                    </Key>
                  </Show>
                </TallyViews>
              </div>
              <TallyPage plan={plan()} params={params()} wide={isWide()} />
            </>
          )}
        </Match>
        <Match when={none()}>
          <Empty title={words().noPlan}>
            <p>{words().noPlanHint}</p>
          </Empty>
        </Match>
      </Switch>
    </Screen>
  );
}

/** How old the figures are, and how much is known to be missing from them. */
function TallyAge() {
  const app = useApp();
  const contact = createLiveQuery(async () => ({ at: (await readMeta(app.db, 'contact'))?.at }));
  const words = () => labels().tallies;
  const age = (): string => {
    const read = contact();
    if (read === undefined) return '';
    return read.at === undefined ? words().neverHeard : words().asOf(formatTime(read.at, app.now()));
  };
  /** Whose figures these are, where it is not everybody's. */
  const units = (): string =>
    app.scope.tallies === 'all'
      ? ''
      : unitChoices(app.reference().units, app.scope)
          .map((unit) => unit.shortName)
          .join(', ');
  return (
    <span>
      {age()}
      <Show when={units()}>
        <br />
        {units()}
      </Show>
    </span>
  );
}
