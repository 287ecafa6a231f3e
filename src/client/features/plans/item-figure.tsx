import { For, Show } from 'solid-js';
import { formatDay, formatNumber, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { PART_ORDER, PartSwatch } from '../../ui/pace-bar.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FigureBar } from './figure-bar.tsx';
import { createFigureScope } from './figure-scope.ts';
import { unitWord } from './figure-words.ts';
import type { ItemFigures } from './item-figures.ts';
import { createTargetUnitNames, instanceText, PaceWords } from './pace-words.tsx';

/** One big figure; the four parts stand below it as a list that equals the bar. */
export function ItemFigure(props: { figures: ItemFigures }) {
  const words = () => labels().plans;
  const unitName = createTargetUnitNames();
  const scope = createFigureScope();
  /** "/ 40 buổi cả năm" */
  const ofWhat = (): string => {
    const { pace, measure } = props.figures;
    if (!pace) return words().wholePlan(unitWord(measure));
    return `${words().ofTarget(formatNumber(pace.target))} ${unitWord(measure)} ${instanceText(pace)}`;
  };
  /** Whose figure it is, where it is not the whole office's. */
  const whose = (): string | undefined => {
    const place = props.figures.pace?.place;
    if (!place) return undefined;
    return place.unitId === null ? scope.partNote(place) : words().targets.ofUnit(unitName(place));
  };
  /** What a week must bring from now on; after the end, what was missing. */
  const need = (): string | undefined => {
    const { pace } = props.figures;
    if (!pace || pace.state === 'reached' || pace.neededPerWeek === 0) return undefined;
    const unit = unitWord(pace.place.measure);
    const end = formatDay(pace.instance.period.to);
    if (pace.neededPerWeek === null) return words().missed(withUnit(pace.target - pace.done - pace.waiting, unit), end);
    return words().needed(withUnit(pace.neededPerWeek, unit), end);
  };
  return (
    <Sheet pad>
      <p class="item-figure">
        <span class="figure figure-xl">{props.figures.texts.confirmed}</span>
        <span class="lead">{ofWhat()}</span>
      </p>
      <Show when={whose()}>{(text) => <p class="meta">{text()}</p>}</Show>
      <Show
        when={props.figures.pace}
        fallback={
          <p class="row">
            <span class="grow meta">{words().records(formatNumber(props.figures.records))}</span>
            <span class="meta">{words().noTarget}</span>
          </p>
        }
      >
        {(pace) => (
          <p class="row row-wrap">
            <span class="grow">{words().expected(formatNumber(pace().expected))}</span>
            <PaceWords pace={pace()} />
          </p>
        )}
      </Show>
      <FigureBar figures={props.figures} />
      <table class="item-table">
        <tbody>
          <For each={PART_ORDER}>
            {(part) => (
              <tr>
                <th scope="row">
                  <span class="item-part">
                    <PartSwatch part={part} />
                    {words().parts[part]}
                  </span>
                </th>
                <td>
                  <span class="figure">{props.figures.texts[part]}</span>
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
      <Show when={need()}>{(text) => <p class="meta item-need">{text()}</p>}</Show>
    </Sheet>
  );
}
