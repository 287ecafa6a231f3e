import './plans.css';
import { useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, For, type JSX, Match, Show, Suspense, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { yearPassed } from '../../../domain/pace.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import { findItem, type Plan } from '../../../domain/plan.ts';
import { mayReport } from '../../../domain/report/may-report.ts';
import { addressOf, PLAN_IMPORT_SCREEN, type PLAN_SCREEN, type QueryText, REPORT_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { createChosenPlan, PlanPick } from '../../chosen-plan.tsx';
import { DOT, dayShort, formatNumber } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { LazyUnplacedNotice } from '../../records/unplaced.tsx';
import { Beside } from '../../ui/beside.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { Key } from '../../ui/key.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PaceLegend } from '../../ui/pace-bar.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { createWide, DESK } from '../../wide.ts';
import { AsOf } from './as-of.tsx';
import { createFigureScope } from './figure-scope.ts';
import { type Opening, OpeningContext } from './item-link.tsx';
import { PlanLine } from './plan-line.tsx';
import { PlanOffice } from './plan-office.tsx';
import { createPlanProgress, type PlanProgress } from './plan-progress.ts';
import { type PlanView, planRows } from './plan-rows.ts';
import { createPrinting } from './printing.ts';

type Choice = Pick<PlanView, 'mineOnly' | 'query'> & { readonly lateOnly: boolean };

const ItemBeside = lazyPiece(
  () => withWords(['plans'], import('./item-beside.lazy.tsx')),
  (module) => module.ItemBeside,
);

/** How much of the plan's year has gone. */
function YearPassed(props: { plan: Plan }) {
  const app = useApp();
  const today = officeDay(app.now());
  return (
    <span class="meta">
      {labels().plans.until(dayShort(today))}
      <br />
      {labels().plans.yearPassed(formatNumber(yearPassed(props.plan, today).percent))}
    </span>
  );
}

/** The plan as printed, each item with what was done; all of it from this phone. */
export function PlanScreen() {
  const app = useApp();
  const [params, setParams] = useSearchParams<QueryText<typeof PLAN_SCREEN>>();
  const [view, setView] = createSignal<Choice>({ mineOnly: false, lateOnly: false, query: '' });
  const [searching, setSearching] = createSignal(false);
  const { plan, none, remember } = createChosenPlan(() => params['ke-hoach']);
  const progress = createPlanProgress(plan);
  const words = () => labels().plans;
  const choose = (id: string | undefined): void => {
    if (id === undefined) return;
    remember(id);
    setParams({ 'ke-hoach': id }, { replace: true });
  };
  const endSearch = (): void => {
    setSearching(false);
    setView((old) => ({ ...old, query: '' }));
  };

  const dock = () => (
    <Show
      when={searching()}
      fallback={
        <DockRow label={words().filters}>
          <Show when={app.person.unitIds.length > 0}>
            <FilterChip label={words().mine} on={view().mineOnly} onPress={() => setView((old) => ({ ...old, mineOnly: !old.mineOnly }))} />
          </Show>
          <Show when={progress.late().size > 0 || view().lateOnly}>
            <FilterChip
              icon="flag"
              label={words().late}
              count={formatNumber(progress.late().size)}
              on={view().lateOnly}
              onPress={() => setView((old) => ({ ...old, lateOnly: !old.lateOnly }))}
            />
          </Show>
          <span class="end">
            <Key icon="search" label={words().search} onPress={() => setSearching(true)} />
          </span>
        </DockRow>
      }
    >
      <DockRow>
        <div class="grow" ref={(box) => queueMicrotask(() => box.querySelector('input')?.focus())}>
          <TextInput
            id="plan-search"
            type="search"
            label={words().search}
            placeholder={words().searchHint}
            value={view().query}
            onInput={(query) => setView((old) => ({ ...old, query }))}
          />
        </div>
        <Key icon="x" label={words().endSearch} onPress={endSearch} />
      </DockRow>
    </Show>
  );

  return (
    <Screen
      title={plan() ? words().title(plan()?.year ?? 0) : words().titlePlain}
      wide
      end={<Show when={plan()}>{(plan) => <YearPassed plan={plan()} />}</Show>}
      dock={dock()}
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={plan()}>
          {(plan) => (
            <PlanBeside plan={plan()} progress={progress}>
              <PlanPick chosen={plan()} title={words().choosePlan} onChoose={choose} />
              <Suspense>
                <LazyUnplacedNotice plan={plan()} />
              </Suspense>
              {/* Who does not log has no home screen to find it on. */}
              <Show when={mayReport(app.scope) && app.scope.recordsFor.length === 0}>
                <Sheet>
                  <LinkRow icon="doc" href={addressOf(REPORT_SCREEN, { query: { 'ke-hoach': plan().id } })} title={words().makeReport} />
                </Sheet>
              </Show>
              <Show when={!isPlaceholder(plan())}>
                <PlanOffice plan={plan()} />
              </Show>
              <PlanTree plan={plan()} view={view()} progress={progress} />
            </PlanBeside>
          )}
        </Match>
        <Match when={none()}>
          <Empty
            title={words().noPlan}
            action={
              <Show when={app.scope.managesPlans}>
                <Key href={PLAN_IMPORT_SCREEN}>{words().bringIn}</Key>
              </Show>
            }
          >
            <p>{words().noPlanHint}</p>
          </Empty>
        </Match>
      </Switch>
    </Screen>
  );
}

/** The plan, and on a wide screen an item of it: the one that was opened, at first one that is late. */
function PlanBeside(props: { plan: Plan; progress: PlanProgress; children: JSX.Element }) {
  const [params, setParams] = useSearchParams<QueryText<typeof PLAN_SCREEN>>();
  const isWide = createWide(DESK);
  const isPrinting = createPrinting();
  const hasRoom = (): boolean => isWide() && !isPrinting();
  const item = createMemo(() => {
    const code = params.muc ?? [...props.progress.late()][0] ?? props.plan.items.find(({ tracking }) => tracking === 'tally')?.code;
    return code === undefined ? undefined : findItem(props.plan, code);
  });
  const opening: Opening = {
    opened: () => (hasRoom() ? item()?.code : undefined),
    hasRoom,
    open: (code: ItemCode) => setParams({ muc: code }, { scroll: false }),
  };
  return (
    <Beside
      wide={hasRoom()}
      label={labels().plans.beside}
      detail={
        <Suspense fallback={<Loading label={labels().common.loading} />}>
          <Show when={item()} keyed>
            {(item) => <ItemBeside plan={props.plan} item={item} progress={props.progress} />}
          </Show>
        </Suspense>
      }
    >
      <OpeningContext.Provider value={opening}>{props.children}</OpeningContext.Provider>
    </Beside>
  );
}

function PlanTree(props: { plan: Plan; view: Choice; progress: PlanProgress }) {
  const app = useApp();
  const scope = createFigureScope();
  const isPrinting = createPrinting();
  const words = () => labels().plans;
  const rows = createMemo(() => {
    const { lateOnly, ...view } = props.view;
    return planRows(props.plan, {
      ...view,
      only: lateOnly ? props.progress.late() : undefined,
      ownUnits: app.person.unitIds,
      // Who looks after the whole plan reads it as it was issued.
      asPrinted: isPrinting() || app.scope.tallies === 'all',
      counted: props.progress.counted(),
    });
  });
  const nothing = (): string => {
    if (props.view.query.trim() !== '') return words().nothingFoundHint;
    return props.view.lateOnly ? words().nothingLate : words().nothingMine;
  };
  return (
    <>
      <Sheet pad>
        <PaceLegend words={labels().plans.parts} />
        <p class="meta plan-whose">
          {words().figuresOf(scope.whose())}
          {DOT}
          <AsOf />
        </p>
      </Sheet>
      {/* Drawn once, with its figures: twice would cost a slow phone more than the wait. */}
      <Show when={props.progress.ready()} fallback={<Loading label={labels().common.loading} />}>
        <div class="plan-tree">
          <For
            each={rows()}
            fallback={
              <Empty title={words().nothingFound}>
                <p>{nothing()}</p>
              </Empty>
            }
          >
            {(row) => (
              <PlanLine
                plan={props.plan}
                row={row}
                tally={row.kind === 'own' ? props.progress.ownOf(row.item) : props.progress.tallyOf(row.item)}
                pace={props.progress.paceOf(row.item)}
                work={props.progress.workOf(row.item)}
                scope={scope}
                unfolded={isPrinting()}
              />
            )}
          </For>
        </div>
      </Show>
    </>
  );
}
