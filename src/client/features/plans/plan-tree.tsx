import './plans.css';
import { useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Plan } from '../../../domain/plan.ts';
import { tallyByItem } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readTallySource } from '../../store/tally-source.ts';
import { FilterChip } from '../../ui/chips.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PaceLegend } from '../../ui/pace-bar.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { AsOf } from './as-of.tsx';
import { createFigureScope } from './figure-scope.ts';
import { PlanChooser } from './plan-chooser.tsx';
import { PlanLine } from './plan-line.tsx';
import { type PlanView, planRows } from './plan-rows.ts';

/** The plan as printed, each item with what was done; all of it from this phone. */
export function PlanScreen() {
  const app = useApp();
  const [params, setParams] = useSearchParams<{ 'ke-hoach'?: string }>();
  const [view, setView] = createSignal<Pick<PlanView, 'mineOnly' | 'query'>>({ mineOnly: false, query: '' });
  const [searching, setSearching] = createSignal(false);
  const plan = createMemo(() => app.plans()?.find((one) => one.id === params['ke-hoach']) ?? app.plans()?.[0]);
  const words = () => labels().plans;
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
          <span class="end row">
            <Show when={app.scope.managesPlans}>
              <Key icon="plus" label={words().bringIn} href="/ke-hoach/nhap" />
            </Show>
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
    <Screen title={plan() ? words().title(plan()?.year ?? 0) : words().titlePlain} end={<AsOf />} dock={dock()}>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={plan()}>
          {(one) => (
            <>
              <PlanChooser plans={app.plans() ?? []} chosen={one()} onChoose={(id) => setParams({ 'ke-hoach': id }, { replace: true })} />
              <PlanTree plan={one()} view={view()} />
            </>
          )}
        </Match>
        <Match when={app.plans()?.length === 0}>
          <Empty
            title={words().noPlan}
            action={
              <Show when={app.scope.managesPlans}>
                <Key href="/ke-hoach/nhap">{words().bringIn}</Key>
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

function PlanTree(props: { plan: Plan; view: Pick<PlanView, 'mineOnly' | 'query'> }) {
  const app = useApp();
  const scope = createFigureScope();
  const words = () => labels().plans;
  const partWords = () => {
    const { expected: _noTargetsYet, ...parts } = labels().domain.parts;
    return parts;
  };
  const source = createLiveQuery(() => readTallySource(app.db, props.plan.id));
  const rows = createMemo(() => planRows(props.plan, { ...props.view, ownUnits: app.person.unitIds }));
  const tallies = createMemo(() => {
    const from = source();
    return from && tallyByItem(props.plan, from.cells, from.declared, from.changes);
  });
  return (
    <>
      <Sheet pad>
        <PaceLegend words={partWords()} />
        <p class="meta plan-whose">{words().figuresOf(scope.whose())}</p>
      </Sheet>
      {/* Drawn once, with its figures: twice would cost a slow phone more than the wait. */}
      <Show when={tallies()} fallback={<Loading label={labels().common.loading} />}>
        {(known) => (
          <div class="plan-tree">
            <For
              each={rows()}
              fallback={
                <Empty title={words().nothingFound}>
                  <p>{props.view.query.trim() === '' ? words().nothingMine : words().nothingFoundHint}</p>
                </Empty>
              }
            >
              {(row) => <PlanLine plan={props.plan} row={row} tally={known().get(row.item.code)} scope={scope} />}
            </For>
          </div>
        )}
      </Show>
    </>
  );
}
