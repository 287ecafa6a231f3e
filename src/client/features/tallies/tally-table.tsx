import { createMemo, For, type JSX, Show } from 'solid-js';
import type { Column } from '../../../domain/figures/column.ts';
import { type FigureRow, type FigureTable, figureIn, wholeRow } from '../../../domain/figures/row.ts';
import type { ItemCode } from '../../../domain/ids.ts';
import type { ItemPace } from '../../../domain/item-pace.ts';
import { columnHead } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { labels } from '../../labels/labels.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FigureLink } from './figure-link.tsx';
import { LineName } from './line-name.tsx';
import type { Opened } from './opened.ts';
import { BarField, drawnOf, PaceField } from './pace-field.tsx';
import { RecordsBehind } from './records-behind.tsx';
import type { TableView } from './tally-choice.ts';

/** A column that draws instead of counting. */
interface Drawing {
  readonly head: string;
  readonly field: (row: FigureRow) => JSX.Element;
}

interface TableProps {
  view: TableView;
  table: FigureTable;
  columns: readonly Column[];
  /** Undefined: no column of pace. */
  paces: ReadonlyMap<ItemCode, ItemPace> | undefined;
  /** A column of bars. */
  bars: boolean;
  opened: Opened;
  /** What the table is about, for paper alone. */
  printLine: string;
}

/** Lines × measures; the records of an opened figure stand directly beneath its line. */
export function TallyTable(props: TableProps) {
  const words = () => labels().tallies;
  const most = createMemo(() => Math.max(0, ...props.table.rows.map(drawnOf)));
  const drawings = createMemo((): Drawing[] => {
    const { paces } = props;
    const { columns } = words().desk;
    return [
      ...(paces ? [{ head: columns.pace, field: (row: FigureRow) => <PaceField row={row} pace={paceOf(paces, row)} /> }] : []),
      ...(props.bars ? [{ head: columns.bar, field: (row: FigureRow) => barOf(row, most()) }] : []),
    ];
  });
  const line = (row: FigureRow) => <TableLine row={row} columns={props.columns} drawings={drawings()} opened={props.opened} />;
  return (
    <DataTable label={words().title} tall>
      <thead>
        <tr class="print-line">
          <th colspan={1 + props.columns.length + drawings().length}>{props.printLine}</th>
        </tr>
        <tr>
          <th scope="col">
            <Show when={props.view === 'item'} fallback={words().lineHeads[props.view]}>
              <span class="tally-name">
                <span>{words().desk.code}</span>
                <span>{words().lineHeads.item}</span>
              </span>
            </Show>
          </th>
          <For each={props.columns}>
            {(column) => (
              <th scope="col" class="num tally-head" classList={{ 'tally-compared': column.compared !== undefined }}>
                {columnHead(column)}
              </th>
            )}
          </For>
          <For each={drawings()}>
            {({ head }) => (
              <th scope="col" class="tally-drawn">
                {head}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.table.rows}>{line}</For>
        {line(wholeRow(props.table.total, props.table.others))}
      </tbody>
    </DataTable>
  );
}

/** The total would be longer than any line, and says nothing beside them. */
const barOf = (row: FigureRow, most: number) => (row.kind === 'whole' ? undefined : <BarField row={row} most={most} />);

const paceOf = (paces: ReadonlyMap<ItemCode, ItemPace>, row: FigureRow): ItemPace | undefined =>
  'item' in row ? paces.get(row.item.code) : undefined;

interface LineProps {
  row: FigureRow;
  columns: readonly Column[];
  drawings: readonly Drawing[];
  opened: Opened;
}

function TableLine(props: LineProps) {
  const open = () => props.opened.columnOf(props.row);
  return (
    <>
      <tr
        classList={{
          'row-open': open() !== undefined,
          'row-total': props.row.kind === 'whole',
          'tally-heading': props.row.kind === 'heading',
        }}
      >
        <th scope="row">
          <LineName row={props.row} />
        </th>
        <For each={props.columns}>
          {(column) => (
            <Show when={figureIn(props.row, column)} fallback={<td class="nil">–</td>}>
              {(figure) => (
                <td
                  class="num"
                  classList={{
                    picked: open() === column,
                    'tally-declared': column.word === 'declared',
                    'tally-compared': column.compared !== undefined,
                  }}
                >
                  <Show when={column.opens === 'records'} fallback={countText(figure().count)}>
                    <FigureLink row={props.row} column={column} opened={props.opened} class="cell-link" />
                  </Show>
                </td>
              )}
            </Show>
          )}
        </For>
        <For each={props.drawings}>{({ field }) => <td class="tally-drawn">{field(props.row)}</td>}</For>
      </tr>
      <Show when={open()}>
        {(column) => (
          <tr class="row-sub">
            <td colspan={1 + props.columns.length + props.drawings.length}>
              <RecordsBehind row={props.row} column={column()} opened={props.opened} />
            </td>
          </tr>
        )}
      </Show>
    </>
  );
}
