import { createMemo, For, Show } from 'solid-js';
import { columnOf } from '../../../domain/figures/column.ts';
import { comingIn, partsIn } from '../../../domain/figures/parts.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { answersFor } from '../../../domain/late.ts';
import { isPart, type Pace } from '../../../domain/pace.ts';
import { findItem, type Plan, planName } from '../../../domain/plan.ts';
import type { NearWork, PlanToday } from '../../../domain/today.ts';
import { useApp } from '../../app-context.ts';
import { unitOf } from '../../labels/column-words.ts';
import { changeText, countText } from '../../labels/figure-text.ts';
import { DOT, formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { PaceBar } from '../../ui/pace-bar.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { seenUnits } from './create-today.ts';
import { itemHref, planHref } from './desk-hrefs.ts';
import { DeskRow } from './desk-row.tsx';
import { doneText, neededText, overText, waitingText } from './reminder-text.ts';

/** More would push what stands below off the screen; all of them are one press away. */
const FIRST = 6;

/** "II.1.c Tuyên truyền biển đảo" */
function ItemName(props: { plan: Plan; code: ItemCode }) {
  return (
    <>
      <b class="nowrap">{props.code}</b> {findItem(props.plan, props.code)?.title}
    </>
  );
}

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
  const words = () => labels().tallies.late;
  const unitName = (id: string | null): string[] =>
    app
      .reference()
      .units.filter((unit) => unit.id === id)
      .map((unit) => unit.shortName);
  const note = (): string => {
    const { place, instance } = props.pace;
    const [waiting, needed] = [waitingText(props.pace), neededText(props.pace)];
    const seen = (): string =>
      seenUnits(app)
        .map((unit) => unit.shortName)
        .join(', ');
    return [
      doneText(props.pace),
      ...unitName(answersFor(props.plan, place)),
      ...(instance.whole ? [] : [overText(props.pace)]),
      ...(waiting === undefined ? [] : [words().waiting(waiting)]),
      ...(isPart(app.scope, place) ? [labels().plans.partNote(seen())] : []),
      needed === undefined ? words().ended(formatDay(instance.period.to)) : words().needed(needed),
    ].join(DOT);
  };
  return (
    <DeskRow href={itemHref(props.plan.id, props.pace.place.itemCode)} figure={formatNumber(-props.pace.by)} pressing>
      <ItemName plan={props.plan} code={props.pace.place.itemCode} />
      <LateBar pace={props.pace} />
      <span class="meta">{note()}</span>
    </DeskRow>
  );
}

function LateBar(props: { pace: Pace }) {
  const words = () => labels().plans;
  const measure = () => props.pace.place.measure;
  const parts = createMemo(() => partsIn(props.pace.tally, columnOf(measure())));
  const label = (): string => {
    const { confirmed, waiting, declared, onPhone } = parts();
    const done = `${countText(confirmed)} ${unitOf(measure())}`;
    const sentence = words().barLabel(done, countText(waiting), countText(declared), changeText(onPhone));
    return `${sentence}; ${words().barTarget(formatNumber(props.pace.target), formatNumber(props.pace.expected))}`;
  };
  return (
    <PaceBar
      parts={{
        confirmed: parts().confirmed.value,
        waiting: parts().waiting.value,
        declared: parts().declared.value,
        onPhone: parts().onPhone.value,
      }}
      scale={Math.max(props.pace.target, parts().confirmed.value + comingIn(parts()))}
      expected={props.pace.expected}
      target={props.pace.target}
      label={label()}
    />
  );
}

/** Work done once whose day is past or near. */
function WorkRow(props: { plan: Plan; near: NearWork }) {
  const app = useApp();
  const words = () => labels().tallies.today;
  const left = (): number => props.near.daysLeft;
  const place = () => props.near.work.place;
  const lead = (): string => (left() < 0 ? words().overdueDays : left() === 0 ? words().dueToday : words().daysLeft);
  const note = (): string => {
    const { due } = props.near.work;
    const whose = answersFor(props.plan, place());
    const unit = app.reference().units.find((unit) => unit.id === whose)?.shortName;
    return [...(due === null ? [] : [labels().tallies.late.due(formatDay(due))]), ...(unit === undefined ? [] : [unit])].join(DOT);
  };
  return (
    <DeskRow href={itemHref(props.plan.id, place().itemCode)} figure={formatNumber(Math.abs(left()))} pressing={left() < 0}>
      <b>{lead()}</b>: <ItemName plan={props.plan} code={place().itemCode} />
      <br />
      <span class="meta">{note()}</span>
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
