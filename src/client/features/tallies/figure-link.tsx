import { Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { labels } from '../../labels/labels.ts';
import { type FigureKey, figureName } from './figure-key.ts';
import { lineName } from './line-name.tsx';
import type { Opened } from './opened.ts';
import { figureIn, figureTexts, type TallyRow } from './tally-rows.ts';

/** Confirmed large, waiting small beside it; the whole cell opens the records. */
export function FigureLink(props: { row: TallyRow; figure: FigureKey; opened: Opened; class: string }) {
  const waits = (): boolean => (figureIn(props.row, props.figure)?.waiting ?? 0) !== 0;
  const texts = () => figureTexts(props.row, props.figure);
  const href = () => props.opened.href(props.row, props.figure);
  const label = (): string =>
    labels().tallies.figureLabel(figureName(props.figure), texts().confirmed, texts().waiting, lineName(props.row));
  return (
    <Dynamic
      component={href() === undefined ? 'span' : 'a'}
      class={props.class}
      href={href()}
      noScroll={true}
      aria-expanded={href() === undefined ? undefined : props.opened.isOpen(props.row, props.figure)}
    >
      <span class="figure" aria-hidden={href() !== undefined}>
        {texts().confirmed}
      </span>
      <Show when={waits()}>
        <span class="cell-more" aria-hidden={href() !== undefined}>
          {labels().tallies.waitingShort(texts().waiting)}
        </span>
      </Show>
      <Show when={href() !== undefined}>
        <span class="unseen">{label()}</span>
      </Show>
    </Dynamic>
  );
}
