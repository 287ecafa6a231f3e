import { createMemo, For, type JSX, Show } from 'solid-js';
import { COMPARED, type Compared } from '../../../domain/figures/column.ts';
import { type ColumnChoice, chosenColumns, isShown } from '../../../domain/figures/columns.ts';
import type { Others } from '../../../domain/figures/compare.ts';
import type { FigureTable } from '../../../domain/figures/row.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import type { ItemPace } from '../../../domain/item-pace.ts';
import { type Plan, planName } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { Empty } from '../../ui/empty.tsx';
import { PaceLegend } from '../../ui/pace-bar.tsx';
import { ColumnsKey, type ExtraColumn, type OfficeColumns } from './columns-key.tsx';
import type { ComparedPeriod } from './compared.ts';
import type { Opened } from './opened.ts';
import { createPrintLine, TableKeys, type TableOrigin } from './table-key.tsx';
import { TallyCards } from './tally-cards.tsx';
import type { TableView } from './tally-choice.ts';
import { TallyTable } from './tally-table.tsx';
import { TallyTotals } from './tally-totals.tsx';

/** How the table of a desk is arranged. */
export interface Arranged {
  /** What is in force: the person's own choice over that of the office. */
  readonly choice: ColumnChoice;
  readonly own: ColumnChoice;
  readonly onChoose: (own: ColumnChoice) => void;
  /** What the office begins with, and the way to set it; undefined where it sets nothing. */
  readonly office: OfficeColumns | undefined;
  /** The periods the chosen one can be held beside. */
  readonly periods: Others<ComparedPeriod>;
}

/** The periods somebody wants to see beside the chosen one. */
export const wantedPeriods = ({ choice, periods }: Pick<Arranged, 'choice' | 'periods'>): Others<ComparedPeriod> =>
  Object.fromEntries(
    COMPARED.flatMap((kind) => {
      const entry = periods[kind];
      return entry && isShown(choice, kind, false) ? [[kind, entry]] : [];
    }),
  );

export interface FiguresProps {
  view: TableView;
  table: FigureTable;
  origin: TableOrigin;
  opened: Opened;
  wide: boolean;
  arranged: Arranged;
  /** Where items are held against targets. */
  paces?: ReadonlyMap<ItemCode, ItemPace> | undefined;
  /** What stands between the totals of a phone and its lines. */
  children?: JSX.Element;
}

/** Lines with their figures: a table where it has room, blocks under one another on a phone. */
export function FiguresTable(props: FiguresProps) {
  const words = () => labels().tallies;
  const printLine = createPrintLine(() => props.origin);
  return (
    <Show
      when={props.table.total.confirmed.records + props.table.total.waiting.records > 0}
      fallback={
        <>
          <Empty title={words().nothing}>
            <p>{words().nothingHint}</p>
          </Empty>
          {props.children}
        </>
      }
    >
      <Show
        when={props.wide}
        fallback={
          <>
            <p class="print-line">{printLine()}</p>
            <TallyTotals total={props.table.total} opened={props.opened} />
            {props.children}
            <div class="row row-wrap">
              <TableKeys view={props.view} table={props.table} origin={props.origin} />
            </div>
            <TallyCards view={props.view} rows={props.table.rows} opened={props.opened} />
            <p class="meta">{words().legend}</p>
          </>
        }
      >
        <DeskTable {...props} printLine={printLine()} />
      </Show>
    </Show>
  );
}

function DeskTable(props: FiguresProps & { printLine: string }) {
  const words = () => labels().tallies;
  const desk = () => words().desk;
  const columns = createMemo(() => chosenColumns(props.table, props.arranged.choice));
  const drawing = (): ExtraColumn =>
    props.view === 'item'
      ? { key: 'pace', name: desk().columns.pace, byItself: true }
      : { key: 'bar', name: desk().columns.bar, byItself: true };
  const extras = (): ExtraColumn[] => [
    drawing(),
    ...COMPARED.filter((kind) => props.arranged.periods[kind]).map((kind) => ({ key: kind, name: desk().compare[kind], byItself: false })),
  ];
  const isDrawn = (): boolean => isShown(props.arranged.choice, drawing().key, true);
  return (
    <>
      <div class="row tally-over">
        <p class="grow meta">{words().legend}</p>
        <ColumnsKey table={props.table} extras={extras()} {...props.arranged} />
        <TableKeys view={props.view} table={props.table} columns={columns()} origin={props.origin} />
      </div>
      <Show when={props.origin.plan}>{(plan) => <ComparedNotes plan={plan()} periods={wantedPeriods(props.arranged)} />}</Show>
      <TallyTable
        view={props.view}
        table={props.table}
        columns={columns()}
        paces={props.view === 'item' && isDrawn() ? (props.paces ?? NO_PACES) : undefined}
        bars={props.view !== 'item' && isDrawn()}
        opened={props.opened}
        printLine={props.printLine}
      />
      <Show when={isDrawn()}>
        <PaceLegend words={{ ...labels().plans.parts, expected: props.view === 'item' ? labels().plans.parts.expected : undefined }} />
      </Show>
    </>
  );
}

const NO_PACES: ReadonlyMap<ItemCode, ItemPace> = new Map();

/** Which days the compared figures are of, and why there are none. */
function ComparedNotes(props: { plan: Plan; periods: Others<ComparedPeriod> }) {
  const app = useApp();
  const words = () => labels().tallies.desk;
  const noteOf = (kind: Compared, { name, period, plan }: ComparedPeriod): string => {
    const [what, days] = [words().compare[kind], daySpan(period.from, period.to)];
    if (!plan) return words().comparedNone(what);
    if (plan.id === props.plan.id) return words().comparedWith(what, periodWords(name), days);
    return words().comparedPlan(what, periodWords(name), days, planName(plan, app.plans() ?? []));
  };
  const notes = (): string[] =>
    COMPARED.flatMap((kind) => {
      const entry = props.periods[kind];
      return entry ? [noteOf(kind, entry)] : [];
    });
  return <For each={notes()}>{(note) => <p class="meta">{note}</p>}</For>;
}
