import { createMemo, createSignal, For, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { HEAT_COUNTS, type HeatCount, type HeatLine, type HeatPart, heatLines } from '../../../domain/figures/heat.ts';
import { type FigureTable, wholeRow } from '../../../domain/figures/row.ts';
import { tallyOfRow } from '../../../domain/figures/rows.ts';
import { monthsTouching, type Reporting } from '../../../domain/period.ts';
import { type PeriodChoice, periodNameKey } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { isValidDuring, type Unit } from '../../../domain/reference.ts';
import { isSomething, NO_TALLY, type TallyFilter, type TallySource } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { MonthColumns } from '../../ui/bar-chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { PART_ORDER } from '../../ui/pace-bar.tsx';
import { type HeatHead, HeatTable } from './heat-table.tsx';
import { monthFigures } from './month-figures.ts';
import { Segments } from './segments.tsx';
import { openKey, type TallyParams, tallyHref } from './tally-choice.ts';

export interface RhythmProps {
  view: 'item' | 'unit';
  plan: Plan;
  source: TallySource;
  reporting: Reporting;
  chosen: PeriodChoice | undefined;
  filter: TallyFilter;
  /** The table that is cut into parts. */
  table: FigureTable;
  units: readonly Unit[];
  params: TallyParams;
  printLine: string;
}

/** A part with its head, and what the screen shows of it alone. */
interface Part extends HeatPart, HeatHead {
  readonly choice: TallyParams;
}

/** Stands for all rows together. */
const WHOLE = wholeRow(NO_TALLY);

/** The reporting months of the period, as the screen cuts them. */
function monthParts(props: RhythmProps, today: string): Part[] {
  const { monthsShort } = labels().plans.times;
  const months = monthsTouching(props.filter.period ?? props.plan.period, props.reporting);
  const isOneYear = months.every(({ year }) => year === props.plan.year);
  return months.map(({ year, month, period }) => {
    const key = periodNameKey({ kind: 'month', year, index: month });
    const short = monthsShort[month - 1] ?? '';
    return {
      key,
      short: isOneYear || year === props.plan.year ? short : `${short}/${String(year).slice(2)}`,
      name: periodWords({ kind: 'month', year, index: month }),
      tallyOf: tallyOfRow(props.plan, props.source, { ...props.filter, period }),
      isToCome: period.from > today,
      choice: { period: key },
    };
  });
}

/** Units with something in the period, and those that were there in it. */
function unitParts(props: RhythmProps): Part[] {
  const span = props.filter.period ?? props.plan.period;
  return props.units
    .map((unit) => ({ unit, tallyOf: tallyOfRow(props.plan, props.source, { ...props.filter, unitId: unit.id }) }))
    .filter(({ unit, tallyOf }) => isSomething(tallyOf(WHOLE)) || isValidDuring(unit, span))
    .map(({ unit, tallyOf }) => ({ key: unit.id, short: unit.shortName, name: unit.name, tallyOf, choice: { unit: unit.id } }));
}

/** How the work went from month to month and from unit to unit: the figures of the table above, cut further. */
export function Rhythm(props: RhythmProps) {
  const app = useApp();
  const [counted, setCounted] = createSignal<HeatCount>('leading');
  const words = () => labels().tallies.desk.heat;
  const months = createMemo(() => monthParts(props, officeDay(app.now())));
  const units = createMemo(() => (props.view === 'item' && props.filter.unitId === undefined ? unitParts(props) : []));
  /** Units are counted in records: what they did has no measure in common. */
  const count = (): HeatCount => (props.view === 'unit' ? 'records' : counted());
  const href =
    (parts: readonly Part[]) =>
    (line: HeatLine, part: string): string | undefined => {
      const choice = parts.find(({ key }) => key === part)?.choice;
      if (!choice || app.scope.records === 'none') return undefined;
      return tallyHref({ ...props.params, ...choice, open: openKey(line.row.key, line.column.key) });
    };
  const heat = (title: string, parts: readonly Part[]) => (
    <section class="stack-tight tally-heat">
      <div class="row">
        <h2 class="grow sheet-head">{title}</h2>
        <p class="meta">{count() === 'records' ? words().recordsNote : words().leadingNote}</p>
      </div>
      <HeatTable
        title={title}
        heads={parts}
        lines={heatLines(props.table, parts, count())}
        items={props.view === 'item'}
        href={href(parts)}
        printLine={`${title}. ${props.printLine}`}
      />
    </section>
  );
  return (
    <>
      <Show when={props.view === 'item'}>
        <div class="row tally-count">
          <span class="strong">{words().count}</span>
          <Segments
            label={words().count}
            segments={HEAT_COUNTS.map((value) => ({ value, label: words().counts[value] }))}
            chosen={counted()}
            onChoose={(value) => setCounted(HEAT_COUNTS.find((month) => month === value) ?? 'leading')}
          />
        </div>
      </Show>
      <Show when={months().length > 1}>{heat(props.view === 'unit' ? words().unitMonths : words().months, months())}</Show>
      <Show when={units().length > 1}>{heat(words().units, units())}</Show>
      <Show when={months().length > 1}>
        <OverTime months={months()} />
      </Show>
    </>
  );
}

/** Records of all lines together from month to month, drawn and as a table. */
function OverTime(props: { months: readonly Part[] }) {
  const words = () => labels().tallies.desk.time;
  const begun = () => props.months.filter(({ isToCome, tallyOf }) => !isToCome || isSomething(tallyOf(WHOLE)));
  const columns = createMemo(() => begun().map(({ short, name, tallyOf }) => ({ label: short, name, ...monthFigures(tallyOf(WHOLE)) })));
  return (
    <section class="sheet pad tally-time">
      <h2 class="sheet-head">
        <span>{words().title}</span>
        <span class="meta">{words().note}</span>
      </h2>
      <MonthColumns
        columns={columns()}
        label={words().label(
          columns()
            .map(({ label, figure }) => `${label} ${figure}`)
            .join(', '),
        )}
      />
      <details open>
        <summary>{words().figures}</summary>
        <DataTable label={words().title}>
          <thead>
            <tr>
              <th scope="col">{words().month}</th>
              <For each={PART_ORDER}>
                {(part) => (
                  <th scope="col" class="num">
                    {labels().plans.parts[part]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={columns()}>
              {(month) => (
                <tr>
                  <th scope="row">{month.name}</th>
                  <For each={PART_ORDER}>{(part) => <td class="num">{month.texts[part]}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </DataTable>
      </details>
    </section>
  );
}
