import { Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { type Column, type FigureCount, NO_FIGURE } from '../../../domain/figures/column.ts';
import { type FigureRow, figureIn } from '../../../domain/figures/row.ts';
import { columnName } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { lineName } from './line-name.tsx';
import type { Opened } from './opened.ts';

/** Confirmed large, waiting small beside it; the whole cell opens the records. */
export function FigureLink(props: { row: FigureRow; column: Column; opened: Opened; class: string }) {
  const figure = () => figureIn(props.row, props.column) ?? NO_FIGURE;
  const waiting = (): FigureCount => figure().waiting ?? NO_FIGURE.count;
  const href = () => props.opened.href(props.row, props.column);
  // Of a whole plan no records open in place: the figure leads to the plan's own.
  const isOfPlan = (): boolean => props.row.kind === 'plan';
  const label = (): string => {
    const { figureLabel, leadsToPlan, leadsToRecords } = labels().tallies;
    const said = figureLabel(columnName(props.column), countText(figure().count), countText(waiting()), lineName(props.row));
    return `${said} ${isOfPlan() ? leadsToPlan : leadsToRecords}`;
  };
  return (
    <Dynamic
      component={href() === undefined ? 'span' : 'a'}
      class={props.class}
      href={href()}
      noScroll={true}
      aria-expanded={href() === undefined || isOfPlan() ? undefined : props.opened.isOpen(props.row, props.column)}
    >
      <span class="figure" aria-hidden={href() !== undefined}>
        <Show when={figure().count.isAbout}>
          <span class="tally-about">{labels().common.about}</span>{' '}
        </Show>
        {formatNumber(figure().count.value)}
      </span>
      <Show when={waiting().value !== 0}>
        <span class="cell-more" aria-hidden={href() !== undefined}>
          {labels().tallies.waitingShort(countText(waiting()))}
        </span>
      </Show>
      <Show when={href() !== undefined}>
        <span class="unseen">{label()}</span>
      </Show>
    </Dynamic>
  );
}
