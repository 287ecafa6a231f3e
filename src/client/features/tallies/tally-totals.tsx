import { Show } from 'solid-js';
import type { Tally } from '../../../domain/tally.ts';
import { labels } from '../../labels/labels.ts';
import { Figures } from '../../ui/figures.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { columnHead, type FigureKey } from './figure-key.ts';
import type { Opened } from './opened.ts';
import { RecordsBehind } from './records-behind.tsx';
import { figureIn, figureTexts, totalsOf, wholeRow } from './tally-rows.ts';

/** Up to six figures of the whole, before anything else on a phone. */
export function TallyTotals(props: { total: Tally; opened: Opened }) {
  const row = () => wholeRow(props.total);
  const words = () => labels().tallies;
  // Two columns: the records themselves fill the place an odd number would leave.
  const figures = (): FigureKey[] => {
    const keys = totalsOf(props.total);
    return keys.length % 2 === 0 ? keys : ['records', ...keys];
  };
  const cells = () =>
    figures().map((key) => {
      const { confirmed, waiting } = figureTexts(row(), key);
      const waits = (figureIn(row(), key)?.waiting ?? 0) !== 0;
      return {
        value: confirmed,
        word: columnHead(key),
        more: waits ? words().waiting(waiting) : undefined,
        href: props.opened.href(row(), key),
      };
    });
  return (
    <Sheet label={words().total}>
      <Figures cells={cells()} two />
      <Show when={props.opened.figureOf(row())}>{(figure) => <RecordsBehind row={row()} figure={figure()} opened={props.opened} />}</Show>
    </Sheet>
  );
}
