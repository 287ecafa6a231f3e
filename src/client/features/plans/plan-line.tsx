import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { headingTitle, type Plan, type PlanItem } from '../../../domain/plan.ts';
import type { Tally } from '../../../domain/tally.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { PaceBar, PartSwatch } from '../../ui/pace-bar.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { FigureScope } from './figure-scope.ts';
import { barLabel, itemHref, unitWord } from './figure-words.ts';
import { itemFigures } from './item-figures.ts';
import type { PlanRow } from './plan-rows.ts';

interface LineProps {
  plan: Plan;
  row: PlanRow;
  tally: Tally | undefined;
  scope: FigureScope;
}

export function PlanLine(props: LineProps) {
  const words = () => labels().plans;
  return (
    <Switch>
      <Match when={props.row.kind === 'fold' && props.row}>{(row) => <FoldLine row={row()} />}</Match>
      <Match when={props.row.kind === 'heading' && props.row}>
        {(row) => <HeadingLine row={row()} records={props.tally ? itemFigures({ measures: [] }, props.tally).records : 0} />}
      </Match>
      <Match when={props.row.kind === 'item'}>
        <ItemLine {...props} />
      </Match>
      <Match when={props.row.kind === 'milestone'}>
        <div class="plan-words">
          <span class="plan-item-head">
            <Plate code={props.row.item.code} />
            <span class="grow">{props.row.item.title}</span>
          </span>
          <span class="meta">{words().milestone}</span>
        </div>
      </Match>
      <Match when={props.row.kind === 'text'}>
        <div class="plan-words">
          <WordsLine item={props.row.item} />
          <span class="meta">{words().notCounted}</span>
        </div>
      </Match>
    </Switch>
  );
}

function WordsLine(props: { item: PlanItem }) {
  return (
    <p class="plan-text">
      <span class="figure red">{props.item.code}</span> {headingTitle(props.item.text)}
    </p>
  );
}

function FoldLine(props: { row: Extract<PlanRow, { kind: 'fold' }> }) {
  return (
    <details class="plan-fold">
      <summary>
        <Icon name="chev" size="s" />
        <span class="figure red">{props.row.item.code}</span>
        <span class="grow">{props.row.title}</span>
        <span class="meta">{labels().plans.notCounted}</span>
      </summary>
      <For each={props.row.texts}>{(item) => <WordsLine item={item} />}</For>
    </details>
  );
}

/** What lies below is counted in different units, so a heading shows records alone. */
function HeadingLine(props: { row: Extract<PlanRow, { kind: 'heading' }>; records: number }) {
  return (
    <div class="plan-heading" classList={{ 'plan-section': props.row.depth === 0, 'plan-through': props.row.through }}>
      <span class="figure red">{props.row.item.code}</span>
      <h2 class="grow">{props.row.title}</h2>
      <Show when={props.records > 0}>
        <span class="meta nowrap">{labels().plans.records(formatNumber(props.records))}</span>
      </Show>
    </div>
  );
}

function ItemLine(props: LineProps) {
  const words = () => labels().plans;
  const item = () => props.row.item;
  const figures = createMemo(() => itemFigures(item(), props.tally));
  const seen = (): boolean => props.scope.sees(item(), props.tally);
  return (
    <a class="plan-item" href={itemHref(props.plan.id, item().code)}>
      <span class="plan-item-head">
        <Plate code={item().code} />
        <span class="plan-item-title">{item().title}</span>
      </span>
      <Show when={seen()} fallback={<span class="meta plan-item-foot">{words().otherUnit}</span>}>
        <Show when={figures().total > 0}>
          <PaceBar parts={figures().parts} scale={figures().total} label={barLabel(figures())} />
        </Show>
        <span class="plan-item-foot">
          <span>
            <b class="figure">{formatNumber(figures().parts.confirmed)}</b> {unitWord(figures().measure)}
          </span>
          <Show when={figures().records > 0}>
            <span class="meta">{words().records(formatNumber(figures().records))}</span>
          </Show>
          <span class="meta end">{words().noTarget}</span>
        </span>
        <SmallParts figures={figures()} />
      </Show>
    </a>
  );
}

/** The parts beside the confirmed one, each with its texture and word; those that are nothing are left out. */
function SmallParts(props: { figures: ReturnType<typeof itemFigures> }) {
  const parts = () => (['waiting', 'declared', 'onPhone'] as const).filter((part) => props.figures.parts[part] !== 0);
  return (
    <Show when={parts().length > 0}>
      <span class="plan-parts">
        <For each={parts()}>
          {(part) => (
            <span>
              <PartSwatch part={part} />
              <b class="figure">{formatNumber(props.figures.parts[part])}</b>
              {labels().plans.partShort[part]}
            </span>
          )}
        </For>
      </span>
    </Show>
  );
}
