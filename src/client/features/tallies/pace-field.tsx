import { Show } from 'solid-js';
import { columnOfMeasure } from '../../../domain/figures/column.ts';
import { comingIn, partsIn, valuesOf } from '../../../domain/figures/parts.ts';
import type { FigureRow } from '../../../domain/figures/row.ts';
import type { ItemPace } from '../../../domain/item-pace.ts';
import type { Pace } from '../../../domain/pace.ts';
import { barText, paceText, partTexts } from '../../labels/bar-text.ts';
import { unitOf } from '../../labels/column-words.ts';
import { figureText } from '../../labels/figure-text.ts';
import { DOT, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { TargetBar } from '../../office/late-lines.lazy.tsx';
import { PaceBar } from '../../ui/pace-bar.tsx';

/** An item upon its target, with the stone of the day; only items that can have one say that they have none. */
export function PaceField(props: { row: FigureRow; pace: ItemPace | undefined }) {
  const isItem = (): boolean => props.row.kind === 'item' && !props.row.isEnded;
  const bare = (): string => {
    const [first] = props.pace?.bare ?? [];
    const words = labels().plans;
    return first ? words.officeTarget(withUnit(first.value ?? 0, unitOf(first.measure))) : words.noTarget;
  };
  return (
    <Show when={isItem()}>
      <Show when={props.pace?.leading} fallback={<span class="meta">{bare()}</span>}>
        {(pace) => <PaceOf pace={pace()} />}
      </Show>
    </Show>
  );
}

function PaceOf(props: { pace: Pace }) {
  const measure = () => props.pace.place.measure;
  const note = (): string => {
    const { tally, target, instance } = props.pace;
    const of = labels().tallies.desk.of(figureText(tally.confirmed, measure()), withUnit(target, unitOf(measure())));
    return [of, ...(instance.whole ? [] : [periodWords(instance.name)])].join(DOT);
  };
  return (
    <>
      <TargetBar pace={props.pace} />
      <span class="meta tally-pace-note">
        <b class={`pace-${props.pace.state}`}>{paceText(props.pace)}</b>
        {DOT}
        {note()}
      </span>
    </>
  );
}

/** How much of the records lies in a row, beside others; its figures stand in the same line. */
export function BarField(props: { row: FigureRow; most: number }) {
  const column = columnOfMeasure(undefined);
  const parts = () => partsIn(props.row.tally, column);
  return <PaceBar parts={valuesOf(parts())} scale={props.most} label={barText(partTexts(parts()), undefined)} />;
}

/** The length of a row's bar, in records. */
export const drawnOf = ({ tally }: FigureRow): number => {
  const parts = partsIn(tally, columnOfMeasure(undefined));
  return parts.confirmed.value + comingIn(parts);
};
