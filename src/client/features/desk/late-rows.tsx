import { For, Show } from 'solid-js';
import type { Pace } from '../../../domain/pace.ts';
import { type Plan, planName } from '../../../domain/plan.ts';
import type { NearWork, PlanToday } from '../../../domain/today.ts';
import { useApp } from '../../app-context.ts';
import { itemHref } from '../../item-href.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { ItemName, paceNote, TargetBar, workNote } from '../../office/late-lines.lazy.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { planHref } from './desk-hrefs.ts';
import { DeskRow } from './desk-row.tsx';

/** More would push what stands below off the screen; all of them are one press away. */
const FIRST = 6;

/** Items behind what is expected by today, and work past its day: each opens to its page. */
export function LateRows(props: { of: PlanToday; named: boolean }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const count = (): number => props.of.late.length + props.of.overdue.length;
  const note = (): string => (props.named ? planName(props.of.plan, app.plans() ?? []) : count() > 0 ? words().lateNote : '');
  const overdue = () => props.of.overdue.slice(0, Math.max(0, FIRST - props.of.late.length));
  return (
    <Sheet>
      <SheetHead icon="flag" barred note={note()}>
        {words().lateTitle}
      </SheetHead>
      <Show when={count() > 0} fallback={<p class="pad meta">{words().lateNone}</p>}>
        <For each={props.of.late.slice(0, FIRST)}>{(pace) => <LateRow plan={props.of.plan} pace={pace} />}</For>
        <For each={overdue()}>{(near) => <WorkRow plan={props.of.plan} near={near} />}</For>
      </Show>
      <Show when={count() > FIRST}>
        <LinkRow href={planHref(props.of.plan)} title={words().allLate} end={<b class="figure">{formatNumber(count())}</b>} />
      </Show>
    </Sheet>
  );
}

function LateRow(props: { plan: Plan; pace: Pace }) {
  const app = useApp();
  return (
    <DeskRow href={itemHref(props.plan.id, props.pace.place.itemCode)} figure={formatNumber(-props.pace.by)} pressing>
      <ItemName plan={props.plan} code={props.pace.place.itemCode} />
      <TargetBar pace={props.pace} />
      <span class="meta">{paceNote(app, props.plan, props.pace)}</span>
    </DeskRow>
  );
}

/** Work done once whose day is past or near. */
function WorkRow(props: { plan: Plan; near: NearWork }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const left = (): number => props.near.daysLeft;
  const place = () => props.near.work.place;
  const lead = (): string => {
    if (left() === 0) return words().dueToday;
    return left() < 0 ? words().overdueDays(String(-left())) : words().daysLeft(String(left()));
  };
  return (
    <DeskRow href={itemHref(props.plan.id, place().itemCode)} figure={formatNumber(Math.abs(left()))} pressing={left() < 0}>
      <b>{lead()}</b>: <ItemName plan={props.plan} code={place().itemCode} />
      <br />
      <span class="meta">{workNote(app, props.plan, props.near.work)}</span>
    </DeskRow>
  );
}

/** Work done once that is due within two weeks; what is overdue stands with what is late. */
export function SoonRows(props: { of: PlanToday; named: boolean }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  return (
    <Show when={props.of.plan.items.some((item) => item.tracking === 'milestone')}>
      <Sheet>
        <SheetHead icon="cal" barred note={props.named ? planName(props.of.plan, app.plans() ?? []) : undefined}>
          {words().work}
        </SheetHead>
        <For each={props.of.soon} fallback={<p class="pad meta">{words().workNone}</p>}>
          {(near) => <WorkRow plan={props.of.plan} near={near} />}
        </For>
      </Sheet>
    </Show>
  );
}
