import { For, Show } from 'solid-js';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { PartSwatch } from '../../ui/pace-bar.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { columnHead, type FigureKey } from './figure-key.ts';
import { FigureLink } from './figure-link.tsx';
import { LineName } from './line-name.tsx';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import type { View } from './tally-choice.ts';
import { columnsOf, type TallyRow } from './tally-rows.ts';

/** The same lines on a phone: one block each, with only the figures it has. */
export function TallyCards(props: { view: View; rows: readonly TallyRow[]; opened: Opened }) {
  const words = () => labels().tallies;
  return (
    <Sheet>
      <SheetHead barred note={words().opensRecords}>
        {words().views[props.view]}
      </SheetHead>
      <ul>
        <For each={props.rows}>{(row) => <TallyCard row={row} opened={props.opened} />}</For>
      </ul>
    </Sheet>
  );
}

function TallyCard(props: { row: TallyRow; opened: Opened }) {
  const figures = (): FigureKey[] => {
    const { confirmed, waiting } = props.row.tally;
    if (confirmed.records + waiting.records === 0) return [];
    // Sums of everything below would fill a page of the phone before the first item.
    return props.row.kind === 'heading' ? ['records'] : ['records', ...columnsOf(props.row.tally)];
  };
  const words = () => labels().tallies;
  return (
    <li class="tally-card" classList={{ 'tally-heading': props.row.kind === 'heading' }}>
      <LineName row={props.row} />
      <Show when={figures().length > 0} fallback={<p class="meta">{words().nothingIn}</p>}>
        <div class="tally-card-figures">
          <For each={figures()}>
            {(key) => (
              <div class="tally-card-figure" classList={{ picked: props.opened.isOpen(props.row, key) }}>
                <FigureLink row={props.row} figure={key} opened={props.opened} class="tally-card-link" />
                <span class="meta" aria-hidden="true">
                  {columnHead(key)}
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
      <Show when={props.opened.figureOf(props.row)}>
        {(figure) => <RecordsBehind row={props.row} figure={figure()} opened={props.opened} />}
      </Show>
    </li>
  );
}
