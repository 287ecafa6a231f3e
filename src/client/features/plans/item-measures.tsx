import { For, Show } from 'solid-js';
import { type AmountColumn, RECORDS } from '../../../domain/figures/column.ts';
import { itemColumns } from '../../../domain/figures/columns.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { type Amount, NO_TALLY, type Tally } from '../../../domain/tally.ts';
import { columnName } from '../../labels/column-words.ts';
import { changeText, countText } from '../../labels/figure-text.ts';
import { daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

interface MeasuresProps {
  plan: Plan;
  item: PlanItem;
  tally: Tally | undefined;
  /** What stands large above already, for the whole plan; undefined where that is records, or nothing. */
  leading: MeasureKey | undefined;
  recordsShown: boolean;
}

/** Everything else the records counted, and how many they are; a dash where a part has no such measure, which is not zero. */
export function ItemMeasures(props: MeasuresProps) {
  const words = () => labels().plans;
  const tally = () => props.tally ?? NO_TALLY;
  const lines = (): AmountColumn[] => [
    ...(props.recordsShown ? [] : [RECORDS]),
    ...itemColumns(props.item, tally()).filter(({ measure }) => measure !== props.leading),
  ];
  const hasOnPhone = (): boolean => lines().some((line) => (line.countIn(tally().onPhone)?.value ?? 0) !== 0);
  const confirmed = (line: AmountColumn): string => {
    const count = line.countIn(tally().confirmed);
    return count ? changeText(count) : '–';
  };
  /** What comes to it; what takes away says so. */
  const more = (amount: Amount, line: AmountColumn): string => {
    const count = line.countIn(amount);
    if (!count || count.value === 0) return '–';
    return count.value > 0 ? `+${countText(count)}` : changeText(count);
  };
  return (
    <Show when={lines().length > 0}>
      <Sheet pad>
        <SheetHead note={daySpan(props.plan.period.from, props.plan.period.to)}>{words().otherMeasures}</SheetHead>
        <table class="item-table item-measures">
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
                  <th scope="row">{columnName(line)}</th>
                  <td>
                    <span classList={{ figure: line.countIn(tally().confirmed) !== undefined }}>{confirmed(line)}</span>
                  </td>
                  <td class="item-waiting">{more(tally().waiting, line)}</td>
                  <Show when={hasOnPhone()}>
                    <td class="item-on-phone">{more(tally().onPhone, line)}</td>
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
