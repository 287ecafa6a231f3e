import { For, Show } from 'solid-js';
import type { AmountColumn } from '../../../domain/figures/column.ts';
import { cardColumns } from '../../../domain/figures/columns.ts';
import type { FigureRow } from '../../../domain/figures/row.ts';
import { columnHead } from '../../labels/column-words.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { PartSwatch } from '../../ui/pace-bar.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { FigureLink } from './figure-link.tsx';
import { LineName } from './line-name.tsx';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import type { TableView } from './tally-choice.ts';

/** The same lines on a phone: one block each, with only the figures it has. */
export function TallyCards(props: { view: TableView; rows: readonly FigureRow[]; opened: Opened }) {
  const words = () => labels().tallies;
  return (
    <Sheet>
      <SheetHead barred note={props.view === 'plan' ? words().opensPlan : words().opensRecords}>
        {words().views[props.view]}
      </SheetHead>
      <ul>
        <For each={props.rows}>{(row) => <TallyCard row={row} opened={props.opened} />}</For>
      </ul>
    </Sheet>
  );
}

function TallyCard(props: { row: FigureRow; opened: Opened }) {
  const columns = (): AmountColumn[] => cardColumns(props.row);
  const words = () => labels().tallies;
  return (
    <li class="tally-card" classList={{ 'tally-heading': props.row.kind === 'heading' }}>
      <LineName row={props.row} />
      <Show when={columns().length > 0} fallback={<p class="meta">{words().nothingIn}</p>}>
        <div class="tally-card-figures">
          <For each={columns()}>
            {(column) => (
              <div class="tally-card-figure" classList={{ picked: props.opened.isOpen(props.row, column) }}>
                <FigureLink row={props.row} column={column} opened={props.opened} class="tally-card-link" />
                <span class="meta" aria-hidden="true">
                  {columnHead(column)}
                </span>
              </div>
            )}
          </For>
        </div>
      </Show>
      <Show when={props.row.tally.declared > 0 && props.row.kind !== 'heading'}>
        <p class="meta tally-card-declared">
          <PartSwatch part="declared" /> {words().declaredOpen(formatNumber(props.row.tally.declared))}
        </p>
      </Show>
      <Show when={props.opened.columnOf(props.row)}>
        {(column) => <RecordsBehind row={props.row} column={column()} opened={props.opened} />}
      </Show>
    </li>
  );
}
