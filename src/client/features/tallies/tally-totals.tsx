import { Show } from 'solid-js';
import { type AmountColumn, NO_FIGURE, RECORDS } from '../../../domain/figures/column.ts';
import { headColumns } from '../../../domain/figures/columns.ts';
import { wholeRow } from '../../../domain/figures/row.ts';
import type { Tally } from '../../../domain/tally.ts';
import { columnHead } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { labels } from '../../labels/labels.ts';
import { Figures } from '../../ui/figures.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';

/** Up to six figures of the whole, before anything else on a phone. */
export function TallyTotals(props: { total: Tally; opened: Opened }) {
  const row = () => wholeRow(props.total);
  const words = () => labels().tallies;
  // Two columns: the records themselves fill the place an odd number would leave.
  const columns = (): AmountColumn[] => {
    const first = headColumns(props.total);
    return first.length % 2 === 0 ? first : [RECORDS, ...first];
  };
  const cells = () =>
    columns().map((column) => {
      const { count, waiting } = column.figureOf(props.total) ?? NO_FIGURE;
      return {
        value: countText(count),
        word: columnHead(column),
        more: waiting && waiting.value !== 0 ? words().waiting(countText(waiting)) : undefined,
        href: props.opened.href(row(), column),
      };
    });
  return (
    <Sheet label={words().total}>
      <Figures cells={cells()} two />
      <Show when={props.opened.columnOf(row())}>{(column) => <RecordsBehind row={row()} column={column()} opened={props.opened} />}</Show>
    </Sheet>
  );
}
