import { createMemo, For, Show } from 'solid-js';
import type { ItemCode } from '../../../domain/ids.ts';
import { type Plan, type PlanItem, takesRecords } from '../../../domain/plan.ts';
import { DOT } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { AlsoServes } from './also-serves.tsx';
import { scheduleWords } from './schedule-words.ts';

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
