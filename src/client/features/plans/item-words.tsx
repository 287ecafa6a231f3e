import { createMemo, createSignal, For, onMount, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { horizonOf } from '../../../domain/horizon.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { type Plan, type PlanItem, type Schedule, takesRecords } from '../../../domain/plan.ts';
import { COUNT_ALSO_SERVED } from '../../../protocol/endpoints/activities.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { countAlsoServing } from '../../store/lists/also-serving.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

/** When the plan wants it: "Quý I, Quý II", "Tháng 3, Tháng 6", "Cả năm". */
export function scheduleWords(schedule: Schedule): string {
  const { quarters, months, schedules } = labels().plans.times;
  const named =
    schedule.type === 'quarter'
      ? (schedule.quarters ?? []).map((quarter) => quarters[quarter - 1])
      : (schedule.months ?? []).map((month) => months[month - 1]);
  return named.length > 0 ? named.join(', ') : schedules[schedule.type];
}

/**
 * "Còn phục vụ": records of other items that also serve this one. Beside the figures, never in them. The office knows
 * all that the person may see; without it, those on this phone are said to be just that.
 */
export function AlsoServes(props: { plan: Plan; codes: readonly ItemCode[] }) {
  const app = useApp();
  const words = () => labels().plans;
  const here = createLiveQuery(() => countAlsoServing(app.db, props.plan.id, props.codes));
  const [atOffice, setAtOffice] = createSignal<number>();
  onMount(async () => {
    const { records } = app.scope;
    // Officers see their own records alone, and those of this year and the last are here.
    if (records === 'none' || (records === 'own' && props.plan.period.from >= horizonOf(officeDay(app.now())))) return;
    const answer = await askOffice(COUNT_ALSO_SERVED, { query: { planId: props.plan.id, itemCode: props.codes[0] ?? '' } });
    if (answer.ok) setAtOffice(answer.value.records);
  });
  const text = (): string | undefined => {
    const all = atOffice();
    if (all !== undefined) return all > 0 ? words().alsoServes(formatNumber(all)) : undefined;
    const own = here() ?? 0;
    return own > 0 ? words().alsoServesOwn(formatNumber(own)) : undefined;
  };
  return (
    <Show when={text()}>
      {(said) => (
        <>
          {DOT}
          {said()}
        </>
      )}
    </Show>
  );
}

/** The item as the plan prints it, with who works along and when. */
export function ItemWords(props: { plan: Plan; item: PlanItem; codes: readonly ItemCode[] }) {
  const words = () => labels().plans;
  const paragraphs = createMemo(() => [props.item.text, props.item.body].filter((text) => text !== undefined && text !== ''));
  const facts = () =>
    [props.item.coUnits.length > 0 ? words().with(props.item.coUnits.join('; ')) : '', scheduleWords(props.item.schedule)].filter(Boolean);
  return (
    <Sheet pad>
      <SheetHead>{words().printedText}</SheetHead>
      <blockquote class="item-quotes">
        <For each={paragraphs()}>{(text) => <p class="item-quote">{text}</p>}</For>
      </blockquote>
      <p class="meta item-facts">
        {facts().join(DOT)}
        <Show when={props.item.tracking !== 'none' || takesRecords(props.item)}>
          <AlsoServes plan={props.plan} codes={props.codes} />
        </Show>
      </p>
    </Sheet>
  );
}
