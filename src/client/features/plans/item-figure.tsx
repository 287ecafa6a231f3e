import { For, Show } from 'solid-js';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { PART_ORDER, PaceBar, PartSwatch } from '../../ui/pace-bar.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { barLabel, unitWord } from './figure-words.ts';
import type { ItemFigures } from './item-figures.ts';

/** One big figure; the four parts stand below it as a list that equals the bar. */
export function ItemFigure(props: { figures: ItemFigures }) {
  const words = () => labels().plans;
  return (
    <Sheet pad>
      <p class="item-figure">
        <span class="figure figure-xl">{formatNumber(props.figures.parts.confirmed)}</span>
        <span class="lead">{words().wholePlan(unitWord(props.figures.measure))}</span>
      </p>
      <p class="row">
        <span class="grow meta">{words().records(formatNumber(props.figures.records))}</span>
        <span class="meta">{words().noTarget}</span>
      </p>
      <Show when={props.figures.total > 0}>
        <PaceBar parts={props.figures.parts} scale={props.figures.total} label={barLabel(props.figures)} />
      </Show>
      <table class="item-table">
        <tbody>
          <For each={PART_ORDER}>
            {(part) => (
              <tr>
                <th scope="row">
                  <span class="item-part">
                    <PartSwatch part={part} />
                    {labels().domain.parts[part]}
                  </span>
                </th>
                <td>
                  <span class="figure">{formatNumber(props.figures.parts[part])}</span>
                  <Show when={part === 'declared' && props.figures.measure !== undefined}>
                    {' '}
                    <span class="meta">{words().recordUnit}</span>
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Sheet>
  );
}
