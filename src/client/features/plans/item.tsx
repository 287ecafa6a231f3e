import './plans.css';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, Match, Show, Suspense, Switch } from 'solid-js';
import { isEnded } from '../../../domain/ended.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import { findItem, lineOf, type Plan, type PlanItem, takesRecords } from '../../../domain/plan.ts';
import { isSomething, NO_TALLY } from '../../../domain/tally.ts';
import { addressOf, type ITEM_SCREEN, type ParamsText, PLAN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { LazyPlaceRecords } from '../../records/unplaced.tsx';
import { Empty } from '../../ui/empty.tsx';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { createFigureScope } from './figure-scope.ts';
import { ItemDock } from './item-dock.tsx';
import { ItemFigure } from './item-figure.tsx';
import { itemFigures } from './item-figures.ts';
import { ItemMeasures } from './item-measures.tsx';
import { ItemMonths } from './item-months.tsx';
import { ItemRecords } from './item-records.tsx';
import { ItemTargets } from './item-targets.tsx';
import { ItemWords } from './item-words.tsx';
import { ItemWork } from './item-work.tsx';
import { createPlanProgress } from './plan-progress.ts';

/** One item of a plan: what was done, by month, its text as printed, its records. */
export function ItemScreen() {
  const app = useApp();
  const params = useParams<ParamsText<typeof ITEM_SCREEN>>();
  const plan = createMemo(() => app.plans()?.find((plan) => plan.id === params.planId));
  const found = createMemo(() => {
    const of = plan();
    const item = of && findItem(of, params.code);
    return of && item ? { plan: of, item } : undefined;
  });
  const words = () => labels().plans;
  const navigate = useNavigate();
  return (
    <Switch
      fallback={
        <Screen title={words().titlePlain} back={() => navigate(PLAN_SCREEN)} backLabel={labels().common.back}>
          <Loading label={labels().common.loading} />
        </Screen>
      }
    >
      <Match when={found()}>{(found) => <ItemPage plan={found().plan} item={found().item} />}</Match>
      <Match when={app.plans() !== undefined}>
        <Screen title={words().notFound} back={() => navigate(PLAN_SCREEN)} backLabel={labels().common.back}>
          <Empty title={words().notFound} action={<Key href={PLAN_SCREEN}>{words().toPlan}</Key>}>
            <p>{words().notFoundHint}</p>
          </Empty>
        </Screen>
      </Match>
    </Switch>
  );
}

function ItemPage(props: { plan: Plan; item: PlanItem }) {
  const app = useApp();
  const navigate = useNavigate();
  const scope = createFigureScope();
  const progress = createPlanProgress(() => props.plan);
  const words = () => labels().plans;
  const tally = () => progress.tallyOf(props.item);
  const pace = () => progress.paceOf(props.item);
  const figures = createMemo(() => itemFigures(props.item, tally(), pace().leading));
  /** A target may be of one unit or quarter and stand at nothing: what was logged is shown all the same. */
  const hasFigures = (): boolean => isSomething(tally() ?? NO_TALLY) || figures().total > 0;
  /** The large figure is that of the whole plan. */
  const isOfWhole = (): boolean => {
    const { pace } = figures();
    return pace === undefined || (pace.place.unitId === null && pace.instance.whole === true);
  };
  const sees = (): boolean => pace().leading !== undefined || scope.sees(props.item, tally());
  const under = createMemo(() =>
    props.plan.items.filter((item) => lineOf(props.plan, item.code).includes(props.item.code)).map((item) => item.code),
  );
  const leadUnit = (): string => {
    const unit = app.reference().units.find((unit) => unit.id === props.item.leadUnitId);
    return unit?.shortName ?? props.item.leadUnit ?? '';
  };
  return (
    <Screen
      title={props.item.title}
      plate={props.item.code}
      back={() => navigate(addressOf(PLAN_SCREEN, { query: { 'ke-hoach': props.plan.id } }))}
      backLabel={labels().common.back}
      end={
        <Show when={leadUnit()}>
          <span class="meta">
            {words().lead}
            <br />
            {leadUnit()}
          </span>
        </Show>
      }
      dock={<ItemDock plan={props.plan} item={props.item} tally={tally()} pace={pace().leading} work={progress.workOf(props.item)} />}
      tabs={false}
    >
      <div class="stack">
        <Show when={isPlaceholder(props.plan)}>
          <Suspense>
            <LazyPlaceRecords plan={props.plan} />
          </Suspense>
        </Show>
        <Show when={progress.ready() && progress.source()}>
          {(from) => (
            <>
              <Show when={isEnded(props.item)}>
                <p class="meta">
                  <EndedMark word={words().ended} /> {words().endedNote}
                </p>
              </Show>
              <Show when={props.item.tracking === 'tally' || hasFigures()}>
                <Show when={sees()} fallback={<p class="meta">{words().otherUnit}</p>}>
                  <ItemFigure figures={figures()} />
                  <Show when={!isPlaceholder(props.plan)}>
                    <ItemTargets item={props.item} plan={props.plan} pace={pace()} />
                  </Show>
                  <ItemMonths plan={props.plan} item={props.item} measure={figures().measure} source={from()} />
                  <ItemMeasures
                    plan={props.plan}
                    item={props.item}
                    tally={tally()}
                    leading={isOfWhole() ? figures().measure : undefined}
                    recordsShown={figures().pace === undefined}
                  />
                </Show>
              </Show>
              <Show when={props.item.tracking === 'milestone'}>
                <ItemWork item={props.item} work={progress.workOf(props.item)} />
              </Show>
            </>
          )}
        </Show>
        <ItemWords plan={props.plan} item={props.item} codes={under()} />
        <Show when={props.item.tracking !== 'milestone' || takesRecords(props.item)}>
          <ItemRecords plan={props.plan} codes={under()} />
        </Show>
      </div>
    </Screen>
  );
}
