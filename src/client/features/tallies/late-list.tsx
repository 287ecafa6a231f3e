import { createMemo, createSignal, For, Show } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { DueWork } from '../../../domain/due-work.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { latePaces, overdueWork } from '../../../domain/late.ts';
import { isPart, lastDayCome, type Pace } from '../../../domain/pace.ts';
import type { Period } from '../../../domain/period.ts';
import { findItem, type Plan } from '../../../domain/plan.ts';
import { addAmounts, type TallySource } from '../../../domain/tally.ts';
import { addressOf, ITEM_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { figureText } from '../../labels/figure-text.ts';
import { DOT, dayShort, formatDay, formatNumber, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { pacesOnPhone, readMarks, readTargets } from '../../store/lists/targets.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Key } from '../../ui/key.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { unitChoices } from './tally-choice.ts';

/** More would push the figures off the screen. */
const FIRST = 5;

/** Items behind their pace, most late first, then work past its day, by the end of the period chosen; from what this device holds. */
export function LateList(props: { plan: Plan; source: TallySource; period: Period | undefined }) {
  const app = useApp();
  const words = () => labels().tallies.late;
  const [all, setAll] = createSignal(false);
  const targets = createLiveQuery(() => readTargets(app.db, props.plan.id));
  const marks = createLiveQuery(() => readMarks(app.db, props.plan.id));
  const today = officeDay(app.now());
  /** Undefined for a period that has not begun: nothing in it can be late. */
  const until = (): Day | undefined => (props.period ? lastDayCome(props.period, today) : today);
  const paces = createMemo(() => pacesOnPhone(props.plan, targets() ?? [], props.source, app.scope, today, props.period));
  const late = createMemo(() => latePaces(paces()));
  const overdue = createMemo(() => {
    const day = until();
    return day === undefined ? [] : overdueWork(props.plan, marks() ?? new Map(), day, app.scope.tallies);
  });
  const count = (): number => late().length + overdue().length;
  const shown = (): number => (all() ? count() : FIRST);
  return (
    <Show when={marks() && (paces().length > 0 || count() > 0)}>
      <Sheet>
        <SheetHead icon="flag" barred note={words().until(dayShort(until() ?? today))}>
          {words().title}
        </SheetHead>
        <Show when={count() > 0} fallback={<p class="pad meta">{words().none}</p>}>
          <For each={late().slice(0, shown())}>{(pace) => <PaceRow plan={props.plan} pace={pace} past={until() !== today} />}</For>
          <For each={overdue().slice(0, Math.max(0, shown() - late().length))}>
            {({ work, days }) => <WorkRow plan={props.plan} work={work} days={days} />}
          </For>
        </Show>
        <Show when={count() > shown()}>
          <div class="pad">
            <Key onPress={() => setAll(true)}>{words().more(formatNumber(count() - FIRST))}</Key>
          </div>
        </Show>
      </Sheet>
    </Show>
  );
}

function Row(props: { plan: Plan; code: ItemCode; figure: string; lead?: string | undefined; note: string }) {
  const title = (): string => findItem(props.plan, props.code)?.title ?? '';
  return (
    <a class="quiet-phone" href={addressOf(ITEM_SCREEN, { params: { planId: props.plan.id, code: props.code } })}>
      <span class="figure red quiet-phone-figure">{props.figure}</span>
      <span class="grow">
        <Show when={props.lead}>
          <b>{props.lead}</b>:{' '}
        </Show>
        <b>{props.code}</b> {title()}
        <br />
        <span class="meta">{props.note}</span>
      </span>
    </a>
  );
}

/** `past`: seen from the end of a period gone by, where no week is left to make up for it. */
function PaceRow(props: { plan: Plan; pace: Pace; past: boolean }) {
  const app = useApp();
  const words = () => labels().tallies.late;
  const seenUnits = (): string =>
    unitChoices(app.reference().units, app.scope)
      .map((unit) => unit.shortName)
      .join(', ');
  const note = (): string => {
    const { place, instance, tally, waiting, target, neededPerWeek } = props.pace;
    const { unit } = labels().domain.measures[place.measure];
    const whose = app.reference().units.find((unit) => unit.id === place.unitId)?.shortName;
    return [
      words().of(figureText(tally.confirmed, place.measure), withUnit(target, unit)),
      ...(whose === undefined ? [] : [whose]),
      ...(instance.whole ? [] : [periodWords(instance.name)]),
      ...(waiting > 0 ? [words().waiting(figureText(addAmounts(tally.waiting, tally.onPhone), place.measure))] : []),
      ...(isPart(app.scope, place) ? [labels().plans.partNote(seenUnits())] : []),
      ...(neededPerWeek === null ? [words().ended(formatDay(instance.period.to))] : []),
      ...(neededPerWeek !== null && !props.past ? [words().needed(withUnit(neededPerWeek, unit))] : []),
    ].join(DOT);
  };
  return <Row plan={props.plan} code={props.pace.place.itemCode} figure={formatNumber(-props.pace.by)} note={note()} />;
}

function WorkRow(props: { plan: Plan; work: DueWork; days: number }) {
  const app = useApp();
  const words = () => labels().tallies.late;
  const note = (): string => {
    const unit = app.reference().units.find((unit) => unit.id === props.work.place.unitId)?.shortName;
    const due = props.work.due === null ? '' : words().due(formatDay(props.work.due));
    return [due, ...(unit === undefined ? [] : [unit])].join(DOT);
  };
  return (
    <Row plan={props.plan} code={props.work.place.itemCode} figure={formatNumber(props.days)} lead={words().overdueDays} note={note()} />
  );
}
