import { createMemo, createSignal, For, Show } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import { latePaces, overdueWork } from '../../../domain/late.ts';
import { lastDayCome } from '../../../domain/pace.ts';
import type { Period } from '../../../domain/period.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { TallySource } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { itemHref } from '../../item-href.ts';
import { dayShort, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { ItemName, paceNote, workNote } from '../../office/late-lines.lazy.tsx';
import { pacesOnPhone, readMarks, readReceivedTargets } from '../../store/lists/targets.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Key } from '../../ui/key.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

/** More would push the figures off the screen. */
const FIRST = 5;

/** Items behind their pace, most late first, then work past its day, by the end of the period chosen; from what this device holds. */
export function LateList(props: { plan: Plan; source: TallySource; period: Period | undefined }) {
  const app = useApp();
  const words = () => labels().tallies.late;
  const [all, setAll] = createSignal(false);
  const targets = createLiveQuery(() => readReceivedTargets(app.db, props.plan.id));
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
          <For each={late().slice(0, shown())}>
            {(pace) => (
              <Row
                plan={props.plan}
                code={pace.place.itemCode}
                figure={-pace.by}
                note={paceNote(app, props.plan, pace, until() !== today)}
              />
            )}
          </For>
          <For each={overdue().slice(0, Math.max(0, shown() - late().length))}>
            {({ work, days }) => (
              <Row
                plan={props.plan}
                code={work.place.itemCode}
                figure={days}
                lead={words().overdueDays(String(days))}
                note={workNote(app, props.plan, work)}
              />
            )}
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

interface RowProps {
  plan: Plan;
  code: ItemCode;
  figure: number;
  lead?: string | undefined;
  note: string;
}

function Row(props: RowProps) {
  return (
    <a class="quiet-phone" href={itemHref(props.plan.id, props.code)}>
      <span class="figure red quiet-phone-figure">{formatNumber(props.figure)}</span>
      <span class="grow">
        <Show when={props.lead}>
          <b>{props.lead}</b>:{' '}
        </Show>
        <ItemName plan={props.plan} code={props.code} />
        <br />
        <span class="meta">{props.note}</span>
      </span>
    </a>
  );
}
