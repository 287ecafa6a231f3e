import { createSignal, For, Show, Suspense } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ItemPace } from '../../../domain/item-pace.ts';
import type { Pace } from '../../../domain/pace.ts';
import { isOffered, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { offeredOn } from '../../../domain/reference.ts';
import type { TargetPlace } from '../../../domain/target.ts';
import { useApp } from '../../app-context.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { OfficeDialog } from '../../office/office-form.tsx';
import { readReceivedTargets } from '../../store/lists/targets.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Key } from '../../ui/key.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { TargetRow } from './target-row.tsx';

const TargetForm = lazyPiece(
  () => withWords(['plans', 'refusals'], import('./target-form.lazy.tsx')),
  (m) => m.TargetForm,
);

/** Every target of the item; who sets them can change one by pressing it, and set another. */
export function ItemTargets(props: { plan: Plan; item: PlanItem; pace: ItemPace }) {
  const app = useApp();
  const words = () => labels().plans.targets;
  const [editing, setEditing] = createSignal<{ readonly place: TargetPlace; readonly fixed: boolean }>();
  /** The one that speaks for the item stands above already; only who may change it needs it here too. */
  const paces = (): readonly Pace[] =>
    [app.scope.managesPlans ? props.pace.leading : undefined, ...props.pace.others].filter((pace) => pace !== undefined);
  const mayAdd = (): boolean => app.scope.managesPlans && isOffered(props.plan, props.item);
  const count = (): number => paces().length + props.pace.bare.length;
  const all = createLiveQuery(async () => (app.scope.managesPlans ? readReceivedTargets(app.db, props.plan.id) : []));
  /** Who leads the item is asked for its target, as long as there is such a unit. */
  const leadUnit = () => offeredOn(app.reference().units, officeDay(app.now())).find((unit) => unit.id === props.item.leadUnitId);
  const blank = (): TargetPlace => ({
    planId: props.plan.id,
    itemCode: props.item.code,
    measure: props.item.measures[0] ?? 'sessions',
    unitId: leadUnit()?.id ?? null,
    period: 'year',
  });
  const edit = (place: TargetPlace): (() => void) | undefined =>
    app.scope.managesPlans ? () => setEditing({ place, fixed: true }) : undefined;
  // A form that is there when its dialog opens gets the focus.
  if (app.scope.managesPlans) void TargetForm.preload();
  return (
    <Show when={count() > 0 || mayAdd()}>
      <Sheet>
        <SheetHead barred icon="flag">
          {words().title}
        </SheetHead>
        <Show when={count() > 0} fallback={<p class="pad meta">{words().none}</p>}>
          <ul class="target-rows">
            <For each={paces()}>
              {(pace) => <TargetRow place={pace.place} target={pace.target} pace={pace} onPress={edit(pace.place)} />}
            </For>
            <For each={props.pace.bare}>
              {({ value, history: _, ...place }) => <TargetRow place={place} target={value ?? 0} onPress={edit(place)} />}
            </For>
          </ul>
        </Show>
        <Show when={mayAdd()}>
          <div class="pad">
            <Key icon="plus" onPress={() => setEditing({ place: blank(), fixed: false })}>
              {words().set}
            </Key>
          </div>
        </Show>
      </Sheet>
      <OfficeDialog open={editing() !== undefined} onClose={() => setEditing(undefined)}>
        {(titleId) => (
          <Show when={editing()}>
            {(at) => (
              <Suspense>
                <TargetForm
                  item={props.item}
                  place={at().place}
                  fixed={at().fixed}
                  targets={all() ?? []}
                  titleId={titleId}
                  onClose={() => setEditing(undefined)}
                />
              </Suspense>
            )}
          </Show>
        )}
      </OfficeDialog>
    </Show>
  );
}
