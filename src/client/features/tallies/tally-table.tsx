import { For, Show } from 'solid-js';
import type { Tally } from '../../../domain/tally.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { columnHead, type FigureKey } from './figure-key.ts';
import { FigureLink } from './figure-link.tsx';
import { LineName } from './line-name.tsx';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import type { View } from './tally-choice.ts';
import { columnsOf, figureIn, type TallyRow, wholeRow } from './tally-rows.ts';

interface TableProps {
  view: View;
  rows: readonly TallyRow[];
  total: Tally;
  opened: Opened;
}

/** Lines × measures; the records of an opened figure stand directly beneath its line. */
export function TallyTable(props: TableProps) {
  const columns = (): FigureKey[] => ['records', ...columnsOf(props.total)];
  const hasDeclared = (): boolean => props.total.declared > 0;
  const width = (): number => columns().length + (hasDeclared() ? 2 : 1);
  const words = () => labels().tallies;
  const line = (row: TallyRow) => (
    <TableLine row={row} columns={columns()} declared={hasDeclared()} width={width()} opened={props.opened} />
  );
  return (
    <DataTable label={words().title}>
      <thead>
        <tr>
          <th scope="col">{words().lineHeads[props.view]}</th>
          <For each={columns()}>
            {(key) => (
              <th scope="col" class="num tally-head">
                {columnHead(key)}
              </th>
            )}
          </For>
          <Show when={hasDeclared()}>
            <th scope="col" class="num tally-head">
              {words().declared}
            </th>
          </Show>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>{line}</For>
        {line(wholeRow(props.total))}
      </tbody>
    </DataTable>
  );
}

function TableLine(props: { row: TallyRow; columns: readonly FigureKey[]; declared: boolean; width: number; opened: Opened }) {
  const open = () => props.opened.figureOf(props.row);
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
          {(key) => (
            <Show when={figureIn(props.row, key)} fallback={<td class="nil">–</td>}>
              <td class="num" classList={{ picked: open() === key }}>
                <FigureLink row={props.row} figure={key} opened={props.opened} class="cell-link" />
              </td>
            </Show>
          )}
        </For>
        <Show when={props.declared}>
          <td classList={{ 'num tally-declared': props.row.tally.declared > 0, nil: props.row.tally.declared === 0 }}>
            {props.row.tally.declared === 0 ? '–' : formatNumber(props.row.tally.declared)}
          </td>
        </Show>
      </tr>
      <Show when={open()}>
        {(figure) => (
          <tr class="row-sub">
            <td colspan={props.width}>
              <RecordsBehind row={props.row} figure={figure()} opened={props.opened} />
            </td>
          </tr>
        )}
      </Show>
    </>
  );
}
