import { type JSX, Show } from 'solid-js';
import type { FigureTable } from '../../../domain/figures/row.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import type { Opened } from './opened.ts';
import { TableKey, type TableOrigin } from './table-key.tsx';
import { TallyCards } from './tally-cards.tsx';
import type { View } from './tally-choice.ts';
import { TallyTable } from './tally-table.tsx';
import { TallyTotals } from './tally-totals.tsx';

export interface FiguresProps {
  view: View;
  table: FigureTable;
  origin: TableOrigin;
  opened: Opened;
  wide: boolean;
  /** What stands between the totals of a phone and its lines. */
  children?: JSX.Element;
}

/** Lines with their figures: a table where it has room, blocks under one another on a phone. */
export function FiguresTable(props: FiguresProps) {
  const words = () => labels().tallies;
  const key = () => <TableKey view={props.view} table={props.table} origin={props.origin} />;
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
            <TallyTotals total={props.table.total} opened={props.opened} />
            {props.children}
            {key()}
            <TallyCards view={props.view} rows={props.table.rows} opened={props.opened} />
            <p class="meta">{words().legend}</p>
          </>
        }
      >
        <div class="row">
          <p class="grow meta">{words().legend}</p>
          {key()}
        </div>
        <TallyTable view={props.view} table={props.table} opened={props.opened} />
      </Show>
    </Show>
  );
}
