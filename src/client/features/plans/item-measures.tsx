import { For, Show } from 'solid-js';
import { measuresOf } from '../../../domain/leading-measure.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { NO_TALLY, type Tally } from '../../../domain/tally.ts';
import { daySpan, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { differenceText } from './figure-words.ts';

/** Everything else the records counted; a dash where a part has no such measure, which is not zero. */
export function ItemMeasures(props: { plan: Plan; item: PlanItem; tally: Tally | undefined; leading: MeasureKey | undefined }) {
  const words = () => labels().plans;
  const tally = () => props.tally ?? NO_TALLY;
  const measures = () => measuresOf(props.item, tally()).filter((key) => key !== props.leading);
  const hasOnPhone = (): boolean => measures().some((key) => (tally().onPhone.measures[key] ?? 0) !== 0);
  const figure = (value: number | undefined, plus: boolean): string => {
    if (value === undefined || (plus && value === 0)) return '–';
    return plus && value > 0 ? `+${formatNumber(value)}` : differenceText(value);
  };
  return (
    <Show when={measures().length > 0}>
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
            <For each={measures()}>
              {(key) => (
                <tr>
                  <th scope="row">{labels().domain.measures[key].label}</th>
                  <td>
                    <span classList={{ figure: tally().confirmed.measures[key] !== undefined }}>
                      {figure(tally().confirmed.measures[key], false)}
                    </span>
                  </td>
                  <td class="item-waiting">{figure(tally().waiting.measures[key], true)}</td>
                  <Show when={hasOnPhone()}>
                    <td class="item-on-phone">{figure(tally().onPhone.measures[key], true)}</td>
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
