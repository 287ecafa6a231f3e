import { type JSX, Show } from 'solid-js';
import type { Tally } from '../../../domain/tally.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import type { Opened } from './opened.ts';
import { TallyCards } from './tally-cards.tsx';
import type { View } from './tally-choice.ts';
import type { TallyRow } from './tally-rows.ts';
import { TallyTable } from './tally-table.tsx';
import { TallyTotals } from './tally-totals.tsx';

export interface FiguresProps {
  view: View;
  rows: readonly TallyRow[];
  total: Tally;
  opened: Opened;
  wide: boolean;
  /** What stands between the totals of a phone and its lines. */
  children?: JSX.Element;
}

/** Lines with their figures: a table where it has room, blocks under one another on a phone. */
export function FiguresTable(props: FiguresProps) {
  const words = () => labels().tallies;
  return (
    <Show
      when={props.total.confirmed.records + props.total.waiting.records > 0}
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
            <TallyTotals total={props.total} opened={props.opened} />
            {props.children}
            <TallyCards view={props.view} rows={props.rows} opened={props.opened} />
          </>
        }
      >
        <TallyTable view={props.view} rows={props.rows} total={props.total} opened={props.opened} />
      </Show>
      <p class="meta">{words().legend}</p>
    </Show>
  );
}
