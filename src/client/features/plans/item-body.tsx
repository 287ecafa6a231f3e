import { createMemo, Show, Suspense } from 'solid-js';
import { isEnded } from '../../../domain/ended.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import { lineOf, type Plan, type PlanItem, takesRecords } from '../../../domain/plan.ts';
import { isSomething, NO_TALLY } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { LazyPlaceRecords } from '../../records/unplaced.tsx';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { createFigureScope } from './figure-scope.ts';
import { ItemFigure } from './item-figure.tsx';
import { itemFigures } from './item-figures.ts';
import { ItemMeasures } from './item-measures.tsx';
import { ItemMonths } from './item-months.tsx';
import { ItemRecords } from './item-records.tsx';
import { ItemTargets } from './item-targets.tsx';
import { ItemWords } from './item-words.tsx';
import { ItemWork } from './item-work.tsx';
import type { PlanProgress } from './plan-progress.ts';

export interface ItemProps {
  plan: Plan;
  item: PlanItem;
  progress: PlanProgress;
}

/** Which unit leads an item, where the plan says so. */
export function ItemLead(props: { item: PlanItem }) {
  const app = useApp();
  const leadUnit = (): string => {
    const unit = app.reference().units.find((unit) => unit.id === props.item.leadUnitId);
    return unit?.shortName ?? props.item.leadUnit ?? '';
  };
  return (
    <Show when={leadUnit()}>
      <span class="meta">
        {labels().plans.lead}
        <br />
        {leadUnit()}
      </span>
    </Show>
  );
}

/** What there is to see of an item: what was done, by month, its text as printed, its records. */
export function ItemBody(props: ItemProps) {
  const scope = createFigureScope();
  const words = () => labels().plans;
  const tally = () => props.progress.tallyOf(props.item);
  const pace = () => props.progress.paceOf(props.item);
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
  return (
    <div class="stack">
      <Show when={isPlaceholder(props.plan)}>
        <Suspense>
          <LazyPlaceRecords plan={props.plan} />
        </Suspense>
      </Show>
      <Show when={props.progress.ready() && props.progress.source()}>
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
              <ItemWork item={props.item} work={props.progress.workOf(props.item)} />
            </Show>
          </>
        )}
      </Show>
      <ItemWords plan={props.plan} item={props.item} codes={under()} />
      <Show when={props.item.tracking !== 'milestone' || takesRecords(props.item)}>
        <ItemRecords plan={props.plan} codes={under()} />
      </Show>
    </div>
  );
}
