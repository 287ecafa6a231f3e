import { For, Match, Show, Switch } from 'solid-js';
import type { DueWork } from '../../../domain/due-work.ts';
import { isEnded } from '../../../domain/ended.ts';
import { knownRecords } from '../../../domain/figures/parts.ts';
import type { ItemPace } from '../../../domain/item-pace.ts';
import { headingTitle, type Plan, type PlanItem } from '../../../domain/plan.ts';
import type { Tally } from '../../../domain/tally.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { FigureScope } from './figure-scope.ts';
import { ItemLine, OwnLine } from './item-line.tsx';
import { MilestoneLine } from './milestone-line.tsx';
import type { PlanRow } from './plan-rows.ts';

interface LineProps {
  plan: Plan;
  row: PlanRow;
  tally: Tally | undefined;
  pace: ItemPace;
  work: readonly DueWork[];
  scope: FigureScope;
  /** Parts without anything to count stand open. */
  unfolded: boolean;
}

export function PlanLine(props: LineProps) {
  const words = () => labels().plans;
  return (
    <Switch>
      <Match when={props.row.kind === 'fold' && props.row}>{(row) => <FoldLine row={row()} unfolded={props.unfolded} />}</Match>
      <Match when={props.row.kind === 'heading' && props.row}>
        {(row) => <HeadingLine row={row()} records={props.tally ? knownRecords(props.tally) : 0} />}
      </Match>
      <Match when={props.row.kind === 'item'}>
        <ItemLine plan={props.plan} item={props.row.item} tally={props.tally} pace={props.pace} scope={props.scope} />
      </Match>
      <Match when={props.row.kind === 'own'}>
        <OwnLine plan={props.plan} item={props.row.item} tally={props.tally} />
      </Match>
      <Match when={props.row.kind === 'milestone'}>
        <MilestoneLine plan={props.plan} item={props.row.item} work={props.work} />
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

const endedWord = (item: PlanItem): string | undefined => (isEnded(item) ? labels().plans.ended : undefined);

function WordsLine(props: { item: PlanItem }) {
  return (
    <p class="plan-text">
      <span class="figure red">{props.item.code}</span> {headingTitle(props.item.text)}
      <EndedMark word={endedWord(props.item)} />
    </p>
  );
}

function FoldLine(props: { row: Extract<PlanRow, { kind: 'fold' }>; unfolded: boolean }) {
  return (
    <details class="plan-fold" open={props.unfolded}>
      <summary>
        <Icon name="chev" size="s" />
        <span class="figure red">{props.row.item.code}</span>
        <span class="grow">
          {props.row.title}
          <EndedMark word={endedWord(props.row.item)} />
        </span>
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
      <h2 class="grow">
        {props.row.title}
        <EndedMark word={endedWord(props.row.item)} />
      </h2>
      <Show when={props.records > 0}>
        <span class="meta nowrap">{labels().plans.records(formatNumber(props.records))}</span>
      </Show>
    </div>
  );
}
