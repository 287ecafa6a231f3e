import { For, Show } from 'solid-js';
import { measuresOf } from '../../../domain/leading-measure.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { type Amount, NO_TALLY, type Tally } from '../../../domain/tally.ts';
import { differenceText, figureText } from '../../labels/figure-text.ts';
import { daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

/** A measure, or (undefined) the records themselves. */
type Line = MeasureKey | undefined;

/**
 * Everything else the records counted, and how many they are; a dash where a part has no such measure, which is not zero.
 * `leading`: what stands large above already, for the whole plan.
 */
export function ItemMeasures(props: { plan: Plan; item: PlanItem; tally: Tally | undefined; leading: Line; recordsShown: boolean }) {
  const words = () => labels().plans;
  const tally = () => props.tally ?? NO_TALLY;
  const lines = (): Line[] => {
    const measures: Line[] = measuresOf(props.item, tally()).filter((key) => key !== props.leading);
    return props.recordsShown ? measures : [undefined, ...measures];
  };
  const valueIn = (amount: Amount, line: Line): number | undefined => (line === undefined ? amount.records : amount.measures[line]);
  const hasOnPhone = (): boolean => lines().some((line) => (valueIn(tally().onPhone, line) ?? 0) !== 0);
  const figure = (amount: Amount, line: Line, plus: boolean): string => {
    const value = valueIn(amount, line);
    if (value === undefined || (plus && value === 0)) return '–';
    return plus && value > 0 ? `+${figureText(amount, line)}` : differenceText(amount, line);
  };
  return (
    <Show when={lines().length > 0}>
      <Sheet pad>
        <SheetHead note={daySpan(props.plan.period.from, props.plan.period.to)}>{words().otherMeasures}</SheetHead>
        <table class="item-table">
          <thead>
            <tr>
              <th scope="col">{words().measure}</th>
              <th scope="col">{words().confirmedColumn}</th>
              <th scope="col">{words().waitingColumn}</th>
              <Show when={hasOnPhone()}>
                <th scope="col">{words().onPhoneColumn}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={lines()}>
              {(line) => (
                <tr>
                  <th scope="row">{line === undefined ? words().recordsLine : labels().domain.measures[line].label}</th>
                  <td>
                    <span classList={{ figure: valueIn(tally().confirmed, line) !== undefined }}>
                      {figure(tally().confirmed, line, false)}
                    </span>
                  </td>
                  <td class="item-waiting">{figure(tally().waiting, line, true)}</td>
                  <Show when={hasOnPhone()}>
                    <td class="item-on-phone">{figure(tally().onPhone, line, true)}</td>
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Sheet>
    </Show>
  );
}
