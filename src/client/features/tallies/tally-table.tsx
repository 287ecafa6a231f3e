import { createMemo, For, Show } from 'solid-js';
import type { Column } from '../../../domain/figures/column.ts';
import { tableColumns } from '../../../domain/figures/columns.ts';
import { type FigureRow, type FigureTable, figureIn, wholeRow } from '../../../domain/figures/row.ts';
import { columnHead } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { labels } from '../../labels/labels.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FigureLink } from './figure-link.tsx';
import { LineName } from './line-name.tsx';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import type { View } from './tally-choice.ts';

interface TableProps {
  view: View;
  table: FigureTable;
  opened: Opened;
}

/** Lines × measures; the records of an opened figure stand directly beneath its line. */
export function TallyTable(props: TableProps) {
  const columns = createMemo((): Column[] => tableColumns(props.table.total));
  const words = () => labels().tallies;
  const line = (row: FigureRow) => <TableLine row={row} columns={columns()} opened={props.opened} />;
  return (
    <DataTable label={words().title}>
      <thead>
        <tr>
          <th scope="col">{words().lineHeads[props.view]}</th>
          <For each={columns()}>
            {(column) => (
              <th scope="col" class="num tally-head">
                {columnHead(column)}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.table.rows}>{line}</For>
        {line(wholeRow(props.table.total))}
      </tbody>
    </DataTable>
  );
}

function TableLine(props: { row: FigureRow; columns: readonly Column[]; opened: Opened }) {
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
                <td class="num" classList={{ picked: open() === column, 'tally-declared': column.opens === 'nothing' }}>
                  <Show when={column.opens === 'records'} fallback={countText(figure().count)}>
                    <FigureLink row={props.row} column={column} opened={props.opened} class="cell-link" />
                  </Show>
                </td>
              )}
            </Show>
          )}
        </For>
      </tr>
      <Show when={open()}>
        {(column) => (
          <tr class="row-sub">
            <td colspan={props.columns.length + 1}>
              <RecordsBehind row={props.row} column={column()} opened={props.opened} />
            </td>
          </tr>
        )}
      </Show>
    </>
  );
}
