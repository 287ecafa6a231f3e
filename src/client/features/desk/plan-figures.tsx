import { Show } from 'solid-js';
import { type AmountColumn, NO_FIGURE, RECORDS } from '../../../domain/figures/column.ts';
import { headColumns } from '../../../domain/figures/columns.ts';
import { planName } from '../../../domain/plan.ts';
import type { PlanToday } from '../../../domain/today.ts';
import { addressOf, PLAN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { columnHead } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { dayShort, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { Figures } from '../../ui/figures.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { PaceBar } from '../../ui/pace-bar.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { figureHref, periodHref } from './desk-hrefs.ts';

/** The rest stands in Tổng hợp, one press away. */
const MOST_FIGURES = 4;

/** What was done in the period, and how the targets stand today. */
export function PlanFigures(props: { of: PlanToday }) {
  const app = useApp();
  const words = () => labels().tallies;
  const span = (): string => {
    const { from, to } = props.of.period.period;
    return `${dayShort(from)}\u00a0– ${dayShort(to)}`;
  };
  const seesRecords = app.scope.records !== 'none';
  // Two beside each other: where one would stand alone the records, which are no end in themselves, make room.
  const columns = (): AmountColumn[] => {
    const first = [RECORDS, ...headColumns(props.of.total)].slice(0, MOST_FIGURES);
    return first.length > 1 && first.length % 2 === 1 ? first.slice(1) : first;
  };
  const cells = () =>
    columns().map((column) => {
      const { count, waiting } = column.figureOf(props.of.total) ?? NO_FIGURE;
      return {
        value: countText(count),
        word: columnHead(column),
        more: waiting && waiting.value !== 0 ? words().waiting(countText(waiting)) : undefined,
        href: seesRecords ? figureHref(props.of, column) : undefined,
      };
    });
  const isEmpty = (): boolean => props.of.total.confirmed.records + props.of.total.waiting.records === 0;
  return (
    <Sheet label={periodWords(props.of.period.name)}>
      <SheetHead icon="plan" barred note={span()}>
        {periodWords(props.of.period.name)}
      </SheetHead>
      <p class="meta desk-note">{planName(props.of.plan, app.plans() ?? [])}</p>
      <Show when={!isEmpty()} fallback={<p class="desk-note">{words().today.nothingIn}</p>}>
        <Figures cells={cells()} two />
      </Show>
      <Show when={props.of.total.declared > 0}>
        <p class="amber desk-note">{words().declaredOpen(formatNumber(props.of.total.declared))}</p>
      </Show>
      <PaceStates of={props.of} />
      <LinkRow href={periodHref(props.of)} title={words().today.openPeriod} />
    </Sheet>
  );
}

/** How many targets are reached or on pace, enough once what waits is confirmed, and behind: the textures of every bar say the same here. */
function PaceStates(props: { of: PlanToday }) {
  const words = () => labels().tallies.today;
  const good = (): number => {
    const { reached, ahead, onPace } = props.of.paceCounts;
    return reached + ahead + onPace;
  };
  const once = (): number => props.of.paceCounts.onceConfirmed;
  const late = (): number => props.of.paceCounts.late;
  const all = (): number => good() + once() + late();
  const planAddress = (): string => addressOf(PLAN_SCREEN, { query: { 'ke-hoach': props.of.plan.id } });
  return (
    <Show when={all() > 0} fallback={<LinkRow href={planAddress()} title={words().noTargets} note={words().setTargets} />}>
      <a class="desk-pace" href={planAddress()}>
        <PaceBar
          parts={{ confirmed: good(), waiting: once(), declared: 0, onPhone: 0 }}
          scale={all()}
          label={words().paceBar(formatNumber(good()), formatNumber(once()), formatNumber(late()))}
        />
        <span class="desk-pace-words" aria-hidden="true">
          <span class="sea">
            <b class="figure">{formatNumber(good())}</b> {words().good(formatNumber(good()))}
          </span>
          <Show when={once() > 0}>
            <span>
              <b class="figure">{formatNumber(once())}</b> {words().once}
            </span>
          </Show>
          <span classList={{ red: late() > 0 }}>
            <b class="figure">{formatNumber(late())}</b> {words().late}
          </span>
        </span>
      </a>
    </Show>
  );
}
