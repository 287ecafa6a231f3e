import { createMemo, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { columnOfMeasure } from '../../../domain/figures/column.ts';
import { tallyByMonth } from '../../../domain/figures/months.ts';
import { comingIn, isGuessed, partsIn, valuesOf } from '../../../domain/figures/parts.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import type { TallySource } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { aboutText } from '../../labels/figure-text.ts';
import { daySpan, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { MonthColumns } from '../../ui/bar-chart.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { unitWord } from './figure-words.ts';

interface MonthsProps {
  plan: Plan;
  item: PlanItem;
  measure: MeasureKey | undefined;
  source: TallySource;
}

/** With more months than this there is no room for "2+7" above a column. */
const MOST_SPLIT = 8;

/** By the plan's own reporting months; the days they run from and to are said. */
export function ItemMonths(props: MonthsProps) {
  const app = useApp();
  const words = () => labels().plans;
  const months = createMemo(() => tallyByMonth(props.plan, props.item.code, props.source, officeDay(app.now())));
  const isSplit = (): boolean => months().length <= MOST_SPLIT;
  const columns = () =>
    months().map((at) => {
      const parts = partsIn(at.tally, columnOfMeasure(props.measure));
      const coming = comingIn(parts);
      const done = formatNumber(parts.confirmed.value);
      const isGuess = isGuessed(parts);
      return {
        label: words().times.monthsNarrow[at.month - 1] ?? '',
        name: words().times.monthsShort[at.month - 1] ?? '',
        parts: valuesOf(parts),
        figure: coming === 0 ? done : isSplit() ? `${done}+${formatNumber(coming)}` : formatNumber(parts.confirmed.value + coming),
        isGuess,
        spoken: words().monthEntry(at.month, at.year, aboutText(done, isGuess), coming === 0 ? undefined : formatNumber(coming)),
      };
    });
  /** There is no room for the word above a column. */
  const guessed = (): string =>
    columns()
      .flatMap((column) => (column.isGuess ? [column.name] : []))
      .join(', ');
  const calendar = (): string => {
    const { calendar: kind, closingDay } = props.plan.reporting;
    return kind === 'administrative' ? words().administrative(closingDay + 1, closingDay) : words().calendarMonths;
  };
  const span = (): string => {
    const first = months()[0];
    const last = months().at(-1);
    return first && last ? daySpan(first.period.from, last.period.to) : '';
  };
  return (
    <Sheet pad>
      <SheetHead note={calendar()}>{words().byMonth}</SheetHead>
      <MonthColumns
        columns={columns()}
        label={words().monthsLabel(
          unitWord(props.measure),
          columns()
            .map((column) => column.spoken)
            .join(', '),
        )}
      />
      <p class="meta">
        {span()}
        <Show when={!isSplit()}>
          <br />
          {words().monthsTogether}
        </Show>
        <Show when={guessed()}>
          {(months) => (
            <>
              <br />
              {words().monthsGuessed(months())}
            </>
          )}
        </Show>
      </p>
    </Sheet>
  );
}
