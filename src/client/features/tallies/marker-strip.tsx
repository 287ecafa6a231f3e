import { createMemo, For, Show } from 'solid-js';
import { rangesText } from '../../../domain/border-marker.ts';
import { columnOfMeasure, type Figure, NO_FIGURE } from '../../../domain/figures/column.ts';
import { markerStrip } from '../../../domain/figures/markers.ts';
import { figureIn, type MarkerRow } from '../../../domain/figures/row.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { countText } from '../../labels/figure-text.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { AnswerState } from './answer-state.tsx';
import { createOpened, type Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import type { TallyParams } from './tally-choice.ts';
import { createViewAnswer } from './view-answer.ts';

interface StripProps {
  plan: Plan;
  params: TallyParams;
  chosen: PeriodChoice | undefined;
  unitId: UnitId | undefined;
}

const SESSIONS = columnOfMeasure('sessions');
const figureOf = (row: MarkerRow): Figure => figureIn(row, SESSIONS) ?? NO_FIGURE;
const isBare = (row: MarkerRow): boolean => {
  const { count, waiting } = figureOf(row);
  return count.value + (waiting?.value ?? 0) === 0;
};

/** The office's own border as a row of stones with the sessions of the period; a place without any is plainly to be seen. */
export function MarkerStrip(props: StripProps) {
  const app = useApp();
  const words = () => labels().tallies.desk.markers;
  const ranges = () => app.reference().settings?.markers ?? [];
  const query = () => {
    const { plan, chosen, unitId } = props;
    return { planId: plan.id, ...(chosen && { from: chosen.period.from, to: chosen.period.to }), ...(unitId !== undefined && { unitId }) };
  };
  const answer = createViewAnswer(() => (ranges().length > 0 ? { view: 'marker', query: query() } : undefined), app.now);
  const strip = createMemo(() => {
    const cached = answer.cached();
    return cached && markerStrip(cached.reply.rows, ranges());
  });
  const opened = createOpened({
    plan: () => props.plan,
    params: () => props.params,
    period: () => props.chosen,
    unitId: () => props.unitId,
    refresh: answer.again,
  });
  const bare = (): number => strip()?.stones.filter(isBare).length ?? 0;
  const open = (): MarkerRow | undefined => {
    const known = strip();
    return known && [...known.stones, ...known.others].find((row) => opened.columnOf(row) !== undefined);
  };
  return (
    <Show when={ranges().length > 0}>
      <Sheet>
        <SheetHead icon="pin" barred note={words().note(rangesText(ranges()))}>
          {words().title}
        </SheetHead>
        <div class="pad stack-tight">
          <AnswerState answer={answer} offline={words().offline} />
          <Show when={strip()}>
            {(known) => (
              <>
                <ol class="marker-strip">
                  <For each={known().stones}>{(row) => <Stone row={row} opened={opened} />}</For>
                </ol>
                <p>{bare() === 0 ? words().all : words().none(formatNumber(bare()))}</p>
                <Show when={known().others.length > 0}>
                  <p class="meta">
                    {words().others(
                      known()
                        .others.map((row) => `${row.position} (${countText(figureOf(row).count)})`)
                        .join(', '),
                    )}
                  </p>
                </Show>
                <p class="meta">{words().twice}</p>
              </>
            )}
          </Show>
          <Show when={open()}>
            {(row) => (
              <>
                <h3 class="strong">{words().marker(String(row().position))}</h3>
                <RecordsBehind row={row()} column={opened.columnOf(row()) ?? SESSIONS} opened={opened} />
              </>
            )}
          </Show>
        </div>
      </Sheet>
    </Show>
  );
}

/** One position: its number on the stone, its sessions below; without any it is an outline and says so in a word. */
function Stone(props: { row: MarkerRow; opened: Opened }) {
  const words = () => labels().tallies.desk.markers;
  const name = (): string => String(props.row.position);
  const figure = (): Figure => figureOf(props.row);
  const waiting = (): string => countText(figure().waiting ?? NO_FIGURE.count);
  const href = (): string | undefined => props.opened.href(props.row, SESSIONS);
  const face = () => (
    <>
      <span class="marker-number" aria-hidden="true">
        {name()}
      </span>
      <Show
        when={!isBare(props.row)}
        fallback={
          <span class="meta" aria-hidden="true">
            {words().empty}
          </span>
        }
      >
        <span class="figure" aria-hidden="true">
          {countText(figure().count)}
          <Show when={(figure().waiting?.value ?? 0) !== 0}>
            <span class="cell-more">{labels().tallies.waitingShort(waiting())}</span>
          </Show>
        </span>
      </Show>
      <span class="unseen">
        {isBare(props.row) ? words().stoneNone(name()) : words().stone(name(), countText(figure().count), waiting())}
      </span>
    </>
  );
  return (
    <li classList={{ 'marker-bare': isBare(props.row), picked: props.opened.columnOf(props.row) !== undefined }}>
      <Show when={!isBare(props.row) && href()} fallback={<span class="marker-stone">{face()}</span>}>
        {(to) => (
          <a class="marker-stone" href={to()} aria-expanded={props.opened.columnOf(props.row) !== undefined}>
            {face()}
          </a>
        )}
      </Show>
    </li>
  );
}
